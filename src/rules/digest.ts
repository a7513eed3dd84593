/** The printed forms of a digest. */
import { digestHex } from '../crypto/digest.ts';
import type { SignOutput, SignRule } from './sign-rule.ts';

/** The printed form of a digest given as lower-case hex. */
export function printDigest(output: SignOutput, hex: string): string {
  if (output.form === 'base64') return Buffer.from(hex, 'hex').toString('base64');
  const text = output.form === 'hex-number' ? hex.replace(/^0+(?=.)/, '') : hex;
  return output.case === 'upper' ? text.toUpperCase() : text;
}

/** The sign of a canonical string, in the form that the rule prints. Bytes are taken as they are, text as UTF-8. */
export function signString(rule: SignRule, canonical: string | Buffer, secret: string): string {
  return printDigest(rule.output, digestHex(rule.digest, canonical, secret));
}
