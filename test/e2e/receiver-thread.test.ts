/** What the second thread of the receiver is for: no answer waits for what is checked and shown, or for its failure. */
import { describe, expect, it } from 'vitest';
import { ROOT } from './cbk.ts';
import { call, historyLines, KEYS, listen, until } from './listener.ts';

/** A notification of haitouhui with a sign that no mistake explains: the search for one goes to its end. */
const wrong = (order: number) => ({
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({
    version: '1.0',
    app_id: '10002301',
    timestamp: '2026-11-21 10:00:00',
    data: `{"order_no":"${order}","amount":"5.00"}`,
    sign: '00112233445566778899AABBCCDDEEFF',
  }).toString(),
});

const shownUrls = (lines: readonly Record<string, unknown>[]) =>
  lines.filter(({ type }) => type === 'delivery').map(({ url }) => url);

describe('the thread that checks and shows', { timeout: 60_000 }, () => {
  it('keeps no answer waiting for a diagnosis, nor the end', async () => {
    const listener = await listen(['--effort', '30'], { env: KEYS });
    for (let order = 0; order < 20; order++)
      expect((await call(`${listener.url}/haitouhui?${order}`, wrong(order))).status).toBe(200);
    expect(listener.lines().filter(({ type }) => type === 'delivery')).toHaveLength(0);
    const begun = Date.now();
    expect(await listener.stop()).toBe(130);
    expect(Date.now() - begun).toBeLessThan(15_000);
    const lines = historyLines(listener.folder) as Record<string, unknown>[];
    expect(lines.filter(({ type }) => type === 'delivery')).toHaveLength(20);
    // What the thread had no time for is not lost: that it was answered is recorded, and that it was not shown is said.
    expect(lines.filter(({ type }) => type === 'answer')).toHaveLength(20);
    expect(listener.stderr()).toContain('20 callbacks');
  });

  it('what is to be checked goes before what is to be explained', async () => {
    const listener = await listen(['--effort', '3'], { env: KEYS });
    const all = Array.from({ length: 60 }, (_, order) =>
      call(`${listener.url}/haitouhui?${order}`, wrong(order)),
    );
    await Promise.all(all);
    expect(await listener.stop()).toBe(130);
    const lines = historyLines(listener.folder) as Record<string, unknown>[];
    expect(lines.filter(({ type }) => type === 'answer')).toHaveLength(60);
    expect(listener.stderr()).toContain('60 callbacks');
  });

  it('is started again when it dies; what it had is on record, what comes after is shown', async () => {
    const listener = await listen([], {
      env: { ...KEYS, NODE_OPTIONS: `--import ${ROOT}/test/e2e/dying-thread.mjs` },
    });
    await call(`${listener.url}/before`, wrong(1));
    await listener.deliveries(1);
    expect((await call(`${listener.url}/die`, wrong(2))).status).toBe(200);
    await listener.printed(/1 delivery is on record but not checked or shown: RangeError/);
    expect((await call(`${listener.url}/after`, wrong(1))).status).toBe(200);
    const [, after] = await listener.deliveries(2);
    expect(shownUrls(listener.lines())).toEqual(['/before', '/after']);
    // It has read what was shown before it was started.
    expect(after?.['findings']).toContainEqual(expect.objectContaining({ code: 'duplicate', attempt: 2 }));
    await listener.stop();
    await until('the summary', () => listener.stderr().includes('3 callbacks'));
    const urls = (historyLines(listener.folder) as Record<string, unknown>[]).filter(
      ({ type }) => type === 'delivery',
    );
    expect(urls.map(({ url }) => url)).toEqual(['/before', '/die', '/after']);
  });

  it('shows what came in the order in which it was answered, whether it was checked before or after', async () => {
    const listener = await listen([], { env: KEYS });
    const paths: string[] = [];
    for (let i = 0; i < 60; i++) {
      const path = i % 3 === 0 ? `/haomiao?${i}` : `/haitouhui?${i}`;
      paths.push(path);
      await call(`${listener.url}${path}`, i % 3 === 0 ? { body: '{"data":"x","timestamp":1}' } : wrong(i));
    }
    await listener.deliveries(60);
    await listener.stop();
    expect(shownUrls(listener.lines())).toEqual(paths);
  });
});
