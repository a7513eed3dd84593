/** AES with a shared key: the cipher itself, the padding, and every reading of a pasted key and IV. */
import { isUtf8 } from 'node:buffer';
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { decodeBase64, decodeHex } from '../encoding/binary-text.ts';
import { isPlausibleText } from '../encoding/text.ts';
import { tryReadJson } from '../json/read.ts';
import type { CipherRule, KeyReading } from '../rules/cipher-rule.ts';

export const AES_KEY_LENGTHS: readonly number[] = [16, 24, 32];
export const AES_BLOCK = 16;

export interface ReadBytes {
  readonly reading: KeyReading;
  readonly bytes: Buffer;
}

/** The readings of a pasted key or IV, in the given order, that come to one of the allowed byte lengths. */
export function readingsOf(
  text: string,
  kinds: readonly KeyReading[],
  lengths: readonly number[],
): ReadBytes[] {
  return kinds.flatMap((reading) => {
    const bytes = readBytes(text, reading);
    return bytes && lengths.includes(bytes.length) ? [{ reading, bytes }] : [];
  });
}

function readBytes(text: string, reading: KeyReading): Buffer | undefined {
  if (reading === 'text') return Buffer.from(text, 'utf8');
  return (reading === 'hex' ? decodeHex(text) : decodeBase64(text))?.bytes;
}

/**
 * Decrypts and leaves the padding in place. ECB takes no IV.
 * @throws RangeError by node:crypto unless key, IV and ciphertext have lengths that AES allows.
 */
export function aesRaw(
  mode: CipherRule['mode'],
  key: Buffer,
  iv: Buffer | undefined,
  ciphertext: Buffer,
): Buffer {
  const decipher = createDecipheriv(
    `aes-${key.length * 8}-${mode}`,
    key,
    mode === 'cbc' ? (iv ?? null) : null,
  );
  decipher.setAutoPadding(false);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}

/**
 * Pads and encrypts. ECB takes no IV; `zero` fills up to the next multiple of 16, if need be with nothing.
 * @throws RangeError by node:crypto when key or IV have a wrong length, or `none` meets a length that is no multiple of 16.
 */
export function aesEncrypt(
  mode: CipherRule['mode'],
  padding: CipherRule['padding'],
  key: Buffer,
  iv: Buffer | undefined,
  plaintext: Buffer,
): Buffer {
  const cipher = createCipheriv(`aes-${key.length * 8}-${mode}`, key, mode === 'cbc' ? (iv ?? null) : null);
  cipher.setAutoPadding(padding === 'pkcs7');
  const fill = padding === 'zero' ? -plaintext.length & (AES_BLOCK - 1) : 0;
  return Buffer.concat([cipher.update(plaintext), cipher.update(Buffer.alloc(fill)), cipher.final()]);
}

export type Unpadded =
  | { readonly ok: true; readonly bytes: Buffer }
  /** `length`: the last byte is not 1 to 16, or more than there is; `fill`: the bytes before it are not all the same. */
  | { readonly ok: false; readonly bytes: Buffer; readonly reason: 'length' | 'fill' };

/** Takes the padding off. Where it is not right, `bytes` is the input, untouched. */
export function unpad(plain: Buffer, padding: CipherRule['padding']): Unpadded {
  if (padding === 'none') return { ok: true, bytes: plain };
  if (padding === 'zero') {
    let end = plain.length;
    while (end > 0 && plain[end - 1] === 0) end--;
    return { ok: true, bytes: plain.subarray(0, end) };
  }
  const count = plain.at(-1) ?? 0;
  if (count < 1 || count > AES_BLOCK || count > plain.length)
    return { ok: false, bytes: plain, reason: 'length' };
  const end = plain.length - count;
  return plain.subarray(end).every((byte) => byte === count)
    ? { ok: true, bytes: plain.subarray(0, end) }
    : { ok: false, bytes: plain, reason: 'fill' };
}

/** What came out of one reading of key and IV. */
export interface AesAttempt {
  readonly keyReading: KeyReading;
  readonly keyBits: number;
  /** Undefined for ECB. */
  readonly ivReading?: KeyReading;
  /** Without its padding where that is clean, else all of it. */
  readonly plaintext: Buffer;
  readonly padding: 'clean' | 'bad';
  readonly utf8: boolean;
  readonly json: boolean;
  /** Text without control characters. */
  readonly printable: boolean;
}

