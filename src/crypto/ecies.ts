/**
 * ECIES as BouncyCastle's `Cipher.getInstance("ECIES")` does it: V ‖ C ‖ T, where V is the ephemeral public point,
 * Z the x-coordinate of the shared point (as long as the field), KDF2 over V ‖ Z gives the MAC key and then the key
 * stream, C = M xor stream, and T = HMAC(MAC key, C ‖ eight zero bytes). Read in BouncyCastle, tested against 1.72.
 */
import { createECDH, createHmac, ECDH, hash, type KeyObject, timingSafeEqual } from 'node:crypto';

export interface EciesVariant {
  /** Of KDF2 and of the HMAC: SHA-1 for `ECIES`, else as in `ECIESwithSHA256`. */
  readonly hash: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  /** How V is written. The bytes themselves say so when decrypting. */
  readonly point: 'uncompressed' | 'compressed';
}

/** BouncyCastle's transformations, the likeliest first. */
export const ECIES_HASHES: readonly EciesVariant['hash'][] = ['sha1', 'sha256', 'sha384', 'sha512'];

/** IESParameterSpec's default, which `ECIES` without parameters takes: 128 bits. */
const MAC_KEY_BYTES = 16;
const TAG_BYTES = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 } as const;
/** The length of P2, the empty encoding parameter, in bits as eight bytes. */
const NO_PARAMETERS = Buffer.alloc(8);

export type EciesResult =
  | { readonly plaintext: Buffer; readonly variant: EciesVariant }
  /** Not an EC private key. */
  | { readonly code: 'key-type' }
  /** `need` is what an empty plaintext takes under the shortest variant. */
  | { readonly code: 'too-short'; readonly length: number; readonly need: number }
  /** The first byte is no mark of a point, or the numbers after it are on another curve. */
  | { readonly code: 'point-not-on-curve' }
  /** A good point, but no tag fits: another key, damaged, or another variant. */
  | { readonly code: 'mac' };

/** Decrypts under the first variant whose tag is right. The ECDH is done once. */
export function eciesDecrypt(
  privateKey: KeyObject,
  data: Buffer,
  hashes: readonly EciesVariant['hash'][] = ECIES_HASHES,
): EciesResult {
  if (privateKey.asymmetricKeyType !== 'ec' || privateKey.type !== 'private') return { code: 'key-type' };
  const curve = curveOf(privateKey);
  const point = data[0] === 4 ? 'uncompressed' : data[0] === 2 || data[0] === 3 ? 'compressed' : undefined;
  if (!point && data.length > 0) return { code: 'point-not-on-curve' };
  const pointBytes = point === 'compressed' ? 1 + curve.fieldBytes : 1 + 2 * curve.fieldBytes;
  const need = pointBytes + Math.min(...hashes.map((name) => TAG_BYTES[name]));
  if (!point || data.length < need) return { code: 'too-short', length: data.length, need };

  const v = data.subarray(0, pointBytes);
  let z: Buffer;
  try {
    const full = ECDH.convertKey(v, curve.name, undefined, undefined, 'uncompressed') as Buffer;
    z = curve.ecdh.computeSecret(full);
  } catch {
    return { code: 'point-not-on-curve' };
  }
  for (const name of hashes) {
    const end = data.length - TAG_BYTES[name];
    if (end < pointBytes) continue;
    const c = data.subarray(pointBytes, end);
    const { macKey, stream } = deriveKeys(name, v, z, c.length);
    if (timingSafeEqual(tag(name, macKey, c), data.subarray(end)))
      return { plaintext: xor(c, stream), variant: { hash: name, point } };
  }
  return { code: 'mac' };
}

/** Encrypts for a public key (or for the public half of a private one). */
export function eciesEncrypt(publicKey: KeyObject, plaintext: Buffer, variant: EciesVariant): Buffer {
  const { crv, x, y } = publicKey.export({ format: 'jwk' });
  const ephemeral = createECDH(curveName(crv));
  ephemeral.generateKeys();
  const v = ephemeral.getPublicKey(null, variant.point);
  const recipient = [x, y].map((coordinate) => Buffer.from(coordinate ?? '', 'base64url'));
  const z = ephemeral.computeSecret(Buffer.concat([Buffer.from([4]), ...recipient]));
  const { macKey, stream } = deriveKeys(variant.hash, v, z, plaintext.length);
  const c = xor(plaintext, stream);
  return Buffer.concat([v, c, tag(variant.hash, macKey, c)]);
}

function deriveKeys(name: EciesVariant['hash'], v: Buffer, z: Buffer, length: number) {
  const bytes = kdf2(name, [v, z], MAC_KEY_BYTES + length);
  return { macKey: bytes.subarray(0, MAC_KEY_BYTES), stream: bytes.subarray(MAC_KEY_BYTES) };
}

/** KDF2 (ISO 18033-2): `length` bytes of digests of the input ‖ counter, the counter being 32 bits and starting at 1. */
export function kdf2(name: EciesVariant['hash'], input: readonly Buffer[], length: number): Buffer {
  const parts: Buffer[] = [];
  for (let counter = 1, made = 0; made < length; counter++) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const part = hash(name, Buffer.concat([...input, count]), 'buffer');
    parts.push(part);
    made += part.length;
  }
  return Buffer.concat(parts, length);
}

function tag(name: EciesVariant['hash'], macKey: Buffer, c: Buffer): Buffer {
  return createHmac(name, macKey).update(c).update(NO_PARAMETERS).digest();
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, i) => byte ^ (b[i] ?? 0)));
}

function curveOf(privateKey: KeyObject) {
  const { crv, d } = privateKey.export({ format: 'jwk' });
  const name = curveName(crv);
  const ecdh = createECDH(name);
  const scalar = Buffer.from(d ?? '', 'base64url');
  ecdh.setPrivateKey(scalar);
  // A JWK pads the private number to the size of the curve's order, which on these curves is the field's.
  return { name, ecdh, fieldBytes: scalar.length };
}

/** The name that OpenSSL has for a curve of a JWK. */
export function curveName(crv: string | undefined): string {
  const names: Readonly<Record<string, string>> = {
    'P-256': 'prime256v1',
    'P-384': 'secp384r1',
    'P-521': 'secp521r1',
  };
  return names[crv ?? ''] ?? crv ?? '';
}
