/** The search itself, over sums of small numbers. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Deviation } from '../../src/diagnose/cause.ts';
import { alternatives, type Effort, merge, search, testing } from '../../src/diagnose/search.ts';

const FULL: Effort = { depth: 4, milliseconds: 60_000 };
const deviation = (change: number, cost: 1 | 2 | 3 = 1): Deviation<number> => ({
  code: 'order',
  cost,
  change,
});

/** One stage for each list of numbers; a state is the sum of what was chosen. */
const sums = (axes: readonly (readonly number[])[], wanted: number, effort = FULL) =>
  search<number>(
    0,
    axes.map((axis) =>
      alternatives(
        axis.map((n) => deviation(n)),
        (sum, n) => sum + n,
        (a, b) => a === b,
      ),
    ),
    testing((sum) => (sum === wanted ? [] : undefined)),
    0,
    effort,
  );

const axes = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 5 }), {
  minLength: 1,
  maxLength: 4,
});

/** The fewest numbers, at most one of each axis, that make the sum: by trying everything. */
function fewest(lists: readonly (readonly number[])[], wanted: number): number {
  const [first, ...rest] = lists;
  if (!first) return wanted === 0 ? 0 : Number.POSITIVE_INFINITY;
  return Math.min(fewest(rest, wanted), ...first.map((n) => 1 + fewest(rest, wanted - n)));
}

describe('search', () => {
  it('finds a planted combination with the fewest deviations that make it', () => {
    fc.assert(
      fc.property(axes, fc.infiniteStream(fc.nat(5)), (lists, picks) => {
        const wanted = lists.reduce((sum, axis) => {
          const pick = picks.next().value as number;
          return sum + (pick < axis.length ? (axis[pick] as number) : 0);
        }, 0);
        const { hits } = sums(lists, wanted);
        expect(hits.length).toBeGreaterThan(0);
        for (const hit of hits) {
          expect(hit.deviations.reduce((sum, { change }) => sum + (change as number), 0)).toBe(wanted);
          expect(hit.deviations.length).toBe(fewest(lists, wanted));
        }
      }),
    );
  });

  it('finds nothing where there is nothing, and says how far it looked', () => {
    fc.assert(
      fc.property(axes, (lists) => {
        const { hits, depth, tried } = sums(lists, -1);
        expect(hits).toEqual([]);
        expect(depth).toBe(4);
        expect(tried).toBeGreaterThan(0);
      }),
    );
  });

  it('goes on where an earlier search stopped, over the same stages', () => {
    const list = [
      [1, 2],
      [10, 20],
      [100, 200],
    ];
    const first = sums(list, 222, { depth: 2, milliseconds: 60_000 });
    const second = sums(list, 222, { from: 3, depth: 3, milliseconds: 60_000 });
    expect(first.hits).toEqual([]);
    expect(merge(first, second).hits.map(({ state }) => state)).toEqual([222]);
    expect(merge(first, second).tried).toBe(first.tried + second.tried);
  });

  it('prefers the likely: lower costs first', () => {
    const stages = [
      alternatives([deviation(1, 3)], (sum: number, n: number) => sum + n),
      alternatives([deviation(1, 1)], (sum: number, n: number) => sum + n),
    ];
    const { hits } = search(
      0,
      stages,
      testing((sum) => (sum === 1 ? [] : undefined)),
      0,
      FULL,
    );
    expect(hits.map(({ deviations }) => deviations[0]?.cost)).toEqual([1, 3]);
  });

  it('of two ways to the same state, one is gone into: the likelier', () => {
    const stages = [
      alternatives([deviation(1, 3), deviation(1, 1)], (sum: number, n: number) => sum + n, Object.is),
    ];
    const { hits } = search(
      0,
      stages,
      testing((sum) => (sum === 1 ? [] : undefined)),
      0,
      FULL,
    );
    expect(hits.map(({ deviations }) => deviations[0]?.cost)).toEqual([1]);
  });

  it('stops when its time is over, and does not claim the depth that it was in', () => {
    const many = Array.from({ length: 6 }, (_, k) => Array.from({ length: 40 }, (_, i) => (i + 1) * 41 ** k));
    const { depth, milliseconds } = sums(many, -1, { depth: 6, milliseconds: 30 });
    expect(depth).toBeLessThan(6);
    expect(milliseconds).toBeLessThan(2000);
  });
});
