/**
 * The ways in which a rule could join its parameters: all that deviate in exactly so many of names, pairs, separators
 * and value encoding. They are tried on many thousand selections, so they are made once for each rule.
 */
import type { SignRule, ValueEncoding } from '../../rules/sign-rule.ts';
import { costOf, type Deviation } from '../cause.ts';
import { inAscendingOrder, remembering } from '../remembering.ts';
import type { Parameter, Parameters } from './parameters.ts';
import type { RulePatch } from './rule-deviations.ts';

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

/**
 * All ways with at most one deviation of each axis, those of several that come to the same left out but for the
 * likeliest with the fewest deviations. Without axes it is the rule's own way alone.
 */
export function joiningsOf(
  axes: readonly (readonly Deviation<RulePatch>[])[],
  parameters: Parameters,
): Joinings {
  const reencoding = remembering((before: ValueEncoding) =>
    remembering((after: ValueEncoding) => {
      const [textBefore, textAfter] = [parameters.encoded(before), parameters.encoded(after)];
      return parameters.noting((parameter) => textBefore(parameter) !== textAfter(parameter));
    }),
  );
  return remembering((rule: SignRule) => {
    const seen = new Set<string>();
    return inAscendingOrder((count) =>
      combinations(axes, count)
        .sort((a, b) => costOf(a) - costOf(b))
        .flatMap((deviations) => {
          const joined: SignRule = Object.assign({}, rule, ...deviations.map(({ change }) => change));
          const { names, pair, join, valueEncoding } = joined;
          const identity = JSON.stringify([names, names && pair, join, valueEncoding]);
          if (seen.has(identity)) return [];
          seen.add(identity);
          const reencodes =
            valueEncoding === rule.valueEncoding ? undefined : reencoding(rule.valueEncoding)(valueEncoding);
          return [{ deviations, rule: joined, separates: join !== rule.join, reencodes }];
        }),
    );
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
