import { describe, expect, it } from 'vitest';
import { Afterwards } from '../../src/receiver/afterwards.ts';
import type { Handled } from '../../src/receiver/handled.ts';
import type { Received } from '../../src/receiver/reception.ts';

function arrange() {
  const rows: string[][] = [];
  const afterwards = new Afterwards((row) => rows.push(row.map(({ received }) => received.taken.id)));
  return { afterwards, rows };
}

function handled(id: string, line = '{}'): Handled {
  const request = {
    method: 'POST',
    url: '/',
    headers: [],
    body: Buffer.from(''),
    receivedAt: '2026-11-21T10:00:00.000Z',
  };
  const received: Received = {
    taken: { id, kind: 'callback', request, remote: '127.0.0.1' },
    body: { kind: 'empty', text: '', fields: [] },
    platform: undefined,
    at: 0,
  };
  const decision = { reaction: { status: 200, headers: [], body: Buffer.from('') }, by: 'rule' as const };
  return { received, examined: undefined, decision, line, ms: 1, drop: false };
}

const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('what is done after the answers', () => {
  it('waits for a moment and is then handed on in the order of arrival', async () => {
    const { afterwards, rows } = arrange();
    afterwards.add(handled('a'));
    afterwards.add(handled('b'));
    expect(rows).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(rows).toEqual([['a', 'b']]);
  });

  it('is handed on at once when many wait', async () => {
    const { afterwards, rows } = arrange();
    const ids = Array.from({ length: 200 }, (_, i) => String(i));
    for (const id of ids) afterwards.add(handled(id));
    expect(rows).toEqual([]);
    await turn();
    expect(rows).toEqual([ids]);
  });

  it('is handed on at once when little waits that is long, for it fills the memory', async () => {
    const { afterwards, rows } = arrange();
    afterwards.add(handled('a', 'x'.repeat(600_000)));
    expect(rows).toEqual([]);
    afterwards.add(handled('b', 'x'.repeat(600_000)));
    await turn();
    expect(rows).toEqual([['a', 'b']]);
  });

  it('is handed on when it is asked for, and never as nothing', () => {
    const { afterwards, rows } = arrange();
    afterwards.flush();
    afterwards.add(handled('a'));
    afterwards.flush();
    afterwards.flush();
    expect(rows).toEqual([['a']]);
  });
});
