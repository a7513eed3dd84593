/** A disk that is full: the sender is told so, the user too, and nothing half-written counts as recorded. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLast } from '../../src/receiver/history/reader.ts';
import { call, listen, newFolder } from './listener.ts';

const BODY = (order: number) => JSON.stringify({ type: 1003, contract: `c${order}`, sign: 'x'.repeat(2000) });

describe('a full disk', () => {
  it('answers 507 and says so', async () => {
    const folder = newFolder();
    for (const offset of [0, 86_400_000])
      symlinkSync(
        '/dev/full',
        join(folder, `${new Date(Date.now() + offset).toISOString().slice(0, 10)}.jsonl`),
      );
    const listener = await listen([], { folder });
    const got = await call(`${listener.url}/lianyou`, { body: BODY(1) });
    expect(got.status).toBe(507);
    expect(JSON.parse(got.body)).toMatchObject({ error: 'not-recorded' });
    await listener.printed('ENOSPC');
    expect(await listener.stop()).toBe(130);
  });

  // Only root can mount, and not in every sandbox.
  const mountPoint = join(newFolder(), 'disk');
  mkdirSync(mountPoint);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', mountPoint]).status === 0;

  it.runIf(mounted)('on a real small disk, every 200 is recorded whole and every 507 is not', async () => {
    try {
      const listener = await listen([], { folder: mountPoint });
      const answered = new Map<string, number>();
      for (let order = 0; order < 60; order++)
        answered.set(`c${order}`, (await call(`${listener.url}/lianyou`, { body: BODY(order) })).status);
      await listener.stop();
      const { entries } = await readLast(mountPoint, 1000);
      const recorded = entries.map(
        ({ delivery }) => (JSON.parse(delivery.request.body.toString()) as { contract: string }).contract,
      );
      const taken = [...answered].filter(([, status]) => status === 200).map(([order]) => order);
      expect(new Set(answered.values())).toEqual(new Set([200, 507]));
      expect(recorded).toEqual(taken);
    } finally {
      spawnSync('umount', [mountPoint]);
    }
  });

  it('the limit warns first and then refuses', async () => {
    const listener = await listen(['--history-limit', '20k']);
    const statuses: number[] = [];
    for (let order = 0; order < 12; order++)
      statuses.push((await call(`${listener.url}/lianyou`, { body: BODY(order) })).status);
    expect(statuses[0]).toBe(200);
    expect(statuses.at(-1)).toBe(507);
    const said = listener.stderr();
    expect(said.indexOf('the history has')).toBeGreaterThan(0);
    expect(said.indexOf('the history has')).toBeLessThan(said.indexOf('reached its limit'));
    await listener.stop();
  });
});
