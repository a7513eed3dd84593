/** Decrypts the values of a body that were encrypted with the receiver's public key. */
import { digestName } from '../crypto/digest.ts';
import { eciesDecrypt } from '../crypto/ecies.ts';
import type { ReadKey } from '../crypto/keys.ts';
import { decryptRsa, modulusBytes } from '../crypto/rsa.ts';
import type { RsaPadding } from '../crypto/rsa-padding.ts';
import { decodeBinaryText } from '../encoding/binary-text.ts';
import { isPlausibleText } from '../encoding/text.ts';
import { type Finding, finding, type SecretFieldFailure } from '../findings/finding.ts';
import { pointerStep, walk } from '../json/node.ts';
import type { SecretFieldsCheck } from '../platforms/platform.ts';
import type { CheckContext, Outcome, Plaintext } from './context.ts';
import { keyForCheck } from './keys.ts';

/** A value of the body that may be a ciphertext. */
interface Candidate {
  readonly pointer: string;
  /** Undefined where the text is neither base64 nor hex. */
  readonly bytes?: Buffer;
  /** The platform is known to encrypt values of this name. */
  readonly named: boolean;
}

/** Tries every string of the body that is long enough to be a ciphertext for the key. */
export function checkSecretFields(check: SecretFieldsCheck, context: CheckContext): Outcome {
  const candidates = findCandidates(check, context);
  if (candidates.length === 0) return { findings: [] };
  const read = keyForCheck(context, check.privateKey, 'private', check.kind, 'info');
  if ('problem' in read) return { findings: [read.problem] };
  const findings: Finding[] = [];
  const plaintexts: Plaintext[] = [];
  for (const { pointer, bytes, named } of candidates) {
    const opened = bytes ? open(read.key, bytes) : ({ reason: 'encoding', length: 0, need: 0 } as const);
    if ('text' in opened) {
      const { scheme, blocks, text } = opened;
      findings.push(finding('ok', 'secret-field-decrypted', { pointer, scheme, blocks }));
      plaintexts.push({ at: pointer, text });
    } else if (named || context.blob !== undefined)
      findings.push(finding('error', 'secret-field-failed', { pointer, ...opened }));
  }
  const failed = findings.some(({ severity }) => severity === 'error');
  return { findings, plaintexts, ...(failed && { verdict: 'invalid' }) };
}

/**
 * The values that should open and do not, as text: those under a known name, or the bare ciphertext, even where they
 * no longer decode. A short text under a known name is taken to be plain.
 */
export function failingFields(
  check: SecretFieldsCheck,
  context: CheckContext,
): { readonly pointer: string; readonly text: string }[] {
  const read = keyForCheck(context, check.privateKey, 'private', check.kind, 'info');
  const fails = (text: string) => {
    const bytes = decodeBinaryText(text.trim())?.bytes;
    return !bytes || 'problem' in read || !('text' in open(read.key, bytes));
  };
  if (context.blob !== undefined) return fails(context.blob) ? [{ pointer: '', text: context.blob }] : [];
  if (!context.body.json) return [];
  const known = check.names.map(pointerStep);
  return [...walk(context.body.json)].flatMap(({ pointer, node }) =>
    node.type === 'string' &&
    node.value.length >= SHORTEST &&
    known.some((step) => pointer.endsWith(step)) &&
    fails(node.value)
      ? [{ pointer, text: node.value }]
      : [],
  );
}

/** Shorter ciphertexts do not exist: RSA-512 makes 64 bytes, ECIES at least a point and a tag. */
const SHORTEST = 50;

function findCandidates(check: SecretFieldsCheck, context: CheckContext): Candidate[] {
  if (context.blob !== undefined) {
    const bytes = decodeBinaryText(context.blob.trim())?.bytes;
    return [{ pointer: '', named: true, ...(bytes && { bytes }) }];
  }
  if (!context.body.json) return [];
  const known = check.names.map(pointerStep);
  return [...walk(context.body.json)].flatMap(({ pointer, node }): Candidate[] => {
    if (node.type !== 'string' || node.value.length < SHORTEST) return [];
    const named = known.some((step) => pointer.endsWith(step));
    const bytes = decodeBinaryText(node.value.trim())?.bytes;
    // A long value under a known name that does not decode is a damaged ciphertext, not a plain value.
    if (!bytes) return named ? [{ pointer, named }] : [];
    return bytes.length < SHORTEST ? [] : [{ pointer, bytes, named }];
  });
}

/** `need` is the block size or shortest length in bytes, 0 where it does not matter. */
type Opened =
  | { readonly text: string; readonly scheme: string; readonly blocks: number }
  | { readonly reason: SecretFieldFailure; readonly length: number; readonly need: number };

function open(key: ReadKey, bytes: Buffer): Opened {
  const length = bytes.length;
  if (key.family === 'rsa') {
    const result = decryptRsa(key.key, bytes);
    if ('code' in result) return { reason: result.code, length, need: modulusBytes(key.key) };
    return textOr(result.plaintext, `RSA-${key.bits} ${paddingName(result.padding)}`, result.blocks);
  }
  const result = eciesDecrypt(key.key, bytes);
  if ('code' in result) return { reason: result.code, length, need: 'need' in result ? result.need : 0 };
  const { hash } = result.variant;
  const scheme = `ECIES${hash === 'sha1' ? '' : `with${hash.toUpperCase()}`} ${key.curve}`;
  return textOr(result.plaintext, scheme, 1);
}

/** The tag of ECIES is proof enough; an RSA padding can be met by chance, so its plaintext must be text. */
function textOr(plaintext: Buffer, scheme: string, blocks: number): Opened {
  return isPlausibleText(plaintext)
    ? { text: plaintext.toString('utf8'), scheme, blocks }
    : { reason: 'not-text', length: plaintext.length, need: 0 };
}

/** The padding in the words of Java's transformation names, which is what the platform's side is written in. */
export function paddingName(padding: RsaPadding): string {
  if (padding.kind === 'pkcs1') return 'PKCS#1 v1.5';
  if (padding.kind === 'none') return 'no padding';
  const { hash, mgf1 } = padding;
  return `OAEP ${digestName(hash)}${hash === mgf1 ? '' : ` with MGF1 ${digestName(mgf1)}`}`;
}
