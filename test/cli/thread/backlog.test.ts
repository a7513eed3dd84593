import { describe, expect, it } from 'vitest';
import { Backlog } from '../../../src/cli/thread/backlog.ts';

const row = (deliveries: number, length = 1) => ({
  lines: Array<string>(deliveries).fill('x'.repeat(length)),
  ms: [],
  outcomes: [],
  examined: new Map(),
});

/** Whether a promise is settled by now. */
async function isSettled(promise: Promise<void>): Promise<boolean> {
  let settled = false;
  void promise.then(() => {
    settled = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return settled;
}

describe('what waits to be shown', () => {
  it('has room until there are many', async () => {
    const backlog = new Backlog();
    expect(backlog.room()).toBeUndefined();
    for (let i = 0; i < 63; i++) backlog.add(row(64));
    expect(backlog.room()).toBeUndefined();
    backlog.add(row(64));
    const room = backlog.room() as Promise<void>;
    expect(backlog.room()).toBe(room);
    expect(await isSettled(room)).toBe(false);
    backlog.done();
    expect(await isSettled(room)).toBe(true);
    expect(backlog.room()).toBeUndefined();
  });

  it('has room until there are few that are long', async () => {
    const backlog = new Backlog();
    backlog.add(row(2, 5 << 20));
    backlog.add(row(2, 5 << 20));
    const room = backlog.room() as Promise<void>;
    backlog.done();
    expect(await isSettled(room)).toBe(true);
  });

  it('gives what will not be done any more away, and has room', async () => {
    const backlog = new Backlog();
    const rows = Array.from({ length: 100 }, () => row(64));
    for (const r of rows) backlog.add(r);
    const room = backlog.room() as Promise<void>;
    backlog.done();
    expect(backlog.clear()).toEqual(rows.slice(1));
    expect(await isSettled(room)).toBe(true);
    expect(backlog.clear()).toEqual([]);
    // The answer to one that was given away may still come.
    backlog.done();
    for (let i = 0; i < 63; i++) backlog.add(row(64));
    expect(backlog.room()).toBeUndefined();
  });
});
