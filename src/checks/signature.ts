/** Checks a signature made with the platform's private key, and finds out what it covers. */

import { digestHex, digestName } from '../crypto/digest.ts';
import type { ReadKey } from '../crypto/keys.ts';
import { modulusBytes, recoverDigestInfo } from '../crypto/rsa.ts';
import { verifyWith } from '../crypto/signature.ts';
import { decodeBinaryText } from '../encoding/binary-text.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { Problem } from '../findings/problem.ts';
import { sourceName, valueAt } from '../platforms/index.ts';
import type { SignatureCheck } from '../platforms/platform.ts';
import type { SignatureRule } from '../rules/signature-rule.ts';
import {
  fillTemplate,
  parseTemplate,
  showCanonical,
  TemplateError,
  type TemplateValues,
} from '../rules/template.ts';
import type { CheckContext, Outcome } from './context.ts';
import { keyForCheck } from './keys.ts';

/** The values that the templates of this check may name, from the request. */
export function templateValues(check: SignatureCheck, context: CheckContext): TemplateValues {
  const texts = Object.fromEntries(
    Object.entries(check.sources).map(([name, source]) => [
      name,
      valueAt(source, context.request, context.body),
    ]),
  );
  const added = check.params.map((name) => ({ name, value: texts[name] ?? null }));
  return { texts, body: context.request.body, params: [...context.body.fields, ...added] };
}

/** The rules to try: one from --canonical, or the platform's candidates. Throws a Problem for a bad template. */
function rulesToTry(check: SignatureCheck, context: CheckContext): readonly SignatureRule[] {
  if (context.canonical === undefined) return check.rules;
  const known = [...Object.keys(check.sources), 'body', 'params'];
  const digests = check.rules[0]?.digests ?? ['sha256'];
  try {
    const unknown = parseTemplate(context.canonical).find(
      (p) => p.kind === 'value' && !known.includes(p.name),
    );
    if (unknown?.kind === 'value')
      throw new Problem('canonical-invalid', { found: `{${unknown.name}}`, known });
  } catch (error) {
    if (error instanceof TemplateError) throw new Problem('canonical-invalid', { found: error.found, known });
    throw error;
  }
  const named = check.rules.find(({ canonical }) => canonical === context.canonical);
  return [named ?? { id: 'canonical', canonical: context.canonical, digests }];
}

interface Candidate {
  readonly rule: SignatureRule;
  readonly bytes: Buffer;
}

/** Verifies the signature over each candidate. With RSA the signature itself names the digest that it holds. */
export function checkSignature(check: SignatureCheck, context: CheckContext): Outcome {
  const rules = rulesToTry(check, context);
  const at = sourceName(check.at);
  const text = valueAt(check.at, context.request, context.body);
  if (text === undefined || text.trim() === '')
    return { verdict: 'invalid', findings: [finding('error', 'signature-missing', { at })] };
  const read = keyForCheck(context, check.publicKey, 'public', check.kind, 'warning');
  if ('problem' in read) return { verdict: 'unknown', findings: [read.problem] };
  const signature = decodeBinaryText(text.trim())?.bytes;
  if (!signature) return { verdict: 'invalid', findings: [finding('error', 'signature-encoding', { at })] };

  const values = templateValues(check, context);
  const candidates = rules.flatMap((rule): Candidate[] => {
    const bytes = fillTemplate(parseTemplate(rule.canonical), values);
    return bytes ? [{ rule, bytes }] : [];
  });
  const { key } = read;
  const result =
    key.family === 'rsa'
      ? verifyRsa(check, key, signature, candidates, at)
      : verifyEc(key, signature, candidates);
  const match = result.match;
  const shown = match ?? candidates[0];
  const findings = [result.finding];
  if (match && !check.confirmed && context.canonical === undefined)
    findings.push(
      finding('info', 'signature-rule-inferred', {
        platform: context.platform.id,
        rule: match.rule.canonical,
      }),
    );
  return {
    verdict: match ? 'valid' : 'invalid',
    findings,
    ...(shown && { signingString: showCanonical(shown.bytes) }),
  };
}

interface Verified {
  readonly match?: Candidate;
  readonly finding: Finding;
}

function valid(match: Candidate, algorithm: string, encoding: string): Verified {
  const { canonical, id } = match.rule;
  return { match, finding: finding('ok', 'signature-valid', { canonical, rule: id, algorithm, encoding }) };
}

function verifyRsa(
  check: SignatureCheck,
  { key, bits }: ReadKey & { family: 'rsa' },
  signature: Buffer,
  candidates: readonly Candidate[],
  at: string,
): Verified {
  const recovered = recoverDigestInfo(key, signature);
  const name = `RSA-${bits}`;
  if ('problem' in recovered)
    return {
      finding:
        recovered.problem === 'length'
          ? finding('error', 'signature-length', {
              at,
              length: signature.length,
              expected: modulusBytes(key),
            })
          : finding('error', 'signature-wrong-key', { key: check.publicKey, algorithm: name }),
    };
  const { algorithm, digest } = recovered;
  const observed = digest.toString('hex');
  const full = `${name} ${digestName(algorithm)}`;
  const match = candidates.find(({ bytes }) => digestHex(algorithm, bytes) === observed);
  if (match) return valid(match, full, 'pkcs1');
  const expected = digestHex(algorithm, candidates[0]?.bytes ?? '');
  return {
    finding: finding('error', 'signature-invalid', {
      algorithm: full,
      tried: candidates.length,
      recovered: observed,
      expected,
    }),
  };
}

function verifyEc(
  { key, curve }: ReadKey & { family: 'ec' },
  signature: Buffer,
  candidates: readonly Candidate[],
): Verified {
  for (const candidate of candidates)
    for (const digest of candidate.rule.digests) {
      const { valid: matches, form } = verifyWith(key, digest, candidate.bytes, signature);
      if (matches) return valid(candidate, `ECDSA ${curve} ${digestName(digest)}`, form ?? 'der');
    }
  return {
    finding: finding('error', 'signature-invalid', { algorithm: `ECDSA ${curve}`, tried: candidates.length }),
  };
}
