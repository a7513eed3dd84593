/**
 * The search: a pipeline of stages, each of which can deviate in several ways. It goes over the combinations
 * nearest first (no deviation, then one, two, three) and stops after the first number of deviations that explains
 * the observation. Stages that cost much stand in front, so that their work is shared by all that follows.
 */
import { type Cause, costOf, type Deviation } from './cause.ts';

/** One way through a stage: nothing, one deviation, or several at once. */
export interface Option<State> {
  readonly deviations: readonly Deviation<unknown>[];
  /** The state behind the stage; undefined where the deviation changes nothing or cannot be applied. */
  readonly apply: (state: State) => State | undefined;
}

/** The options of a stage, by how many deviations they take. */
export type Stage<State> = readonly (readonly Option<State>[])[];

export interface Hit<State> {
  readonly deviations: readonly Deviation<unknown>[];
  readonly state: State;
  /** Mistakes that show only when the result is compared, such as the case of hex digits. */
  readonly also: readonly Cause[];
}

export interface SearchResult<State> {
  /** The explanations with the fewest deviations, the likeliest first. */
  readonly hits: readonly Hit<State>[];
  /** How many hypotheses were tried. */
  readonly tried: number;
  /** The number of deviations up to which everything was tried. */
  readonly depth: number;
  readonly milliseconds: number;
}

export interface Effort {
  /** Combinations of at most so many deviations. */
  readonly depth: number;
  /** Combinations of fewer than so many are left out: they were tried before. */
  readonly from?: number;
  /** Stops after this time, finished or not. */
  readonly milliseconds: number;
  /** Called a few times a second. */
  readonly onProgress?: ((tried: number, depth: number, milliseconds: number) => void) | undefined;
}

/** What three deviations take on an ordinary machine, with room. */
export const NORMAL_EFFORT = { depth: 3, milliseconds: 4000 } as const satisfies Effort;

/** About so many hypotheses pass between two looks at the clock. */
const STRIDE = 2048;

const NO_DEVIATIONS: readonly Deviation<unknown>[] = [];

class OutOfTime extends Error {}

/** Collects the options of a stage by their number of deviations. */
export function stage<State>(options: readonly Option<State>[]): Stage<State> {
  const byCount: Option<State>[][] = [];
  for (const option of options) {
    const count = option.deviations.length;
    byCount[count] ??= [];
    byCount[count].push(option);
  }
  return Array.from(byCount, (group) => group ?? []);
}

const unchanged = <State>(state: State): State => state;

/**
 * A stage whose deviations exclude each other: none, or one of them. With `same`, of several that make the same of a
 * state only the likeliest is gone into.
 */
export function alternatives<State, Change>(
  deviations: readonly Deviation<Change>[],
  apply: (state: State, change: Change) => State | undefined,
  same?: (a: State, b: State) => boolean,
): Stage<State> {
  // The options are tried on one state after the other, the first one first.
  let made: State[] = [];
  const applyOnce = (state: State, change: Change, first: boolean) => {
    if (first) made = [];
    const next = apply(state, change);
    if (next === undefined || made.some((other) => same?.(other, next))) return undefined;
    made.push(next);
    return next;
  };
  const ordered = same ? deviations.toSorted((a, b) => a.cost - b.cost) : deviations;
  return stage<State>([
    { deviations: [], apply: unchanged },
    ...ordered.map((deviation, i) => ({
      deviations: [deviation],
      apply: (state: State) =>
        same ? applyOnce(state, deviation.change, i === 0) : apply(state, deviation.change),
    })),
  ]);
}

/**
 * The end of the pipeline: tries all hypotheses that take exactly `count` more deviations, calls `hit` for each that
 * explains the observation, and says how many it tried. Here the time goes, so it may be one tight loop.
 */
export type Leaf<State> = (
  state: State,
  count: number,
  hit: (deviations: readonly Deviation<unknown>[], state: State, also: readonly Cause[]) => void,
) => number;

/** A leaf without deviations of its own: `test` gives undefined, or the further mistakes that the comparison shows. */
export function testing<State>(test: (state: State) => readonly Cause[] | undefined): Leaf<State> {
  return (state, count, hit) => {
    if (count > 0) return 0;
    const also = test(state);
    if (also) hit([], state, also);
    return 1;
  };
}

/**
 * Runs the search from a start state through the stages to the leaf, which takes at most `leafRoom` deviations. The
 * bare rule is tried too, as depth 0.
 */
export function search<State>(
  start: State,
  stages: readonly Stage<State>[],
  leaf: Leaf<State>,
  leafRoom: number,
  effort: Effort,
): SearchResult<State> {
  const begun = performance.now();
  const hits: Hit<State>[] = [];
  let tried = 0;
  let level = effort.from ?? 0;
  let nextLook = STRIDE;
  let nextReport = begun + 250;
  /** The most deviations that the stages from each one on can take. */
  const room = stages.map((_, i) => stages.slice(i).reduce((sum, s) => sum + s.length - 1, leafRoom));
  /** The deviations of the stages up to the one at hand. */
  const path: (readonly Deviation<unknown>[])[] = stages.map(() => []);

  const lookAtClock = () => {
    const now = performance.now();
    if (now - begun > effort.milliseconds) throw new OutOfTime();
    if (effort.onProgress && now > nextReport) {
      nextReport = now + 250;
      effort.onProgress(tried, level, now - begun);
    }
  };
  const hit = (deviations: readonly Deviation<unknown>[], state: State, also: readonly Cause[]) => {
    hits.push({ deviations: [...path.flat(), ...deviations], state, also });
  };
  /** The first stage from each one on that does something to a state even without a deviation. */
  const busy = stages.map((_, i) => {
    const found = stages
      .slice(i)
      .findIndex(([none = []]) => none.length !== 1 || none[0]?.apply !== unchanged);
    return found < 0 ? stages.length : i + found;
  });
  const visit = (at: number, state: State, remaining: number): void => {
    const i = remaining === 0 ? (busy[at] ?? at) : at;
    const current = stages[i];
    if (!current) {
      tried += leaf(state, remaining, hit);
      if (tried >= nextLook) {
        nextLook = tried + STRIDE;
        lookAtClock();
      }
      return;
    }
    const least = Math.max(0, remaining - (room[i + 1] ?? leafRoom));
    for (let count = least; count <= remaining && count < current.length; count++)
      for (const option of current[count] as readonly Option<State>[]) {
        const next = option.apply(state);
        if (next === undefined) continue;
        path[i] = option.deviations;
        visit(i + 1, next, remaining - count);
      }
    path[i] = NO_DEVIATIONS;
  };

  const from = effort.from ?? 0;
  let complete = from - 1;
  try {
    for (level = from; level <= effort.depth && hits.length === 0; level++) {
      visit(0, start, level);
      complete = level;
    }
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
  }
  // The sort keeps the order of the search where weights are equal.
  hits.sort((a, b) => weight(a) - weight(b));
  return { hits, tried, depth: complete, milliseconds: performance.now() - begun };
}

/** How unlikely an explanation is beside others of as many deviations. */
export function weight({ also, deviations }: Pick<Hit<unknown>, 'also' | 'deviations'>): number {
  return also.length + costOf(deviations);
}

/** Two searches over different parts of the space as one result. */
export function merge<State>(first: SearchResult<State>, second: SearchResult<State>): SearchResult<State> {
  return {
    hits: [...first.hits, ...second.hits],
    tried: first.tried + second.tried,
    depth: Math.max(first.depth, second.depth),
    milliseconds: first.milliseconds + second.milliseconds,
  };
}
