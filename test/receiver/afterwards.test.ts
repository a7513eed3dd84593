import { describe, expect, it } from 'vitest';
import { Afterwards, type Handled } from '../../src/receiver/afterwards.ts';
import { Attempts } from '../../src/receiver/attempts.ts';
import type { Received } from '../../src/receiver/reception.ts';

function arrange(fails: (id: string) => boolean = () => false) {
  const shown: string[] = [];
  const noted: string[] = [];
  const errors: unknown[] = [];
  const afterwards = new Afterwards(
    {
      attempts: new Attempts(),
      history: { note: (_: string, line: string) => noted.push(line) } as never,
      onDelivery: ({ delivery }) => shown.push(delivery.id),
      onError: (error) => errors.push(error),
    },
    (received) => {
      if (fails(received.taken.id)) throw new Error('broken');
      return {
        checked: { verdict: 'unknown' },
        context: undefined,
        report: { verdict: 'unknown', findings: [], plaintexts: [] },
      };
    },
  );
  return { afterwards, shown, noted, errors };
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
  it('waits for a moment and is then done in the order of arrival', async () => {
    const { afterwards, shown, noted } = arrange();
    afterwards.add(handled('a'));
    afterwards.add(handled('b'));
    expect(shown).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(shown).toEqual(['a', 'b']);
    expect(noted).toHaveLength(2);
  });

  it('is done at once when many wait', async () => {
    const { afterwards, shown } = arrange();
    const ids = Array.from({ length: 200 }, (_, i) => String(i));
    for (const id of ids) afterwards.add(handled(id));
    expect(shown).toEqual([]);
    await turn();
    expect(shown).toEqual(ids);
  });

  it('is done at once when little waits that is long, for it fills the memory', async () => {
    const { afterwards, shown } = arrange();
    afterwards.add(handled('a', 'x'.repeat(600_000)));
    expect(shown).toEqual([]);
    afterwards.add(handled('b', 'x'.repeat(600_000)));
    await turn();
    expect(shown).toEqual(['a', 'b']);
  });

  it('goes on behind a failure', () => {
    const { afterwards, shown, errors } = arrange((id) => id === 'b');
    for (const id of ['a', 'b', 'c']) afterwards.add(handled(id));
    afterwards.flush();
    expect(shown).toEqual(['a', 'c']);
    expect(errors).toHaveLength(1);
  });
});
