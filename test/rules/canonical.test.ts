import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { rules as haitouhui } from '../../src/platforms/haitouhui/rules.ts';
import { rules as lianyou } from '../../src/platforms/lianyou/rules.ts';
import type { Field } from '../../src/request/fields.ts';
import { canonicalString, maskedCanonicalString } from '../../src/rules/canonical.ts';
import { signString } from '../../src/rules/digest.ts';
import type { Digest, SignRule } from '../../src/rules/sign-rule.ts';
import { startOpenSsl } from '../peers/openssl.ts';
import { peer } from '../peers/peer.ts';

const rule = (changes: Partial<SignRule> = {}): SignRule => ({
  ...(haitouhui[1] as SignRule),
  before: '',
  after: '',
  emptyValues: 'keep',
  ...changes,
});
const FIELDS: readonly Field[] = [
  { name: 'b', value: '2' },
  { name: 'sign', value: 'XX' },
  { name: 'B', value: '1' },
  { name: 'a', value: '' },
  { name: 'c', value: null },
];

describe('canonicalString', () => {
  it.each<[Partial<SignRule>, string]>([
    [{}, 'B=1&a=&b=2&c='],
    [{ emptyValues: 'drop' }, 'B=1&b=2'],
    [{ order: 'wire' }, 'b=2&B=1&a=&c='],
    [{ order: 'reverse' }, 'c=&b=2&a=&B=1'],
    [{ order: 'ignore-case' }, 'a=&b=2&B=1&c='],
    [{ order: 'by-value', emptyValues: 'drop' }, 'B=1&b=2'],
    [{ names: false, join: '|', emptyValues: 'drop' }, '1|2'],
    [{ exclude: [] }, 'B=1&a=&b=2&c=&sign=XX'],
    [{ before: '{secret}:', after: ':{secret}' }, 'S$&:B=1&a=&b=2&c=:S$&'],
    [{ edits: [{ kind: 'drop-last' }] }, 'B=1&a=&b=2&c'],
    [{ edits: [{ kind: 'replace', find: '=', with: '$&' }] }, 'B$&1&a$&&b$&2&c$&'],
    [{ edits: [{ kind: 'append', text: '!' }, { kind: 'upper-case' }] }, 'B=1&A=&B=2&C=!'],
    [{ edits: [{ kind: 'lower-case' }] }, 'b=1&a=&b=2&c='],
  ])('%j', (changes, expected) => expect(canonicalString(rule(changes), FIELDS, 'S$&')).toBe(expected));
});

describe('maskedCanonicalString', () => {
  const secret = fc.string({ unit: fc.constantFrom(...'ABCxyz019$&'), minLength: 4, maxLength: 40 });
  it('holds no secret, whatever the rule', () => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...haitouhui, ...lianyou), (text, chosen) => {
        const fields = [{ name: 'name', value: 'wert' }];
        const masked = maskedCanonicalString(chosen, fields, text);
        expect(masked).not.toContain(text.slice(0, -1));
        expect(masked.replace(/‹secret( \d+\/\d+)?›/g, '')).not.toContain(text.slice(0, 4));
      }),
      { numRuns: 2000 },
    );
  });
  it('shows that the last character is lost', () =>
    expect(maskedCanonicalString(lianyou[0] as SignRule, [{ name: 'a', value: '1' }], 'k'.repeat(32))).toBe(
      'a=1&key=‹secret 31/32›',
    ));
});

describe.skipIf(!peer('openssl'))('signString against OpenSSL', () => {
  const openssl = startOpenSsl();
  afterAll(() => openssl.close());
  const DIGESTS: readonly Digest[] = [
    'md5',
    'sha1',
    'sha256',
    'sha384',
    'sha512',
    'hmac-md5',
    'hmac-sha1',
    'hmac-sha256',
    'hmac-sha512',
  ];

  it.each(DIGESTS)('%s, on 40 texts', (digest) => {
    for (const [i, text] of fc
      .sample(fc.string({ unit: 'grapheme', maxLength: 200 }), { numRuns: 40, seed: 7 })
      .entries()) {
      const key = `geheim-${i}-密`;
      const [, name = digest] = /^hmac-(.*)$/.exec(digest) ?? [];
      const mac = digest.startsWith('hmac-')
        ? ['-mac', 'HMAC', '-macopt', `hexkey:${Buffer.from(key).toString('hex')}`]
        : [];
      const raw = openssl.run(['dgst', `-${name}`, ...mac, '-binary'], text);
      const signed = (output: SignRule['output']) => signString(rule({ digest, output }), text, key);
      expect(signed({ form: 'hex', case: 'lower' })).toBe(raw.toString('hex'));
      expect(signed({ form: 'hex', case: 'upper' })).toBe(raw.toString('hex').toUpperCase());
      expect(signed({ form: 'base64', case: 'lower' })).toBe(raw.toString('base64'));
      expect(signed({ form: 'hex-number', case: 'lower' })).toBe(
        BigInt(`0x${raw.toString('hex')}`).toString(16),
      );
    }
  });
});
