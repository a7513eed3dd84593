/** The mistakes that a diagnosis can name, and the shape of a deviation: a mistake together with the change that undoes it. */

export const CAUSE_CODES = [
  'json-reserialised',
  'json-keys-renamed',
  'html-escaped',
  'backslashes-added',
  'log-escaped',
  'extra-params',
  'params-lost',
  'newline-added',
  'crlf',
  'bom',
  'whitespace',
  'truncated',
  'plus-as-space',
  'decoded-twice',
  'not-decoded',
  'split-on-equals',
  'charset-gbk',
  'base64-variant',
  'key-swapped',
  'key-newline',
  'key-quotes',
  'key-truncated',
  'key-encoding',
  'key-size',
  'key-type',
  'key-format',
  'sample-key',
  'empty-values',
  'sign-included',
  'sign-type-included',
  'order',
  'value-encoding',
  'secret-position',
  'digest',
  'hex-case',
  'leading-zero',
  'last-character',
  'canonical-order',
  'body-not-raw',
  'iv-wrong',
  'iv-prefixed',
  'iv-zero',
  'iv-is-key',
  'padding-twice',
  'padding-zero',
  'padding-none',
  'not-multiple-of-16',
  'cipher-mode',
  'rsa-padding',
  'rsa-blocks',
  'ecies-variant',
  'timestamp-unit',
  'timestamp-skew',
  'timestamp-format',
  'nonce-precision',
] as const;

export type CauseCode = (typeof CAUSE_CODES)[number];

/** A mistake, with the words that tell which form of it: safe to show, never a secret. */
export interface Cause {
  readonly code: CauseCode;
  /** Which variant, as a short token that needs no translation: `wire`, `%20`, `&key=`, `sha256`. */
  readonly detail?: string;
  /** Where: a field, a header, a key's option. */
  readonly where?: string;
}

/**
 * How far from the documented way: 1 common, 2 less so, 3 rare. Of two sets of as many deviations, the one with the
 * lower sum is the likelier.
 */
export type Cost = 1 | 2 | 3;

/** One way to change something of type T, with the mistake that it stands for. */
export interface Deviation<Change> extends Cause {
  readonly cost: Cost;
  readonly change: Change;
}

/** The mistake alone, of a deviation too: what that changes may hold a key. */
export function causeOf({ code, detail, where }: Cause): Cause {
  return { code, ...(detail !== undefined && { detail }), ...(where !== undefined && { where }) };
}

/** What a diagnosis says of one mistake. */
export interface Diagnosed extends Cause {
  /** True when the changed input verified or decrypted; false when only signs speak for it. */
  readonly proven: boolean;
}

/** How unlikely several deviations are together. */
export function costOf(deviations: readonly Pick<Deviation<unknown>, 'cost'>[]): number {
  return deviations.reduce((sum, { cost }) => sum + cost, 0);
}
