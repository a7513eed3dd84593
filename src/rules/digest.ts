/** Digests and their printed forms. */
import { createHmac, hash } from 'node:crypto';
import type { Digest, SignOutput, SignRule } from './sign-rule.ts';

/** The digest as lower-case hex. HMACs take the secret as their key. */
export function digestHex(digest: Digest, data: string | Buffer, secret: string): string {
  return digest.startsWith('hmac-')
    ? createHmac(digest.slice(5), secret).update(data).digest('hex')
    : hash(digest, data, 'hex');
}

/** The printed form of a digest. */
export function printDigest(output: SignOutput, hex: string): string {
  if (output.form === 'base64') return Buffer.from(hex, 'hex').toString('base64');
  const text = output.form === 'hex-number' ? hex.replace(/^0+(?=.)/, '') : hex;
  return output.case === 'upper' ? text.toUpperCase() : text;
}

/** The sign of a canonical string, in the form that the rule prints. The text's charset is the rule's. */
export function signString(rule: SignRule, canonical: string | Buffer, secret: string): string {
  return printDigest(rule.output, digestHex(rule.digest, canonical, secret));
}
