/** Short fingerprints, by which two people can tell over the phone whether they have the same key. */
import { createHash } from 'node:crypto';
import { KeyError } from '../crypto/key-error.ts';
import { type ReadKey, readKey } from '../crypto/keys.ts';

/** How many hex digits: enough to tell keys apart, too few to find a key by trying. */
const DIGITS = 8;

/** A stored key as it can be shown: never a character of it. */
export interface KeyLook {
  /** Of the public half for a key of a pair, so that both halves have the same; else of the text. */
  readonly fingerprint: string;
  /** Characters of the text. */
  readonly length: number;
  /** Where the text is a key of a pair. */
  readonly pair?: ReadKey;
}

/** What can be said of a key without giving it away. */
export function keyLook(value: string): KeyLook {
  const { length } = value;
  const pair = readPair(value);
  if (pair) return { fingerprint: pair.fingerprint.slice(0, DIGITS), length, pair };
  const fingerprint = createHash('sha256').update(value).digest('hex').slice(0, DIGITS);
  return { fingerprint, length };
}

/** The key of a pair that a text is; undefined for anything else. A secret of a few characters is none. */
export function readPair(value: string): ReadKey | undefined {
  if (value.length < 40) return undefined;
  try {
    return readKey(value);
  } catch (error) {
    if (error instanceof KeyError) return undefined;
    throw error;
  }
}
