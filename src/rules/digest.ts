const HEX_FORMS = {
  hex: (hex: string) => hex,
  'hex-number': (hex: string) => hex.replace(/^0+(?=.)/, ''),
  'hex-16': (hex: string) => hex.slice(8, 24),
} as const;

/** The printed forms of a digest. */
import { digestHex } from '../crypto/digest.ts';
import { encodeGbk } from '../encoding/gbk.ts';
import type { SignOutput, SignRule } from './sign-rule.ts';

/** The printed form of a digest given as lower-case hex. */
export function printDigest(output: SignOutput, hex: string): string {
  if (output.form === 'base64') return Buffer.from(hex, 'hex').toString('base64');
  const text = HEX_FORMS[output.form](hex);
  return output.case === 'upper' ? text.toUpperCase() : text;
}

/** A canonical string as it is digested: UTF-8 stays text, which node:crypto takes as UTF-8; GBK becomes bytes. */
export function digestInput(charset: SignRule['charset'], canonical: string): string | Buffer {
  return charset === 'gbk' ? encodeGbk(canonical) : canonical;
}

/** The sign of a canonical string, in the form that the rule prints. */
export function signString(rule: SignRule, canonical: string, secret: string): string {
  return printDigest(rule.output, digestHex(rule.digest, digestInput(rule.charset, canonical), secret));
}
