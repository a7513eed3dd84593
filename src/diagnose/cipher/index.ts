/** Why a ciphertext does not open, or opens to something that is not a clean text. */
import { findBlobs } from '../../checks/cipher.ts';
import type { CheckContext } from '../../checks/context.ts';
import { AES_BLOCK } from '../../crypto/aes.ts';
import { decodeBase64, decodeBinaryText } from '../../encoding/binary-text.ts';
import { isPlausibleText } from '../../encoding/text.ts';
import type { CipherCheck, Schema } from '../../platforms/platform.ts';
import { repairsOf } from '../binary-repair.ts';
import { type Cause, causeOf, type Deviation, type Diagnosed } from '../cause.ts';
import type { Diagnosis } from '../diagnosis.ts';
import type { KnownKey } from '../key-change.ts';
import type { Effort, Hit } from '../search.ts';
import { cleanHead, textOf } from './plausible.ts';
import { type CipherKeys, ivDeviations, keyDeviations, longerKeysOf, usualIv, usualKey } from './readings.ts';
import { type CipherState, decryptRaw, open, searchCipher } from './search.ts';

/** Explains every ciphertext of the request that did not open, or not cleanly. */
export function diagnoseCipherCheck(
  check: CipherCheck,
  context: CheckContext,
  known: readonly KnownKey[],
  effort: Effort,
): Diagnosis {
  const key = context.keys.get(check.key);
  const iv = context.keys.get(check.iv);
  const blobs = key === undefined || iv === undefined ? [] : findBlobs(check, context);
  const keys: CipherKeys = {
    key: key ?? '',
    iv: iv ?? '',
    keySlot: check.key,
    ivSlot: check.iv,
    known,
    samples: context.platform.sampleKeys ?? {},
  };
  const results = blobs.map(({ at, text, schema }) =>
    diagnoseBlob(
      check,
      keys,
      text,
      at,
      schema === undefined ? undefined : context.platform.schemas[schema],
      effort,
    ),
  );
  // The same mistake in two ciphertexts is told once.
  const seen = new Set<string>();
  const causes = results
    .flatMap((result) => result.causes)
    .filter((cause) => {
      const identity = JSON.stringify(cause);
      return !seen.has(identity) && seen.add(identity);
    });
  return {
    causes,
    tried: results.reduce((sum, result) => sum + result.tried, 0),
    depth: Math.min(...results.map((result) => result.depth), 99),
    plaintexts: results.flatMap((result) => result.plaintexts ?? []),
  };
}

function diagnoseBlob(
  check: CipherCheck,
  keys: CipherKeys,
  text: string,
  at: string,
  schema: Schema | undefined,
  effort: Effort,
): Diagnosis {
  const where = at === '' ? {} : { where: at };
  const plain = decodeBinaryText(text.trim())?.bytes ?? decodeWhole(text.trim());
  const repaired = repairsOf(text).map(
    ({ bytes, cause: { cost, ...cause } }): Deviation<Buffer> => ({
      ...cause,
      ...where,
      cost,
      change: bytes,
    }),
  );
  const keyList = keyDeviations(check.rule, keys);
  const ivList = ivDeviations(check.rule, keys);
  const first = usualKey(check.rule, keys);
  const start: CipherState = {
    ciphertext: plain ?? Buffer.alloc(0),
    key: first ?? Buffer.alloc(AES_BLOCK),
    iv: usualIv(check.rule, keys) ?? Buffer.alloc(AES_BLOCK),
    mode: check.rule.mode,
    padding: 'pkcs7',
  };
  const result = searchCipher({ start, ciphertexts: repaired, keys: keyList, ivs: ivList }, effort);
  const base = { tried: result.tried, depth: result.depth };
  const [hit] = result.hits;
  if (hit) return { ...base, ...opened(hit, at) };
  const longer = longerKeysOf(check.rule, keys);
  const lengthened = searchCipher({ start, ciphertexts: [], ...longer }, { ...effort, from: 1, depth: 1 });
  const [one] = lengthened.hits;
  if (one) return { tried: result.tried + lengthened.tried, depth: 1, ...opened(one, at) };
  const candidates = [start, ...keyList.map(({ change }) => ({ ...start, key: change }))];
  const deviations: (Deviation<Buffer> | undefined)[] = [undefined, ...keyList];
  for (const [i, state] of candidates.entries()) {
    const found = ivWrong(state, schema) ?? truncated(state);
    const other = deviations[i];
    if (found)
      return {
        ...base,
        causes: [
          ...(other ? [proven(other)] : []),
          proven({ ...found.cause, ...(found.cause.where === undefined && where) }),
        ],
        plaintexts: [{ at, text: found.text }],
      };
  }
  const extra = start.ciphertext.length % AES_BLOCK;
  if (extra === 0) return { ...base, causes: [] };
  const detail = `${start.ciphertext.length} = ${start.ciphertext.length - extra} + ${extra}`;
  return { ...base, causes: [{ code: 'not-multiple-of-16', detail, ...where, proven: true }] };
}

