/** Why a sign is wrong: the search over rules, parameters and secrets for what reproduces it. */
import { maskedCanonicalString } from '../../rules/canonical.ts';
import type { SignRule } from '../../rules/sign-rule.ts';
import type { Cause, Diagnosed } from '../cause.ts';
import { type Effort, merge, search, weight } from '../search.ts';
import { ENDING_ROOM } from './endings.ts';
import type { SignInput } from './input.ts';
import { joiningsOf } from './joinings.ts';
import { type Finishing, finishing, longerKeys } from './leaf.ts';
import { Middles } from './middle.ts';
import { LOST_IN_BYTES, type ObservedSign } from './observed.ts';
import { Parameters } from './parameters.ts';
import { JOINING } from './rule-deviations.ts';
import { manyStages, plainStages, signStages } from './stages.ts';
import type { SignState } from './state.ts';

export interface SignDiagnosis {
  readonly causes: readonly Diagnosed[];
  readonly tried: number;
  readonly depth: number;
  /** What was signed, the secret masked. */
  readonly signed?: string;
  /** The rule that reproduces the sign. */
  readonly rule?: SignRule;
  /** True when the rule alone explains the sign: input and key are as they should be. */
  readonly ruleOnly?: boolean;
}

/** Searches for the smallest set of mistakes that reproduces the sign. A hit is a proof: the digest is the same. */
export function diagnoseSign(input: SignInput, effort: Effort): SignDiagnosis {
  const { observed, rules, fields, secret } = input;
  const [rule] = rules;
  if (!rule) return { causes: [], tried: 0, depth: -1 };
  const parameters = new Parameters();
  const start: SignState = { rule, fields: parameters.all(fields), secret, chosen: [] };
  const stages = signStages(input, parameters);
  const plain: Finishing = {
    secret,
    keys: input.keys,
    observed,
    middles: new Middles(parameters),
    joinings: joiningsOf([], parameters),
  };
  const leaf = finishing({ ...plain, joinings: joiningsOf(JOINING, parameters) });
  const room = JOINING.length + ENDING_ROOM;
  let result = search(start, stages, leaf, room, { ...effort, depth: Math.min(2, effort.depth) });
  // A key that lost a character is one of some thousands, like some other mistakes, so these come after all pairs of likelier mistakes.
  const once = { ...effort, from: 1, depth: 1 };
  if (result.hits.length === 0 && effort.depth > 0)
    result = merge(result, search(start, plainStages(input), longerKeys(plain), 1, once));
  if (result.hits.length === 0 && effort.depth > 0)
    result = merge(result, search(start, manyStages(input, parameters), finishing(plain), ENDING_ROOM, once));
  if (result.hits.length === 0 && effort.depth > 2) {
    const milliseconds = effort.milliseconds - result.milliseconds;
    result = merge(result, search(start, stages, leaf, room, { ...effort, from: 3, milliseconds }));
  }
  const [likeliest] = result.hits;
  // Where two are as likely, the one that keeps the platform's usual rule.
  const hit =
    likeliest &&
    (result.hits.find((h) => h.state.rule.id === rule.id && weight(h) === weight(likeliest)) ?? likeliest);
  if (!hit) return { causes: [], tried: result.tried, depth: result.depth };
  const causes = [...hit.deviations, ...hit.also].map(
    ({ code, detail, where }): Diagnosed => ({
      code,
      proven: true,
      ...(detail !== undefined && { detail }),
      ...(where !== undefined && { where }),
    }),
  );
  return {
    causes,
    tried: result.tried,
    depth: result.depth,
    signed: maskedCanonicalString(hit.state.rule, hit.state.fields, hit.state.secret),
    rule: withOutput(hit.state.rule, observed, hit.also),
    ruleOnly: hit.state.fields === start.fields && hit.state.secret === secret,
  };
}

/** The rule with the output that the observed sign has, so that it makes signs of that form. */
function withOutput(rule: SignRule, observed: ObservedSign, also: readonly Cause[]): SignRule {
  const byByte = also.some(({ detail }) => detail === LOST_IN_BYTES);
  const form = byByte ? 'hex-bytes' : formOf(rule.output.form, observed);
  const letters = observed.case === 'lower' || observed.case === 'upper' ? observed.case : rule.output.case;
  return { ...rule, id: 'found', output: { form, case: letters } };
}

function formOf(usual: SignRule['output']['form'], observed: ObservedSign): SignRule['output']['form'] {
  if (observed.form !== 'hex') return observed.form === 'base64' ? 'base64' : 'hex-16';
  if (usual === 'hex-bytes') return usual;
  if (observed.missingZeros > 0) return 'hex-number';
  return observed.printedZeros > 0 || usual !== 'hex-number' ? 'hex' : usual;
}
