import { describe, expect, it } from 'vitest';
import { platformById } from '../../src/platforms/index.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import { Attempts, repeatFinding } from '../../src/receiver/attempts.ts';
import { attemptsOf, gapAfter, isOnTime } from '../../src/receiver/schedule.ts';

const platform = (id: string) => platformById(id) as Platform;

/** The findings of attempts at these seconds. */
function play(
  id: string,
  seconds: readonly number[],
  options: { accepted?: boolean; bytes?: (i: number) => string } = {},
) {
  const attempts = new Attempts();
  return seconds.map((second, i) => {
    const delivery = { id: `d${i + 1}`, identity: 'order', bytes: options.bytes?.(i) ?? `b${i}` };
    const { previous } = attempts.note(delivery, second * 1000);
    if (options.accepted) attempts.accepted(delivery);
    return previous && repeatFinding(platform(id), previous);
  });
}

describe('the plans', () => {
  it('haomiao: 1, 30 and 50 minutes, four in all', () => {
    const { retry } = platform('haomiao');
    expect([1, 2, 3, 4].map((attempt) => gapAfter(retry, attempt, 0)?.seconds)).toEqual([
      60,
      1800,
      3000,
      undefined,
    ]);
    expect(attemptsOf(retry)).toBe(4);
  });

  it('lianyou: attempts 1 to 3 30 s apart, to 20 every 5 minutes, then every 3 hours for 48 hours', () => {
    const { retry } = platform('lianyou');
    const times = [0];
    for (let attempt = 1; ; attempt++) {
      const at = times.at(-1) ?? 0;
      const gap = gapAfter(retry, attempt, at);
      if (!gap) break;
      times.push(at + gap.seconds);
    }
    expect(times.slice(0, 5)).toEqual([0, 30, 60, 360, 660]);
    expect(times[19]).toBe(60 + 17 * 300);
    expect((times[20] ?? 0) - (times[19] ?? 0)).toBe(3 * 3600);
    expect(times.at(-1)).toBeLessThanOrEqual(48 * 3600);
    expect((times.at(-1) ?? 0) + 3 * 3600).toBeGreaterThan(48 * 3600);
  });

  it('haitouhui: any time within five minutes is on time', () => {
    const gap = gapAfter(platform('haitouhui').retry, 1, 0);
    expect(gap).toEqual({ seconds: 300, atMost: true });
    if (!gap) return;
    expect([1, 299, 301, 400].map((after) => isOnTime(gap, after))).toEqual([true, true, true, false]);
  });
});

describe('recognising repeats', () => {
  it('says which attempt it is, whether on schedule, and when the next is due', () => {
    const [first, second, third, fourth] = play('haomiao', [0, 61, 61 + 1790, 61 + 1790 + 100]);
    expect(first).toBeUndefined();
    expect(second).toMatchObject({
      code: 'retry',
      severity: 'info',
      attempt: 2,
      of: 4,
      first: 'd1',
      afterSeconds: 61,
      dueSeconds: 60,
      onSchedule: true,
      nextSeconds: 1800,
    });
    expect(third).toMatchObject({ code: 'retry', attempt: 3, onSchedule: true, nextSeconds: 3000 });
    expect(fourth).toMatchObject({
      code: 'retry',
      severity: 'warning',
      attempt: 4,
      dueSeconds: 3000,
      onSchedule: false,
    });
    expect(fourth).not.toHaveProperty('nextSeconds');
  });

  it('the same bytes after a good answer and off the plan are a replay', () => {
    const [, again] = play('haomiao', [0, 5], { accepted: true, bytes: () => 'same' });
    expect(again).toMatchObject({
      code: 'replayed',
      severity: 'warning',
      first: 'd1',
      attempt: 2,
      afterSeconds: 5,
    });
  });

  it('a replay of what carries a nonce is an error', () => {
    const [, again] = play('yunzhimeng', [0, 5], { accepted: true, bytes: () => 'same' });
    expect(again).toMatchObject({ code: 'replayed', severity: 'error' });
  });

  it('other bytes of a message that was answered well are a duplicate', () => {
    const [, again] = play('lianyou', [0, 5], { accepted: true });
    expect(again).toMatchObject({ code: 'duplicate', severity: 'info', attempt: 2 });
  });

  it('the same bytes on the plan are no replay', () => {
    const [, again] = play('lianyou', [0, 30], { accepted: true, bytes: () => 'same' });
    expect(again).toMatchObject({ code: 'duplicate' });
  });

  it('a plan without times counts the attempts', () => {
    const [, second, third, fourth] = play('yunzhimeng', [0, 100, 200, 300]);
    expect([second, third, fourth].map((f) => f && 'onSchedule' in f && f.onSchedule)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('forgets the oldest messages when there are very many', () => {
    const attempts = new Attempts();
    attempts.note({ id: 'old', identity: 'old' }, 0);
    for (let i = 0; i < 120_000; i++) attempts.note({ id: `d${i}`, identity: `m${i}` }, i);
    expect(attempts.note({ id: 'again', identity: 'old' }, 1)).toEqual({ attempt: 1 });
    expect(attempts.note({ id: 'recent', identity: 'm119999' }, 1).attempt).toBe(2);
  });
});
