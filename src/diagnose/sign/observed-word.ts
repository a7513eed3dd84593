/** What tells most MD5s from the observed sign without printing them. */
import type { ObservedSign } from './observed.ts';

/** A word of an MD5, by its place among the four, and what it has to be. */
export interface ObservedWord {
  readonly place: number;
  readonly value: number;
}

/** The word that an MD5 must have to be the observed sign; undefined where zeros may be missing anywhere. */
export function observedWord({ form, hex, missingZeros }: ObservedSign): ObservedWord | undefined {
  if (missingZeros > 0) return undefined;
  // The middle 16 digits begin with the second word.
  return { place: form === 'middle-16' ? 1 : 0, value: Buffer.from(hex.slice(0, 8), 'hex').readInt32LE() };
}
