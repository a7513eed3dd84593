/** The word by which an MD5 is told from the observed sign. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { matchesObserved, readObserved } from '../../../src/diagnose/sign/observed.ts';
import { observedWord } from '../../../src/diagnose/sign/observed-word.ts';

const digests = Array.from({ length: 100 }, (_, i) => createHash('md5').update(`${i}`).digest());

describe.each([
  ['hex', (digest: Buffer) => digest.toString('hex')],
  ['upper-case hex', (digest: Buffer) => digest.toString('hex').toUpperCase()],
  ['base64', (digest: Buffer) => digest.toString('base64')],
  ['the middle 16 digits', (digest: Buffer) => digest.toString('hex').slice(8, 24)],
])('of a sign in %s', (_, print) => {
  it('is in the digest that it was printed from, and in no other of many', () => {
    for (const digest of digests) {
      const observed = readObserved(print(digest));
      const word = observed && observedWord(observed);
      if (!word) throw new Error('no word');
      for (const other of digests)
        expect(other.readInt32LE(4 * word.place) === word.value).toBe(
          matchesObserved(observed, other.toString('hex')),
        );
    }
  });
});

it('is not told where zeros may be missing in front or in each byte', () => {
  const observed = readObserved('a'.repeat(30));
  expect(observed && observedWord(observed)).toBeUndefined();
});
