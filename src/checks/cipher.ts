/** Opens the ciphertexts of a request with a shared key. */
import { AES_BLOCK, type AesAttempt, type AesFailure, decryptBest, unpad } from '../crypto/aes.ts';
import { decodeBinaryText } from '../encoding/binary-text.ts';
import { isPlausibleText } from '../encoding/text.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { member, scalarText } from '../json/node.ts';
import { tryReadJson } from '../json/read.ts';
import { sourceName, valueAt } from '../platforms/index.ts';
import type { CipherCheck } from '../platforms/platform.ts';
import { fieldValue } from '../request/fields.ts';
import type { CipherRule } from '../rules/cipher-rule.ts';
import type { CheckContext, Outcome, Plaintext } from './context.ts';

/** A ciphertext and the schemas that its plaintext may have. */
interface Blob {
  readonly at: string;
  readonly text: string;
  readonly schema?: string;
}

/** Every ciphertext that the request holds, or the bare one that was given. */
export function findBlobs(check: CipherCheck, context: CheckContext): Blob[] {
  if (context.blob !== undefined) return [{ at: '', text: context.blob }];
  return check.blobs.flatMap(({ at, schema }) => {
    const text = valueAt(at, context.request, context.body);
    return text === undefined ? [] : [{ at: sourceName(at), text, schema }];
  });
}

/** Decrypts each blob under every reading of key and IV; a clean one is proof that the keys are right. */
export function checkCipher(check: CipherCheck, context: CheckContext): Outcome {
  const missing = [check.key, check.iv].filter((slot) => !context.keys.has(slot));
  if (missing.length > 0)
    return {
      verdict: 'unknown',
      findings: missing.map((key) =>
        finding('warning', 'key-missing', { platform: context.platform.id, key, check: check.kind }),
      ),
    };
  const blobs = findBlobs(check, context);
  if (blobs.length === 0) {
    const at = check.blobs.map((blob) => sourceName(blob.at)).join(', ');
    return { verdict: 'unknown', findings: [finding('error', 'ciphertext-missing', { at })] };
  }
  const results = blobs.map((blob) => openBlob(check, blob, context));
  const plaintexts = results.flatMap(({ plaintext }) => plaintext ?? []);
  const others = context.blob === undefined ? otherValues(check, plaintexts, context) : [];
  return {
    // A ciphertext that opens is genuine; what stands beside it is another matter.
    verdict: plaintexts.length === results.length ? 'valid' : 'invalid',
    findings: [...once(results.flatMap(({ findings }) => findings)), ...others],
    plaintexts,
  };
}

/** Values that stand both inside a ciphertext and in the open, and differ. */
function otherValues(
  { repeated = [] }: CipherCheck,
  plaintexts: readonly Plaintext[],
  { body }: CheckContext,
): Finding[] {
  return repeated.flatMap(({ blob, member: name, field }) => {
    const at = sourceName(blob);
    const inside = scalarText(member(plaintexts.find((p) => p.at === at)?.json, name));
    const open = fieldValue(body.fields, field);
    if (inside === undefined || open === undefined || inside === open) return [];
    // The documentation does not say in so many words that they are equal.
    return [finding('warning', 'ciphertext-other', { at, member: name, inside, open })];
  });
}

/** A key of the wrong length is wrong for every ciphertext; saying it once is enough. */
function once(findings: readonly Finding[]): Finding[] {
  return findings.filter(
    (f, i) => f.code !== 'key-length' || findings.findIndex((g) => g.code === f.code) === i,
  );
}

