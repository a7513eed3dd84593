/** Checks a keyed digest in a field of the body. */
import { type Finding, finding } from '../findings/finding.ts';
import type { SignCheck } from '../platforms/platform.ts';
import { type Field, fieldValue } from '../request/fields.ts';
import { joinedFields, withMaskedSecret, withSecret } from '../rules/canonical.ts';
import { signString } from '../rules/digest.ts';
import type { SignRule } from '../rules/sign-rule.ts';
import type { CheckContext, Outcome } from './context.ts';

/** The sign of fields under a rule, and the canonical string with the secret masked. */
export function computeSign(
  rule: SignRule,
  fields: readonly Field[],
  secret: string,
): { sign: string; signingString: string } {
  const { sign, joined } = madeBy(rule, fields, secret);
  return { sign, signingString: withMaskedSecret(rule, joined, secret) };
}

/** The sign under a rule, and the joined parameters that it was made of. */
function madeBy(rule: SignRule, fields: readonly Field[], secret: string) {
  const joined = joinedFields(rule, fields);
  return { joined, sign: signString(rule, withSecret(rule, joined, secret), secret) };
}

/** Compares the sign that the request carries with what each rule makes of its fields. */
export function checkSign(check: SignCheck, context: CheckContext): Outcome {
  const { body, platform } = context;
  const secret = context.keys.get(check.secret);
  if (secret === undefined)
    return {
      verdict: 'unknown',
      findings: [
        finding('warning', 'key-missing', { platform: platform.id, key: check.secret, check: check.kind }),
      ],
    };
  const rules = context.signRules ?? check.rules;
  const fields = body.fields.filter(({ name }) => name !== check.field);
  const [usual] = rules;
  if (!usual || fields.length === 0) return { verdict: 'unknown', findings: [] };
  const observed = fieldValue(body.fields, check.field);
  if (observed === undefined || observed === '') {
    const { sign, signingString } = computeSign(usual, body.fields, secret);
    return {
      verdict: 'invalid',
      sign,
      signingString,
      findings: [finding('error', 'sign-missing', { field: check.field, expected: sign })],
    };
  }
  let match: SignRule | undefined;
  let made = madeBy(usual, body.fields, secret);
  for (const rule of rules) {
    const tried = rule === usual ? made : madeBy(rule, body.fields, secret);
    if (tried.sign !== observed) continue;
    match = rule;
    made = tried;
    break;
  }
  const rule = match ?? usual;
  const { sign, joined } = made;
  const signingString = withMaskedSecret(rule, joined, secret);
  const findings: Finding[] = [];
  if (match) {
    findings.push(finding('ok', 'sign-valid', { rule: rule.id, field: check.field }));
    if (rule !== usual)
      findings.push(finding('info', 'sign-rule-other', { rule: rule.id, default: usual.id }));
  } else {
    const tried = rules.map(({ id }) => id);
    findings.push(
      finding('error', 'sign-invalid', { rules: tried, field: check.field, expected: sign, observed }),
    );
  }
  if (!check.confirmed && !context.signRules)
    findings.push(finding('info', 'sign-rule-inferred', { platform: platform.id, rule: rule.id }));
  return { verdict: match ? 'valid' : 'invalid', sign, signingString, findings };
}
