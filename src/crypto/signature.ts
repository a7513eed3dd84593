/** Signatures with a key pair: RSA PKCS#1 v1.5, and ECDSA in DER as Java writes it. */
import { type KeyObject, sign, verify } from 'node:crypto';
import type { SignatureDigest } from '../rules/signature-rule.ts';

export interface SignatureCheckResult {
  readonly valid: boolean;
  /** How the signature that verified is written; `p1363` is r ‖ s without DER, which Java needs to be asked for. */
  readonly form?: 'pkcs1' | 'der' | 'p1363';
}

/** Signs with an RSA (PKCS#1 v1.5) or EC (ECDSA, DER) private key. */
export function signWith(privateKey: KeyObject, digest: SignatureDigest, data: Buffer): Buffer {
  return sign(digest, data, privateKey);
}

/** Verifies with an RSA or EC public key. A damaged signature or one of the wrong length is just not valid. */
export function verifyWith(
  publicKey: KeyObject,
  digest: SignatureDigest,
  data: Buffer,
  signature: Buffer,
): SignatureCheckResult {
  if (publicKey.asymmetricKeyType === 'rsa')
    return verify(digest, data, publicKey, signature) ? { valid: true, form: 'pkcs1' } : { valid: false };
  for (const [form, dsaEncoding] of [
    ['der', 'der'],
    ['p1363', 'ieee-p1363'],
  ] as const)
    if (verify(digest, data, { key: publicKey, dsaEncoding }, signature)) return { valid: true, form };
  return { valid: false };
}
