/** RSA without the paddings of node:crypto, which differ between Node versions (20 refuses, 22 answers at random). */
import { constants, createPublicKey, type KeyObject, privateDecrypt, publicEncrypt } from 'node:crypto';
import { isPlausibleText } from '../encoding/text.ts';
import type { SignatureDigest } from '../rules/signature-rule.ts';
import {
  type OaepHash,
  padOaep,
  padPkcs1Encryption,
  type RsaPadding,
  readDigestInfo,
  unpadOaep,
  unpadPkcs1Encryption,
  unpadPkcs1Signature,
} from './rsa-padding.ts';

/** The paddings that decryptRsa tries, in this order: what Java programs use first, SHA-512 last. */
export const RSA_PADDINGS: readonly RsaPadding[] = [
  { kind: 'pkcs1' },
  oaep('sha1', 'sha1'),
  oaep('sha256', 'sha256'),
  oaep('sha256', 'sha1'),
  oaep('sha512', 'sha512'),
  oaep('sha512', 'sha1'),
  oaep('sha384', 'sha384'),
  oaep('sha384', 'sha1'),
  { kind: 'none' },
];

function oaep(hash: OaepHash, mgf1: OaepHash): RsaPadding {
  return { kind: 'oaep', hash, mgf1 };
}

/** The modulus of an RSA key in whole bytes, which is the size of every block and signature. */
export function modulusBytes(key: KeyObject): number {
  return Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
}

/**
 * The private operation on one block of the modulus size: the encoded message, as long as the block.
 * Undefined when the block has another length or is a number not below the modulus (it belongs to another key).
 */
export function rsaPrivateRaw(key: KeyObject, block: Buffer): Buffer | undefined {
  return raw(key, block, privateDecrypt);
}

/** The public operation, likewise. */
export function rsaPublicRaw(key: KeyObject, block: Buffer): Buffer | undefined {
  return raw(key, block, publicEncrypt);
}

function raw(
  key: KeyObject,
  block: Buffer,
  operation: typeof privateDecrypt | typeof publicEncrypt,
): Buffer | undefined {
  if (block.length !== modulusBytes(key)) return undefined;
  try {
    return operation({ key, padding: constants.RSA_NO_PADDING }, block);
  } catch {
    return undefined;
  }
}

export type RsaResult =
  | { readonly plaintext: Buffer; readonly padding: RsaPadding; readonly blocks: number }
  /** Not an RSA private key. */
  | { readonly code: 'key-type' }
  /** The ciphertext is empty or not a whole number of blocks of `block` bytes. */
  | { readonly code: 'length'; readonly length: number; readonly block: number }
  | { readonly code: 'wrong-key-or-padding'; readonly blocks: number };

/**
 * Decrypts one block, or several that stand one after the other, all with the same padding.
 * One RSA operation for each block, then all paddings on its result; a padding that gives text goes before one that
 * does not. PKCS#1 v1.5 lets about one in 100,000 random blocks pass: look at the plaintext (isPlausibleText) before
 * calling it proof. `none` is only taken for text.
 */
export function decryptRsa(key: KeyObject, ciphertext: Buffer): RsaResult {
  if (key.asymmetricKeyType !== 'rsa' || key.type !== 'private') return { code: 'key-type' };
  const block = modulusBytes(key);
  const blocks = ciphertext.length / block;
  if (ciphertext.length === 0 || !Number.isInteger(blocks))
    return { code: 'length', length: ciphertext.length, block };
  const encoded: Buffer[] = [];
  for (let at = 0; at < ciphertext.length; at += block) {
    const em = rsaPrivateRaw(key, ciphertext.subarray(at, at + block));
    if (!em) return { code: 'wrong-key-or-padding', blocks };
    encoded.push(em);
  }
  let other: RsaResult | undefined;
  for (const padding of RSA_PADDINGS) {
    const parts = encoded.map((em) => unpadRsa(em, padding)).filter((part) => part !== undefined);
    if (parts.length < blocks) continue;
    const found = { plaintext: Buffer.concat(parts), padding, blocks };
    if (isPlausibleText(found.plaintext)) return found;
    if (padding.kind !== 'none') other ??= found;
  }
  return other ?? { code: 'wrong-key-or-padding', blocks };
}

/** Takes one padding off an encoded message. Undefined when it has another one. */
export function unpadRsa(em: Buffer, padding: RsaPadding): Buffer | undefined {
  if (padding.kind === 'pkcs1') return unpadPkcs1Encryption(em);
  if (padding.kind === 'oaep') return unpadOaep(em, padding.hash, padding.mgf1);
  const first = em.findIndex((byte) => byte !== 0);
  return first < 0 ? undefined : em.subarray(first);
}

/** How many bytes fit into one block. */
export function rsaCapacity(key: KeyObject, padding: RsaPadding): number {
  const size = modulusBytes(key);
  if (padding.kind === 'none') return size - 1;
  const digestBytes = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 };
  return padding.kind === 'pkcs1' ? size - 11 : size - 2 * digestBytes[padding.hash] - 2;
}

/**
 * Encrypts with a public key (or the public half of a private one). `blockwise` cuts a long plaintext into as many
 * full blocks as it takes, as Java programs do.
 * @throws RangeError when the plaintext does not fit, which with `blockwise` only a key too small for the padding causes.
 */
export function encryptRsa(
  key: KeyObject,
  plaintext: Buffer,
  padding: RsaPadding,
  blockwise: boolean,
): Buffer {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  const size = modulusBytes(publicKey);
  const step = blockwise ? rsaCapacity(publicKey, padding) : Math.max(plaintext.length, 1);
  if (step < 1) throw new RangeError('the key is too small for this padding');
  const parts: Buffer[] = [];
  for (let at = 0; at === 0 || at < plaintext.length; at += step) {
    const message = plaintext.subarray(at, at + step);
    const block = rsaPublicRaw(publicKey, padRsa(message, size, padding));
    if (!block) throw new RangeError('the plaintext is not below the modulus');
    parts.push(block);
  }
  return Buffer.concat(parts);
}

function padRsa(message: Buffer, size: number, padding: RsaPadding): Buffer {
  if (padding.kind === 'pkcs1') return padPkcs1Encryption(message, size);
  if (padding.kind === 'oaep') return padOaep(message, size, padding.hash, padding.mgf1);
  return Buffer.concat([Buffer.alloc(Math.max(size - message.length, 0)), message]);
}

export type RecoveredDigest =
  | { readonly algorithm: SignatureDigest; readonly digest: Buffer }
  /** Not an RSA key. */
  | { readonly problem: 'key-type' }
  | { readonly problem: 'length'; readonly length: number; readonly block: number }
  /** Made with another key, damaged, or no PKCS#1 v1.5 signature. */
  | { readonly problem: 'not-pkcs1' }
  /** The key is right, but what was signed is not the DigestInfo of a known digest. */
  | { readonly problem: 'no-digest-info'; readonly content: Buffer };

/** Opens a PKCS#1 v1.5 signature: which digest it holds, and its value. One operation, then any text can be compared. */
export function recoverDigestInfo(publicKey: KeyObject, signature: Buffer): RecoveredDigest {
  if (publicKey.asymmetricKeyType !== 'rsa') return { problem: 'key-type' };
  const block = modulusBytes(publicKey);
  if (signature.length !== block) return { problem: 'length', length: signature.length, block };
  const em = rsaPublicRaw(publicKey, signature);
  const content = em && unpadPkcs1Signature(em);
  if (!content) return { problem: 'not-pkcs1' };
  return readDigestInfo(content) ?? { problem: 'no-digest-info', content };
}