export type AesFailure =
  /** `missing` bytes to the next multiple of 16, or `extra` bytes past the one before. An empty ciphertext has 0 and 16 missing. */
  | {
      readonly code: 'not-multiple-of-16';
      readonly length: number;
      readonly missing: number;
      readonly extra: number;
    }
  /** Bytes under each reading that is possible at all; none is 16, 24 or 32. */
  | { readonly code: 'key-length'; readonly readings: readonly ByteCount[] }
  | { readonly code: 'iv-length'; readonly readings: readonly ByteCount[] }
  | { readonly code: 'padding' }
  /** `afterFirstBlock`: all but the first 16 bytes is text, so the key is right and the IV is not. */
  | { readonly code: 'not-text'; readonly afterFirstBlock: boolean };

export interface ByteCount {
  readonly reading: KeyReading;
  readonly bytes: number;
}

export interface AesResult {
  /** Best first: clean padding, then UTF-8, JSON, printable, then the order of the rule's readings. */
  readonly attempts: readonly AesAttempt[];
  /** Undefined when the first attempt has clean padding and is UTF-8, its first block included. */
  readonly failure?: AesFailure;
}

/** Decrypts under every reading of key and IV that the rule allows. Never throws. */
export function decryptBest(
  rule: CipherRule,
  keyText: string,
  ivText: string | undefined,
  ciphertext: Buffer,
): AesResult {
  const extra = ciphertext.length % AES_BLOCK;
  if (extra > 0 || ciphertext.length === 0)
    return fail({
      code: 'not-multiple-of-16',
      length: ciphertext.length,
      missing: AES_BLOCK - extra,
      extra,
    });
  const keys = readingsOf(keyText, rule.keyReadings, AES_KEY_LENGTHS);
  if (keys.length === 0) return fail({ code: 'key-length', readings: byteCounts(keyText, rule.keyReadings) });
  const ivs = rule.mode === 'ecb' ? [undefined] : readingsOf(ivText ?? '', rule.ivReadings, [AES_BLOCK]);
  if (ivs.length === 0)
    return fail({ code: 'iv-length', readings: byteCounts(ivText ?? '', rule.ivReadings) });

  const attempts = keys.flatMap((key) => ivs.map((iv) => attempt(rule, key, iv, ciphertext)));
  attempts.sort((a, b) => score(b) - score(a));
  const [best] = attempts;
  if (best?.padding !== 'clean') return { attempts, failure: { code: 'padding' } };
  const firstBlockOnly = (a: AesAttempt) =>
    rule.mode === 'cbc' && a.padding === 'clean' && !a.printable && isTextAfterFirstBlock(a.plaintext);
  // A wrong IV that is ASCII makes control characters of an ASCII text, and those are valid UTF-8 too.
  if (best.utf8 && !firstBlockOnly(best)) return { attempts };
  const afterFirstBlock = attempts.some(firstBlockOnly);
  return { attempts, failure: { code: 'not-text', afterFirstBlock } };
}

function attempt(
  rule: CipherRule,
  key: ReadBytes,
  iv: ReadBytes | undefined,
  ciphertext: Buffer,
): AesAttempt {
  const { ok, bytes } = unpad(aesRaw(rule.mode, key.bytes, iv?.bytes, ciphertext), rule.padding);
  const utf8 = isUtf8(bytes);
  return {
    keyReading: key.reading,
    keyBits: key.bytes.length * 8,
    ...(iv && { ivReading: iv.reading }),
    plaintext: bytes,
    padding: ok ? 'clean' : 'bad',
    utf8,
    json: utf8 && tryReadJson(bytes.toString('utf8')) !== undefined,
    printable: isPlausibleText(bytes),
  };
}

function score(a: AesAttempt): number {
  return Number(a.padding === 'clean') * 8 + Number(a.utf8) * 4 + Number(a.json) * 2 + Number(a.printable);
}

/** A character may be cut where the garbled block ends, so up to three continuation bytes are passed over. */
function isTextAfterFirstBlock(plaintext: Buffer): boolean {
  let start = AES_BLOCK;
  while (start < AES_BLOCK + 3 && ((plaintext[start] ?? 0) & 0xc0) === 0x80) start++;
  return start < plaintext.length && isPlausibleText(plaintext.subarray(start));
}

function byteCounts(text: string, kinds: readonly KeyReading[]): ByteCount[] {
  return kinds.flatMap((reading) => {
    const bytes = readBytes(text, reading)?.length;
    return bytes === undefined ? [] : [{ reading, bytes }];
  });
}

function fail(failure: AesFailure): AesResult {
  return { attempts: [], failure };
}
