/** What happens to a key between the console it was copied from and the code that uses it. */

import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { decodeBase64, decodeHex } from '../encoding/binary-text.ts';
import type { Cause, Cost } from './cause.ts';

/** Another key to try, with where it comes from; the value is never shown. */
export interface KnownKey {
  readonly label: string;
  readonly slot: string;
  readonly value: string;
}

/** A key in another form. `cause.where` names the other key where it is one. */
export interface KeyVariant extends Cause {
  readonly cost: Cost;
  readonly value: string;
}

const textOf = (bytes: Buffer | undefined) => (bytes && isUtf8(bytes) ? bytes.toString('utf8') : undefined);
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

type Change = readonly [KeyVariant['code'], Cost, detail: string, (key: string) => string | undefined];

const CHANGES: readonly Change[] = [
  ['key-newline', 1, 'trimmed', (k) => k.trim()],
  ['key-newline', 1, '\\n', (k) => `${k}\n`],
  ['key-newline', 2, '\\r\\n', (k) => `${k}\r\n`],
  ['key-newline', 1, 'space behind', (k) => `${k} `],
  ['key-newline', 2, 'space in front', (k) => ` ${k}`],
  ['key-newline', 2, 'white space inside', (k) => k.replace(/\s+/g, '')],
  ['key-quotes', 1, 'kept', (k) => /^(["'])(.*)\1$/s.exec(k)?.[2]],
  ['key-quotes', 1, '"', (k) => `"${k}"`],
  ['key-quotes', 2, "'", (k) => `'${k}'`],
  ['key-truncated', 1, 'last character', (k) => k.slice(0, -1)],
  ['key-truncated', 1, 'first character', (k) => k.slice(1)],
  ['key-encoding', 1, 'upper case', (k) => k.toUpperCase()],
  ['key-encoding', 1, 'lower case', (k) => k.toLowerCase()],
  ['key-encoding', 1, 'from base64', (k) => textOf(decodeBase64(k)?.bytes)],
  ['key-encoding', 1, 'from hex', (k) => textOf(decodeHex(k)?.bytes)],
  ['key-encoding', 1, 'to base64', (k) => Buffer.from(k).toString('base64')],
  ['key-encoding', 1, 'to hex', (k) => Buffer.from(k).toString('hex')],
  ['key-encoding', 2, 'md5', md5],
  ['key-encoding', 2, 'MD5', (k) => md5(k).toUpperCase()],
];

/** The forms that a key may take, likeliest first; each value once. */
export function keyVariants(key: string): KeyVariant[] {
  const seen = new Set([key, '']);
  return CHANGES.flatMap(([code, cost, detail, change]) => {
    const value = change(key);
    if (value === undefined || seen.has(value)) return [];
    seen.add(value);
    return [{ code, cost, detail, value }];
  });
}

/** Other keys that were used instead. `sample` marks those of the documentation. */
export function otherKeys(key: string, known: readonly KnownKey[], samples: readonly string[]): KeyVariant[] {
  const seen = new Set([key]);
  const fresh = (value: string) => !seen.has(value) && seen.add(value);
  return [
    ...known
      .filter(({ value }) => fresh(value))
      .map(({ label, value }): KeyVariant => ({ code: 'key-swapped', cost: 1, where: label, value })),
    ...samples.filter(fresh).map((value): KeyVariant => ({ code: 'sample-key', cost: 1, value })),
  ];
}

/** The characters that keys are made of. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=-_';

/** Every key with one character more: at the end or the start, where copying loses one, and then anywhere. */
export function* lengthened(key: string): Generator<KeyVariant> {
  for (const c of ALPHABET) {
    yield { code: 'key-truncated', cost: 2, detail: 'one character missing at the end', value: key + c };
    yield { code: 'key-truncated', cost: 2, detail: 'one character missing at the start', value: c + key };
  }
  for (let at = 1; at < key.length; at++)
    for (const c of ALPHABET)
      yield {
        code: 'key-truncated',
        cost: 3,
        detail: 'one character missing',
        value: key.slice(0, at) + c + key.slice(at),
      };
}
