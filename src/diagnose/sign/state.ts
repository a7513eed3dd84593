/** What travels through the stages of a sign's diagnosis: the rule, the parameters, the secret, and what comes of them. */
import type { Field } from '../../request/fields.ts';
import type { SignRule } from '../../rules/sign-rule.ts';

export interface SignState {
  readonly rule: SignRule;
  readonly fields: readonly Field[];
  readonly secret: string;
  /** The parameters that are signed, in their order, from the selecting stage on. */
  readonly chosen: readonly Field[];
  /** The same as one string, from the joining stage on. */
  readonly joined: string;
}

/** Gives the state another rule; undefined where the patch changes nothing. Few rules come up again and again. */
export function rulePatcher(): (state: SignState, patch: Partial<SignRule>) => SignState | undefined {
  const made = new Map<Partial<SignRule>, Map<SignRule, SignRule>>();
  return (state, patch) => {
    let results = made.get(patch);
    if (!results) {
      results = new Map();
      made.set(patch, results);
    }
    let rule = results.get(state.rule);
    if (!rule) {
      rule = patched(state.rule, patch);
      results.set(state.rule, rule);
    }
    if (rule === state.rule) return undefined;
    const { fields, secret, chosen, joined } = state;
    return { rule, fields, secret, chosen, joined };
  };
}

/** The rule with the patch; the same rule where that changes nothing. */
function patched(rule: SignRule, patch: Partial<SignRule>): SignRule {
  for (const key in patch) {
    const name = key as keyof SignRule;
    const [a, b] = [rule[name], patch[name]];
    if (a !== b && !(Array.isArray(a) && Array.isArray(b) && a.join() === b.join()))
      return { ...rule, ...patch };
  }
  return rule;
}
