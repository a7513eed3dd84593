/** The sign that was observed, made comparable with a digest whatever form it was printed in. */

import { decodeBase64 } from '../../encoding/binary-text.ts';
import { hexForm } from '../../rules/digest.ts';
import type { Digest, SignRule } from '../../rules/sign-rule.ts';
import type { Cause } from '../cause.ts';

export interface ObservedSign {
  /** The digest in lower-case hex with all its zeros. */
  readonly hex: string;
  /** As it was printed; hex in lower case. */
  readonly printed: string;
  readonly form: 'hex' | 'base64' | 'middle-16';
  readonly case: 'upper' | 'lower' | 'mixed' | 'none';
  /** Leading zeros of the digest that are not printed. */
  readonly missingZeros: number;
  /** Leading zeros that are printed. */
  readonly printedZeros: number;
  readonly digests: readonly Digest[];
}

/** Digests by their length in hex digits. */
const BY_LENGTH: Readonly<Record<number, readonly Digest[]>> = {
  32: ['md5', 'hmac-md5'],
  40: ['sha1', 'hmac-sha1'],
  64: ['sha256', 'hmac-sha256'],
  96: ['sha384'],
  128: ['sha512', 'hmac-sha512'],
};
/** A random digest has so many leading zeros once in 16^4 times; shorter texts are no digests. */
const MOST_ZEROS = 4;

function letterCase(hex: string): ObservedSign['case'] {
  const upper = /[A-F]/.test(hex);
  const lower = /[a-f]/.test(hex);
  return upper ? (lower ? 'mixed' : 'upper') : lower ? 'lower' : 'none';
}

/** Reads a sign as hex, with zeros lost or not, as base64, or as the middle 16 digits of an MD5; undefined for anything else. */
export function readObserved(sign: string): ObservedSign | undefined {
  const text = sign.trim();
  if (/^[0-9a-fA-F]+$/.test(text)) {
    const shape = { case: letterCase(text), printedZeros: /^0*/.exec(text)?.[0].length ?? 0 };
    const hex = text.toLowerCase();
    if (text.length === 16)
      return {
        ...shape,
        hex,
        printed: hex,
        form: 'middle-16',
        missingZeros: 0,
        digests: ['md5', 'hmac-md5'],
      };
    for (const [length, digests] of Object.entries(BY_LENGTH)) {
      const missingZeros = Number(length) - text.length;
      if (missingZeros >= 0 && missingZeros <= MOST_ZEROS)
        return {
          ...shape,
          hex: hex.padStart(Number(length), '0'),
          printed: hex,
          form: 'hex',
          missingZeros,
          digests,
        };
    }
    return undefined;
  }
  const bytes = decodeBase64(text)?.bytes;
  const digests = bytes && BY_LENGTH[bytes.length * 2];
  if (!bytes || !digests) return undefined;
  return {
    hex: bytes.toString('hex'),
    printed: text,
    form: 'base64',
    case: 'none',
    missingZeros: 0,
    printedZeros: 0,
    digests,
  };
}

/** The detail of a leading zero that each byte below 16 lost. */
export const LOST_IN_BYTES = 'lost in each byte';

/** What differs between the printed form of a digest and the one that the rule prescribes. */
export function formCauses(observed: ObservedSign, rule: SignRule, hex: string): Cause[] {
  const causes: Cause[] = [];
  const { form } = rule.output;
  if (observed.form === 'base64' && form !== 'base64') causes.push({ code: 'digest', detail: 'base64' });
  if (observed.form === 'middle-16') causes.push({ code: 'digest', detail: 'md5[8..24]' });
  if (observed.form !== 'base64' && form === 'base64') causes.push({ code: 'digest', detail: 'hex' });
  if (observed.case !== 'none' && observed.case !== rule.output.case && form !== 'base64')
    causes.push({ code: 'hex-case', detail: observed.case });
  if (isByByte(observed, hex)) {
    if (form !== 'hex-bytes') causes.push({ code: 'leading-zero', detail: LOST_IN_BYTES });
  } else if (form === 'hex' && observed.missingZeros > 0)
    causes.push({ code: 'leading-zero', detail: 'lost' });
  if (form === 'hex-number' && observed.printedZeros > 0)
    causes.push({ code: 'leading-zero', detail: 'kept' });
  return causes;
}

/** Whether a digest is the one that the sign was printed from. */
export function matchesObserved(observed: ObservedSign, hex: string): boolean {
  if (observed.form === 'middle-16') return hex.slice(8, 24) === observed.hex;
  return hex === observed.hex || (observed.missingZeros > 0 && isByByte(observed, hex));
}

/** Whether what is missing is the zero of each byte below 16, and not those in front. */
function isByByte({ printed, missingZeros }: ObservedSign, hex: string): boolean {
  return missingZeros > 0 && hexForm('hex-bytes', hex) === printed && hexForm('hex-number', hex) !== printed;
}
