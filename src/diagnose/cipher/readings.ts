/** Which bytes a pasted AES key or IV may stand for, beyond the readings that the platform is known to use. */
import { createHash } from 'node:crypto';
import { AES_BLOCK, AES_KEY_LENGTHS, readingsOf } from '../../crypto/aes.ts';
import { sha1Prng } from '../../crypto/sha1prng.ts';
import type { CipherRule, KeyReading } from '../../rules/cipher-rule.ts';
import type { Cause, Cost, Deviation } from '../cause.ts';
import { type KnownKey, keyVariants, lengthened, otherKeys } from '../key-change.ts';

type BytesDeviation = Deviation<Buffer>;

const deviation = (cause: Cause, cost: Cost, bytes: Buffer): BytesDeviation => ({
  ...cause,
  cost,
  change: bytes,
});

/** Zeros behind, cut where it is too long: what OpenSSL's bindings in PHP do without a word. */
function resize(bytes: Buffer, length: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(Math.max(0, length - bytes.length))]).subarray(0, length);
}

const hash = (name: string, text: string) => createHash(name).update(text).digest();

/** Keys that code makes of the pasted one, as of a password. */
const DERIVATIONS: readonly (readonly [detail: string, derive: (key: string) => Buffer])[] = [
  ['md5', (key) => hash('md5', key)],
  ['md5 hex', (key) => Buffer.from(hash('md5', key).toString('hex'))],
  ['sha256', (key) => hash('sha256', key)],
  ...AES_KEY_LENGTHS.map(
    (length) => [`SHA1PRNG seed, AES-${length * 8}`, (key: string) => sha1Prng(key, length)] as const,
  ),
];

export interface CipherKeys {
  readonly key: string;
  readonly iv: string;
  /** Names of the options, to say where. */
  readonly keySlot: string;
  readonly ivSlot: string;
  readonly known: readonly KnownKey[];
  readonly samples: Readonly<Record<string, readonly string[]>>;
}

/** The platform's own reading first: it is no deviation. */
export function usualKey(rule: CipherRule, { key }: CipherKeys): Buffer | undefined {
  return readingsOf(key, rule.keyReadings, AES_KEY_LENGTHS)[0]?.bytes;
}

export function usualIv(rule: CipherRule, { iv }: CipherKeys): Buffer | undefined {
  return readingsOf(iv, rule.ivReadings, [AES_BLOCK])[0]?.bytes;
}

/** Every other key. */
export function keyDeviations(rule: CipherRule, keys: CipherKeys): BytesDeviation[] {
  const { key, iv, keySlot } = keys;
  const where = `--${keySlot}`;
  const found: BytesDeviation[] = [];
  for (const { reading, bytes } of readingsOf(key, rule.keyReadings, AES_KEY_LENGTHS).slice(1))
    found.push(deviation({ code: 'key-encoding', detail: reading, where }, 1, bytes));
  const changed = [
    ...keyVariants(key),
    ...otherKeys(
      key,
      [{ label: `--${keys.ivSlot}`, slot: keys.ivSlot, value: iv }, ...keys.known],
      keys.samples[keySlot] ?? [],
    ),
  ];
  // Before the sizes: a key without its line end is no key cut to 32 bytes.
  for (const { value, cost, code, detail, where: other } of changed)
    for (const { bytes } of readingsOf(value, rule.keyReadings, AES_KEY_LENGTHS))
      found.push(
        deviation({ code, where: other ?? where, ...(detail !== undefined && { detail }) }, cost, bytes),
      );
  const text = Buffer.from(key, 'utf8');
  for (const length of AES_KEY_LENGTHS)
    if (text.length !== length)
      found.push(
        deviation(
          {
            code: 'key-size',
            detail: text.length > length ? `first ${length} bytes` : `zeros up to ${length} bytes`,
            where,
          },
          length === 16 ? 1 : 2,
          resize(text, length),
        ),
      );
  for (const [detail, derive] of DERIVATIONS)
    found.push(deviation({ code: 'key-encoding', detail, where }, 2, derive(key)));
  return unique(found, usualKey(rule, keys));
}

/** Every other IV that does not depend on the ciphertext or the key. */
export function ivDeviations(rule: CipherRule, keys: CipherKeys): BytesDeviation[] {
  const { key, iv, ivSlot } = keys;
  const where = `--${ivSlot}`;
  const found: BytesDeviation[] = [];
  for (const { reading, bytes } of readingsOf(iv, rule.ivReadings, [AES_BLOCK]).slice(1))
    found.push(deviation({ code: 'key-encoding', detail: reading, where }, 1, bytes));
  found.push(deviation({ code: 'iv-zero' }, 1, Buffer.alloc(AES_BLOCK)));
  found.push(deviation({ code: 'iv-zero', detail: "'0' × 16" }, 2, Buffer.alloc(AES_BLOCK, '0')));
  const changed = [...keyVariants(iv), ...otherKeys(iv, keys.known, keys.samples[ivSlot] ?? [])];
  for (const { value, cost, code, detail, where: other } of changed)
    for (const { bytes } of readingsOf(value, rule.ivReadings, [AES_BLOCK]))
      found.push(
        deviation({ code, where: other ?? where, ...(detail !== undefined && { detail }) }, cost, bytes),
      );
  for (const reading of ['text', 'hex', 'base64'] satisfies KeyReading[])
    for (const { bytes } of readingsOf(key, [reading], [16, 24, 32]))
      found.push(deviation({ code: 'iv-is-key' }, reading === 'text' ? 1 : 2, bytes.subarray(0, AES_BLOCK)));
  const text = Buffer.from(iv, 'utf8');
  if (text.length !== AES_BLOCK)
    found.push(
      deviation(
        {
          code: 'key-size',
          detail: text.length > AES_BLOCK ? 'first 16 bytes' : 'zeros up to 16 bytes',
          where,
        },
        1,
        resize(text, AES_BLOCK),
      ),
    );
  return unique(found, usualIv(rule, keys));
}

/** Keys and IVs with one character more, where that gives them a length that AES takes. */
export function longerKeysOf(
  rule: CipherRule,
  { key, iv, keySlot, ivSlot }: CipherKeys,
): { readonly keys: readonly BytesDeviation[]; readonly ivs: readonly BytesDeviation[] } {
  const longer = (text: string, slot: string, lengths: readonly number[]) =>
    rule.keyReadings.includes('text') && lengths.includes(Buffer.byteLength(text) + 1)
      ? [...lengthened(text)].map(({ value, code, cost, detail }) =>
          deviation(
            { code, where: `--${slot}`, ...(detail !== undefined && { detail }) },
            cost,
            Buffer.from(value, 'utf8'),
          ),
        )
      : [];
  return { keys: longer(key, keySlot, AES_KEY_LENGTHS), ivs: longer(iv, ivSlot, [AES_BLOCK]) };
}

function unique(list: readonly BytesDeviation[], usual: Buffer | undefined): BytesDeviation[] {
  const seen = new Set(usual ? [usual.toString('latin1')] : []);
  return list.filter(({ change }) => {
    const identity = change.toString('latin1');
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}
