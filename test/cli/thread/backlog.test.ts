import { describe, expect, it } from 'vitest';
import { Backlog } from '../../../src/cli/thread/backlog.ts';

const row = (deliveries: number, length = 1) => Array<string>(deliveries).fill('x'.repeat(length));

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
    expect(backlog.deliveries).toBe(4096);
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

  it('has room when nothing of it will be done any more', async () => {
    const backlog = new Backlog();
    for (let i = 0; i < 100; i++) backlog.add(row(64));
    const room = backlog.room() as Promise<void>;
    backlog.clear();
    expect(await isSettled(room)).toBe(true);
    expect(backlog.deliveries).toBe(0);
    backlog.done();
    expect(backlog.deliveries).toBe(0);
  });
});
