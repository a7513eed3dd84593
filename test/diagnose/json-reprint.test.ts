/** Prints of JSON against the libraries that they stand for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPACT, type Reprint, reprint } from '../../src/diagnose/json-reprint.ts';
import { readJson } from '../../src/json/read.ts';
import { peer } from '../peers/peer.ts';
import { runScript } from '../peers/scripts.ts';

const print = (json: string, how: Partial<Reprint> = {}) => reprint(readJson(json), { ...COMPACT, ...how });

/** Names that JavaScript does not sort as numbers, and no half characters. */
const value = fc.jsonValue({ depthSize: 'small', stringUnit: 'grapheme' }).filter((v) => {
  const text = JSON.stringify(v);
  return !/"(?:\d+|__proto__)":|\\u[dD][89a-fA-F]|-0\b|e[+-]/.test(text);
});

it('as JavaScript prints it', () => {
  fc.assert(
    fc.property(value, fc.constantFrom(2, 4, '\t'), (v, space) => {
      const spaced = JSON.stringify(v, null, '   ');
      expect(print(spaced, { numbers: 'javascript' })).toBe(JSON.stringify(v));
      expect(print(spaced, { space: space as 2 })).toBe(JSON.stringify(v, null, space));
    }),
  );
});

/** Samples for the other languages: objects of texts and numbers that all of them read alike. */
const SAMPLES = fc
  .sample(
    fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.oneof(
        fc.string({ unit: 'grapheme' }).filter((s) => !/[\u007f\u2028\u2029\ud800-\udfff]/.test(s)),
        fc.integer(),
        fc.constantFrom(1280.5, 0.25, null, true, 'a/b', '厦门 <b>"引号"</b>'),
        fc.array(fc.integer(), { minLength: 1, maxLength: 3 }),
      ),
      { minKeys: 1 },
    ),
    { numRuns: 150, seed: 20261121 },
  )
  .map((sample) => JSON.stringify(sample));

const WAYS = {
  python: {
    'json.dumps': { space: 'python', unicode: 'lower' },
    'json.dumps-unicode': { space: 'python' },
    'json.dumps-sorted': { space: 'python', unicode: 'lower', order: 'sorted' },
    'json.dumps-compact': { unicode: 'lower' },
    'json.dumps-indent': { space: 4 },
  },
  php: {
    json_encode: { unicode: 'lower', slash: 'escaped' },
    'json_encode-unicode': { slash: 'escaped' },
    'json_encode-plain': {},
    'json_encode-pretty': { space: 4, unicode: 'lower', slash: 'escaped' },
  },
} as const satisfies Record<string, Record<string, Partial<Reprint>>>;

describe.each(['python', 'php'] as const)('as %s prints it', (language) => {
  it.skipIf(!peer(language)).each(Object.entries(WAYS[language]))('%s', (name, how) => {
    const results = runScript(
      language,
      SAMPLES.map((json) => [name, json]),
    ).map(String);
    expect(SAMPLES.map((json) => print(json, how))).toEqual(results);
  });
});