const proven = (cause: Cause): Diagnosed => ({ ...causeOf(cause), proven: true });

/** What a hit says of the ciphertext at a place; nothing where it opens by the rule. */
function opened({ deviations, also, state }: Hit<CipherState>, at: string) {
  const seen = also.map((cause): Cause => (at === '' ? cause : { ...cause, where: at }));
  const causes = [...deviations, ...seen].map(proven);
  if (causes.length === 0) return { causes };
  return { causes, plaintexts: [{ at, text: textOf(open(state) ?? Buffer.alloc(0)) }] };
}

/** Base64 that was cut off in the middle of a group still holds whole bytes before that. */
function decodeWhole(text: string): Buffer | undefined {
  for (let cut = 1; cut <= 3; cut++) {
    const decoded = decodeBase64(text.slice(0, text.length - cut));
    if (decoded) return decoded.bytes;
  }
  return undefined;
}

interface Found {
  readonly cause: Cause;
  readonly text: string;
}

/** Less text than this behind the first block may be an accident. */
const PROOF_TAIL = 24;

/**
 * A wrong IV garbles the first block and nothing else. Where the plaintext is JSON, its first name is the one of the
 * schema that is missing behind the first block; so much of the first block can be told.
 */
function ivWrong(state: CipherState, schema: Schema | undefined): Found | undefined {
  const raw = state.mode === 'cbc' ? open({ ...state, padding: 'pkcs7' }) : undefined;
  if (!raw || raw.length < AES_BLOCK + PROOF_TAIL) return undefined;
  const tail = skipCutCharacter(raw.subarray(AES_BLOCK));
  const rest = tail.toString('utf8');
  // A wrong IV of ASCII can make a first block of printable characters; then the lost start of the JSON tells.
  const head = raw.subarray(0, AES_BLOCK);
  const lostStart = rest.trimEnd().endsWith('}') && !/^\s*[[{]/.test(head.toString('latin1'));
  if (!isPlausibleText(tail) || (isPlausibleText(head) && !lostStart)) return undefined;
  const names = Object.keys((schema?.['properties'] as object | undefined) ?? {});
  const lost = names.find((name) => !rest.includes(`"${name}"`));
  const guess = lost === undefined || !rest.trimEnd().endsWith('}') ? '' : `{"${lost}":`.slice(0, AES_BLOCK);
  return { cause: { code: 'iv-wrong' }, text: `${guess.padEnd(AES_BLOCK, '�')}${rest}` };
}

/** Up to three bytes of a character whose start is in the block before. */
function skipCutCharacter(bytes: Buffer): Buffer {
  let start = 0;
  while (start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++;
  return bytes.subarray(start);
}

/** The head of a ciphertext that was cut off decrypts to text, without an end and without a padding. */
function truncated(state: CipherState): Found | undefined {
  const whole = state.ciphertext.length - (state.ciphertext.length % AES_BLOCK);
  if (whole < 2 * AES_BLOCK || !['cbc', 'ecb'].includes(state.mode)) return undefined;
  const raw = decryptRaw({ ...state, ciphertext: state.ciphertext.subarray(0, whole) });
  if (!raw) return undefined;
  const head = cleanHead(raw);
  if (!head || head.length < PROOF_TAIL) return undefined;
  const missing = (AES_BLOCK - (state.ciphertext.length % AES_BLOCK)) % AES_BLOCK;
  return {
    cause: { code: 'truncated', detail: missing === 0 ? '≥ 16 bytes' : `≥ ${missing} bytes` },
    text: head.toString('utf8'),
  };
}
