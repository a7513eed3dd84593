/** What travels through the stages of a sign's diagnosis: the rule, the parameters, the secret, and what comes of them. */
import type { Field } from '../../request/fields.ts';
import type { SignRule } from '../../rules/sign-rule.ts';

export interface SignState {
  readonly rule: SignRule;
  readonly fields: readonly Field[];
  readonly secret: string;
  /** The parameters as one string, from the joining stage on. */
  readonly joined: string;
}

/** The state with another rule; undefined where the patch changes nothing. */
export function patchRule(state: SignState, patch: Partial<SignRule>): SignState | undefined {
  const { rule } = state;
  for (const key in patch) {
    const name = key as keyof SignRule;
    const [a, b] = [rule[name], patch[name]];
    if (a !== b && !(Array.isArray(a) && Array.isArray(b) && a.join() === b.join()))
      return { ...state, rule: { ...rule, ...patch } };
  }
  return undefined;
}
