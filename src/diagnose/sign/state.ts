/** What travels through the stages of a sign's diagnosis: the rule, the parameters and the secret. */
import type { SignRule } from '../../rules/sign-rule.ts';
import { remembering } from '../remembering.ts';
import type { Parameter } from './parameters.ts';

export interface SignState {
  readonly rule: SignRule;
  readonly fields: readonly Parameter[];
  readonly secret: string;
  /** The parameters that are signed, in their order, from the selecting stage on. */
  readonly chosen: readonly Parameter[];
}

/** The state with other parameters. */
export function withFields({ rule, secret }: SignState, fields: readonly Parameter[]): SignState {
  return { rule, fields, secret, chosen: [] };
}

/** The state with another rule. */
export function withRule({ fields, secret, chosen }: SignState, rule: SignRule): SignState {
  return { rule, fields, secret, chosen };
}

/** Gives the state another rule; undefined where the patch changes nothing. Few rules come up again and again. */
export function rulePatcher(): (state: SignState, patch: Partial<SignRule>) => SignState | undefined {
  const patchedBy = remembering((patch: Partial<SignRule>) =>
    remembering((rule: SignRule) => patched(rule, patch)),
  );
  return (state, patch) => {
    const rule = patchedBy(patch)(state.rule);
    return rule === state.rule ? undefined : withRule(state, rule);
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
