/**
 * RSA paddings (RFC 8017, sections 7.1, 7.2 and 9.2) apart from the RSA operation, so that one costly operation
 * serves many guesses. Not constant in time: this is for one's own messages on one's own machine, no oracle.
 */
import { hash, randomBytes } from 'node:crypto';
import type { SignatureDigest } from '../rules/signature-rule.ts';

export type OaepHash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

export type RsaPadding =
  | { readonly kind: 'pkcs1' }
  | { readonly kind: 'oaep'; readonly hash: OaepHash; readonly mgf1: OaepHash }
  /** Zeros in front. What BouncyCastle does when it is asked for plain `RSA`. */
  | { readonly kind: 'none' };

/** EM = 00 02 PS 00 M, with PS at least eight bytes and none of them zero. Undefined when it is not that. */
export function unpadPkcs1Encryption(em: Buffer): Buffer | undefined {
  if (em[0] !== 0 || em[1] !== 2) return undefined;
  const end = em.indexOf(0, 2);
  return end < 10 ? undefined : em.subarray(end + 1);
}

/** @throws RangeError when the message is longer than the modulus less 11 bytes. */
export function padPkcs1Encryption(message: Buffer, size: number): Buffer {
  const fill = size - message.length - 3;
  if (fill < 8) throw new RangeError(`at most ${size - 11} bytes fit`);
  const filler = randomBytes(fill);
  for (let i = 0; i < fill; i++) while (filler[i] === 0) filler[i] = randomBytes(1)[0] ?? 0;
  return Buffer.concat([Buffer.from([0, 2]), filler, Buffer.from([0]), message]);
}

/**
 * EM = 00 ‖ masked seed ‖ masked (label hash ‖ zeros ‖ 01 ‖ M), with the empty label. Undefined when it is not that.
 * Java's `OAEPWithSHA-256AndMGF1Padding` has SHA-256 for `digest` and SHA-1 for `mgf1`.
 */
export function unpadOaep(em: Buffer, digest: OaepHash, mgf1: OaepHash): Buffer | undefined {
  const labelHash = hash(digest, '', 'buffer');
  const size = labelHash.length;
  if (em[0] !== 0 || em.length < 2 * size + 2) return undefined;
  const masked = em.subarray(1 + size);
  const seed = xor(em.subarray(1, 1 + size), mask(masked, size, mgf1));
  const block = xor(masked, mask(seed, masked.length, mgf1));
  if (!block.subarray(0, size).equals(labelHash)) return undefined;
  let at = size;
  while (block[at] === 0) at++;
  return block[at] === 1 ? block.subarray(at + 1) : undefined;
}

/** @throws RangeError when the message is longer than the modulus less two digests and 2 bytes. */
export function padOaep(message: Buffer, size: number, digest: OaepHash, mgf1: OaepHash): Buffer {
  const labelHash = hash(digest, '', 'buffer');
  const zeros = size - message.length - 2 * labelHash.length - 2;
  if (zeros < 0) throw new RangeError(`at most ${size - 2 * labelHash.length - 2} bytes fit`);
  const block = Buffer.concat([labelHash, Buffer.alloc(zeros), Buffer.from([1]), message]);
  const seed = randomBytes(labelHash.length);
  const masked = xor(block, mask(seed, block.length, mgf1));
  return Buffer.concat([Buffer.from([0]), xor(seed, mask(masked, seed.length, mgf1)), masked]);
}

/** MGF1 (RFC 8017, B.2.1): digests of the seed and a 32-bit counter, one after the other. */
function mask(seed: Buffer, length: number, digest: OaepHash): Buffer {
  const parts: Buffer[] = [];
  for (let counter = 0, made = 0; made < length; counter++) {
    const input = Buffer.alloc(seed.length + 4);
    seed.copy(input);
    input.writeUInt32BE(counter, seed.length);
    const part = hash(digest, input, 'buffer');
    parts.push(part);
    made += part.length;
  }
  return Buffer.concat(parts, length);
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, i) => byte ^ (b[i] ?? 0)));
}

/** The DER of DigestInfo up to the digest (RFC 8017, 9.2 note 1). The parameters are the `0500` in it; some leave them out. */
const DIGEST_INFOS: readonly [SignatureDigest, oid: string, size: number][] = [
  ['sha256', '0609608648016503040201', 32],
  ['sha1', '06052b0e03021a', 20],
  ['md5', '06082a864886f70d0205', 16],
  ['sha384', '0609608648016503040202', 48],
  ['sha512', '0609608648016503040203', 64],
];

const PREFIXES = DIGEST_INFOS.flatMap(([algorithm, oid, size]) =>
  ['0500', ''].map((parameters) => {
    const identifier = tlv('30', oid + parameters);
    const digestHeader = `04${size.toString(16)}`;
    const length = identifier.length / 2 + 2 + size;
    const prefix = `30${length.toString(16).padStart(2, '0')}${identifier}${digestHeader}`;
    return { algorithm, size, prefix: Buffer.from(prefix, 'hex') };
  }),
);

function tlv(tag: string, content: string): string {
  return tag + (content.length / 2).toString(16).padStart(2, '0') + content;
}

/** What a block of PKCS#1 v1.5 type 1 holds (00 01 FF… 00 content). Undefined when it is not that. */
export function unpadPkcs1Signature(em: Buffer): Buffer | undefined {
  if (em[0] !== 0 || em[1] !== 1) return undefined;
  let at = 2;
  while (em[at] === 0xff) at++;
  return at >= 10 && em[at] === 0 ? em.subarray(at + 1) : undefined;
}

/** Reads a DigestInfo, with or without the NULL parameters. Undefined when it is none, or of another digest. */
export function readDigestInfo(
  content: Buffer,
): { readonly algorithm: SignatureDigest; readonly digest: Buffer } | undefined {
  for (const { algorithm, size, prefix } of PREFIXES)
    if (content.length === prefix.length + size && content.subarray(0, prefix.length).equals(prefix))
      return { algorithm, digest: content.subarray(prefix.length) };
  return undefined;
}
