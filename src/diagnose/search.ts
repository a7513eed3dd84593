/**
 * The search: a pipeline of stages, each of which can deviate in several ways. It goes over the combinations
 * nearest first (no deviation, then one, two, three) and stops after the first number of deviations that explains
 * the observation. Stages that cost much stand in front, so that their work is shared by all that follows.
 */
import type { Cause, Deviation } from './cause.ts';

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
  /** Stops after this time, finished or not. */
  readonly milliseconds: number;
  /** Called a few times a second. */
  readonly onProgress?: ((tried: number, depth: number, milliseconds: number) => void) | undefined;
}

/** What two, then three deviations take on an ordinary machine, with room. */
export const NORMAL_EFFORT: Effort = { depth: 3, milliseconds: 3000 };

/** How many hypotheses pass between two looks at the clock. */
const STRIDE = 2048;

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

/** A stage whose deviations exclude each other: none, or one of them. */
export function alternatives<State, Change>(
  deviations: readonly Deviation<Change>[],
  apply: (state: State, change: Change) => State | undefined,
): Stage<State> {
  return stage<State>([
    { deviations: [], apply: (state) => state },
    ...deviations.map((deviation) => ({
      deviations: [deviation],
      apply: (state: State) => apply(state, deviation.change),
    })),
  ]);
}

/**
 * Runs the search from a start state. `test` says whether a final state explains the observation: undefined for no,
 * else the further mistakes that the comparison shows. The bare rule is tried too, as depth 0.
 */
export function search<State>(
  start: State,
  stages: readonly Stage<State>[],
  test: (state: State) => readonly Cause[] | undefined,
  effort: Effort,
): SearchResult<State> {
  const begun = performance.now();
  const hits: Hit<State>[] = [];
  let tried = 0;
  let level = 0;
  let nextReport = begun + 250;
  /** The most deviations that the stages from each one on can take. */
  const room = stages.map((_, i) => stages.slice(i).reduce((sum, s) => sum + s.length - 1, 0));
  const path: Deviation<unknown>[] = [];

  const lookAtClock = () => {
    const now = performance.now();
    if (now - begun > effort.milliseconds) throw new OutOfTime();
    if (effort.onProgress && now > nextReport) {
      nextReport = now + 250;
      effort.onProgress(tried, level, now - begun);
    }
  };
  const leaf = (state: State) => {
    if (++tried % STRIDE === 0) lookAtClock();
    const also = test(state);
    if (also) hits.push({ deviations: [...path], state, also });
  };
  const visit = (i: number, state: State, remaining: number): void => {
    const current = stages[i];
    if (!current) return leaf(state);
    const last = i === stages.length - 1;
    const least = Math.max(0, remaining - (room[i + 1] ?? 0));
    for (let count = least; count <= remaining && count < current.length; count++)
      for (const option of current[count] as readonly Option<State>[]) {
        const next = option.apply(state);
        if (next === undefined) continue;
        path.push(...option.deviations);
        if (last) leaf(next);
        else visit(i + 1, next, remaining - count);
        path.length -= count;
      }
  };

  let complete = -1;
  try {
    for (level = 0; level <= effort.depth && hits.length === 0; level++) {
      visit(0, start, level);
      complete = level;
    }
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
  }
  const weight = (hit: Hit<State>) =>
    hit.also.length + hit.deviations.reduce((sum, { cost }) => sum + cost, 0);
  hits.sort((a, b) => weight(a) - weight(b));
  return { hits, tried, depth: complete, milliseconds: performance.now() - begun };
}
