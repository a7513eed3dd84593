/** Checks a keyed digest in a field of the body. */
import { type Finding, finding } from '../findings/finding.ts';
import type { SignCheck } from '../platforms/platform.ts';
import { type Field, fieldValue } from '../request/fields.ts';
import { canonicalString, maskedCanonicalString } from '../rules/canonical.ts';
import { signString } from '../rules/digest.ts';
import type { SignRule } from '../rules/sign-rule.ts';
import type { CheckContext, Outcome } from './context.ts';

/** The sign of fields under a rule, and the canonical string with the secret masked. */
export function computeSign(
  rule: SignRule,
  fields: readonly Field[],
  secret: string,
): { sign: string; signingString: string } {
  return {
    sign: signString(rule, canonicalString(rule, fields, secret), secret),
    signingString: maskedCanonicalString(rule, fields, secret),
  };
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
  const match = rules.find(
    (rule) => signString(rule, canonicalString(rule, body.fields, secret), secret) === observed,
  );
  const rule = match ?? usual;
  const sign = match ? observed : signString(rule, canonicalString(rule, body.fields, secret), secret);
  const signingString = maskedCanonicalString(rule, body.fields, secret);
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
