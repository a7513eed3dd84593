/** Other forms of keys. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyVariants, lengthened, otherKeys } from '../../src/diagnose/key-change.ts';

const key = fc.string({ minLength: 1, maxLength: 40 });

describe('forms of a key', () => {
  it('are each another value, once, and never the key itself', () => {
    fc.assert(
      fc.property(key, (k) => {
        const values = keyVariants(k).map(({ value }) => value);
        expect(new Set(values).size).toBe(values.length);
        expect(values).not.toContain(k);
        expect(values).not.toContain('');
      }),
    );
  });

  it('lead back from a key with white space, quotes, or in base64 and hex', () => {
    const plain = fc.stringMatching(/^[a-z0-9]{8,32}$/).filter((k) => !/^[0-9a-f]+$/.test(k));
    const damage = fc.constantFrom(
      (k: string) => `${k}\n`,
      (k: string) => ` ${k}\r\n`,
      (k: string) => `"${k}"`,
      (k: string) => `'${k}'`,
      (k: string) => Buffer.from(k).toString('base64'),
      (k: string) => Buffer.from(k).toString('hex'),
      (k: string) => `${k}x`,
      (k: string) => `x${k}`,
    );
    fc.assert(
      fc.property(plain, damage, (k, spoil) => {
        expect(keyVariants(spoil(k)).map(({ value }) => value)).toContain(k);
      }),
    );
  });

  it('with one character more hold every key that lost one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9+/=_-]{2,16}$/), fc.nat(), (k, n) => {
        const at = n % k.length;
        const cut = k.slice(0, at) + k.slice(at + 1);
        expect([...lengthened(cut)].some(({ value }) => value === k)).toBe(true);
      }),
    );
  });

  it('of others are told by where they come from, and never by their value', () => {
    const known = [
      { label: '--key', slot: 'key', value: 'mine' },
      { label: 'profile b', slot: 'key', value: 'theirs' },
      { label: 'profile c', slot: 'key', value: 'theirs' },
    ];
    expect(otherKeys('mine', known, ['theirs', 'sample'])).toEqual([
      { code: 'key-swapped', cost: 1, where: 'profile b', value: 'theirs' },
      { code: 'sample-key', cost: 1, value: 'sample' },
    ]);
  });
});
