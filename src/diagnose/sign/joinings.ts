/**
 * The ways in which a rule could join its parameters: all that deviate in exactly so many of names, pairs, separators
 * and value encoding. They are tried on many thousand selections, so they are made once for each rule.
 */
import type { SignRule, ValueEncoding } from '../../rules/sign-rule.ts';
import type { Deviation } from '../cause.ts';
import { remembering } from '../remembering.ts';
import type { Parameter, Parameters } from './parameters.ts';
import { JOINING, type RulePatch } from './rule-deviations.ts';

/** One way to join. */
export interface Joining {
  readonly deviations: readonly Deviation<RulePatch>[];
  readonly rule: SignRule;
  /** Differs in the separator, which a single parameter does not have. */
  readonly separates: boolean;
  /** Where the value encoding is another one: whether it makes a difference for a parameter. */
  readonly reencodes: ((parameter: Parameter) => boolean) | undefined;
}

/** The ways of a rule with exactly so many deviations, the likeliest first. */
export type Joinings = (rule: SignRule) => (count: number) => readonly Joining[];

/** The rule's own way and no other. */
export const ownJoining = (): Joinings =>
  remembering((rule: SignRule) => {
    const own: readonly Joining[] = [{ deviations: [], rule, separates: false, reencodes: undefined }];
    return (count: number) => (count === 0 ? own : []);
  });

/** At most one deviation of each axis. */
export const JOINING_ROOM = JOINING.length;

/** All ways, those of several that come to the same left out but for the likeliest with the fewest deviations. */
export function allJoinings({ encoded, noting }: Pick<Parameters, 'encoded' | 'noting'>): Joinings {
  const reencoding = remembering((before: ValueEncoding) =>
    remembering((after: ValueEncoding) => {
      const [textBefore, textAfter] = [encoded(before), encoded(after)];
      return noting((parameter) => textBefore(parameter) !== textAfter(parameter));
    }),
  );
  return remembering((rule: SignRule) => {
    const made: Joining[][] = [];
    const seen = new Set<string>();
    const make = (count: number): Joining[] =>
      combinations(JOINING, count)
        .sort((a, b) => weight(a) - weight(b))
        .flatMap((deviations) => {
          const joined: SignRule = Object.assign({}, rule, ...deviations.map(({ change }) => change));
          const { names, pair, join, valueEncoding } = joined;
          const identity = JSON.stringify([names, names && pair, join, valueEncoding]);
          if (seen.has(identity)) return [];
          seen.add(identity);
          const reencodes =
            valueEncoding === rule.valueEncoding ? undefined : reencoding(rule.valueEncoding)(valueEncoding);
          return [{ deviations, rule: joined, separates: join !== rule.join, reencodes }];
        });
    return (count: number) => {
      for (let c = made.length; c <= count; c++) made[c] = make(c);
      return made[count] ?? [];
    };
  });
}

/** Whether a way of joining makes another string of some parameters than the rule itself. */
export function makesDifference({ separates, reencodes }: Joining, chosen: readonly Parameter[]): boolean {
  if (separates && chosen.length < 2) return false;
  return reencodes === undefined || chosen.some(reencodes);
}

/** Every choice of `count` axes with one deviation of each. */
function combinations<T>(axes: readonly (readonly T[])[], count: number): T[][] {
  if (count === 0) return [[]];
  return axes.flatMap((axis, i) =>
    axis.flatMap((one) => combinations(axes.slice(i + 1), count - 1).map((rest) => [one, ...rest])),
  );
}

const weight = (deviations: readonly { readonly cost: number }[]) =>
  deviations.reduce((sum, { cost }) => sum + cost, 0);
