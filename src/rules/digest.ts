const HEX_FORMS = {
  hex: (hex: string) => hex,
  'hex-number': (hex: string) => hex.replace(/^0+(?=.)/, ''),
  'hex-16': (hex: string) => hex.slice(8, 24),
  'hex-bytes': (hex: string) => hex.replace(/0(.)|../g, (byte, digit?: string) => digit ?? byte),
} as const;

/** The printed forms of a digest. */
import { digestHex } from '../crypto/digest.ts';
import { encodeGbk } from '../encoding/gbk.ts';
import type { Charset, SignOutput, SignRule } from './sign-rule.ts';

/** The hex digits of a digest that a form prints. */
export function hexForm(form: keyof typeof HEX_FORMS, hex: string): string {
  return HEX_FORMS[form](hex);
}

/** The printed form of a digest given as lower-case hex. */
export function printDigest(output: SignOutput, hex: string): string {
  if (output.form === 'base64') return Buffer.from(hex, 'hex').toString('base64');
  const text = hexForm(output.form, hex);
  return output.case === 'upper' ? text.toUpperCase() : text;
}

/** A canonical string as it is digested: UTF-8 and ASCII stay text, which node:crypto takes as UTF-8; GBK becomes bytes. */
export function digestInput(charset: Charset, canonical: string): string | Buffer {
  switch (charset) {
    case 'utf-8':
      return canonical;
    case 'gbk':
      return encodeGbk(canonical);
    case 'us-ascii':
      return canonical.replace(/[^\0-\x7f]/gu, '?');
  }
}

/** The sign of a canonical string, in the form that the rule prints. */
export function signString(rule: SignRule, canonical: string, secret: string): string {
  return printDigest(rule.output, digestHex(rule.digest, digestInput(rule.charset, canonical), secret));
}