function openBlob(
  check: CipherCheck,
  blob: Blob,
  context: CheckContext,
): { findings: Finding[]; plaintext?: Plaintext } {
  const decoded = decodeBinaryText(blob.text.trim());
  if (!decoded)
    return { findings: [finding('error', 'ciphertext-encoding', { at: blob.at, found: blob.text })] };
  const { attempts, failure } = decryptBest(
    check.rule,
    context.keys.get(check.key) ?? '',
    context.keys.get(check.iv) ?? '',
    decoded.bytes,
  );
  const [best, ...others] = attempts;
  if (failure || !best)
    return { findings: [failureFinding(check, blob.at, failure ?? { code: 'padding' }, attempts)] };
  // A wrong key passes PKCS#7 once in 256 tries, and what comes out may even be UTF-8: only clean text counts.
  const clean = best.printable || endsInPadding(best.plaintext);
  const afterFirstBlock = lacksStart(best.plaintext);
  if (!clean || afterFirstBlock) {
    const tried = attempts.map((a) => readingName(check.rule, a));
    return { findings: [finding('error', 'decrypt-not-text', { at: blob.at, tried, afterFirstBlock })] };
  }
  const text = best.plaintext.toString('utf8');
  const json = tryReadJson(text);
  const schema = blob.schema ?? bestSchema(check, json && new Set(memberNames(json)), context);
  const findings = [
    finding('ok', 'decrypted', {
      at: blob.at,
      cipher: cipherName(check.rule, best),
      keyReading: best.keyReading,
      usualReading: check.rule.keyReadings[0] ?? best.keyReading,
      keyBytes: best.keyBits / 8,
      ivReading: best.ivReading ?? 'text',
      padding: check.rule.padding === 'pkcs7' ? 'PKCS#7' : check.rule.padding,
    }),
  ];
  if (!best.printable) findings.push(finding('warning', 'decrypt-not-clean', { at: blob.at }));
  const readings = others
    .filter((a) => a.padding === 'clean' && a.utf8 && !a.plaintext.equals(best.plaintext))
    .map((a) => readingName(check.rule, a));
  if (readings.length > 0)
    findings.push(finding('warning', 'decrypt-other-readings', { at: blob.at, readings }));
  return {
    findings,
    plaintext: { at: blob.at, text, ...(json && { json }), ...(schema !== undefined && { schema }) },
  };
}

/**
 * The end of a JSON text without its start: a wrong IV of ASCII makes printable characters of the first block. What
 * was padded twice or with zeros ends in control characters.
 */
export function lacksStart(plaintext: Buffer): boolean {
  const text = plaintext.toString('utf8').replace(/[\0-\x20]+$/, '');
  return plaintext.length > AES_BLOCK && /"\s*:[^:]*[}\]]$/.test(text) && !/^\s*[[{]/.test(text);
}

/** A text that still ends in padding: some senders pad by hand and let the cipher pad again. */
function endsInPadding(plaintext: Buffer): boolean {
  const { ok, bytes } = unpad(plaintext, 'pkcs7');
  return ok && isPlausibleText(bytes);
}

/** Which of the blobs' schemas a bare plaintext is meant for: the one that shares most names with it. */
function bestSchema(
  check: CipherCheck,
  names: Set<string> | undefined,
  context: CheckContext,
): string | undefined {
  if (!names) return undefined;
  const shared = (schema: string) => {
    const known = Object.keys((context.platform.schemas[schema]?.['properties'] as object | undefined) ?? {});
    return known.filter((name) => names.has(name)).length / Math.max(1, known.length);
  };
  const [best] = check.blobs.map(({ schema }) => schema).sort((a, b) => shared(b) - shared(a));
  return best !== undefined && shared(best) > 0.5 ? best : undefined;
}

function memberNames(json: { type: string; members?: readonly { name: string }[] }): string[] {
  return (json.members ?? []).map(({ name }) => name);
}

const cipherName = (rule: CipherRule, attempt: Pick<AesAttempt, 'keyBits'>) =>
  `AES-${attempt.keyBits}-${rule.mode.toUpperCase()}`;

const readingName = (rule: CipherRule, attempt: AesAttempt) =>
  `${cipherName(rule, attempt)} (key: ${attempt.keyReading}, IV: ${attempt.ivReading})`;

function failureFinding(
  check: CipherCheck,
  at: string,
  failure: AesFailure,
  attempts: readonly AesAttempt[],
): Finding {
  const tried = attempts.map((a) => readingName(check.rule, a));
  switch (failure.code) {
    case 'not-multiple-of-16': {
      const { length, missing, extra } = failure;
      return finding('error', 'decrypt-length', { at, length, missing, extra });
    }
    case 'key-length':
      return finding('error', 'key-length', { key: check.key, expected: 'key', readings: failure.readings });
    case 'iv-length':
      return finding('error', 'key-length', { key: check.iv, expected: 'iv', readings: failure.readings });
    case 'padding':
      return finding('error', 'decrypt-padding', { at, tried });
    case 'not-text':
      return finding('error', 'decrypt-not-text', { at, tried, afterFirstBlock: failure.afterFirstBlock });
  }
}
