/** Encodings of values against the libraries that they are named after. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printDigest } from '../../src/rules/digest.ts';
import { encodeValue } from '../../src/rules/value-encoding.ts';
import { type Jdk, startJdk } from '../peers/jdk.ts';
import { answers, peer } from '../peers/peer.ts';

/** Every ASCII character, and random text beyond. */
const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
const TEXTS = [
  ASCII.join(''),
  ...ASCII,
  ...fc.sample(fc.string({ unit: 'grapheme', maxLength: 40 }), { numRuns: 3000, seed: 1 }),
  ...fc.sample(fc.string({ unit: 'binary', maxLength: 40 }), { numRuns: 1000, seed: 2 }),
].filter((text) => !/[\ud800-\udfff]/u.test(text));

describe.skipIf(!peer('jdk'))('against a JDK', () => {
  let jdk: Jdk;
  beforeAll(() => {
    jdk = startJdk();
  });
  afterAll(() => jdk.close());

  it(`java-url is URLEncoder, on ${TEXTS.length} texts`, async () => {
    for (const text of TEXTS) {
      const [encoded] = await jdk.ask('URLEncoder', text, 'UTF-8');
      expect(encodeValue('java-url', text)).toBe(encoded?.toString());
    }
  });

  it('hex-number is BigInteger.toString(16) of an MD5, leading zeros and all', async () => {
    let short = 0;
    for (const text of TEXTS.slice(0, 2000)) {
      const hex = createHash('md5').update(text).digest('hex');
      const [number] = await jdk.ask('BigInteger.toString(16)', Buffer.from(hex, 'hex'));
      const printed = printDigest({ form: 'hex-number', case: 'lower' }, hex);
      expect(printed).toBe(number?.toString());
      if (printed.length < 32) short++;
    }
    // One in sixteen begins with a zero: the case was met.
    expect(short).toBeGreaterThan(50);
  });
});

describe.skipIf(!peer('python'))('against Python', () => {
  const python = (expression: string) =>
    answers(
      'python3',
      `import sys,json,urllib.parse as u; print(json.dumps([${expression} for t in json.load(sys.stdin)]))`,
      TEXTS,
    );
  it("rfc3986 is quote(safe='')", () =>
    expect(TEXTS.map((text) => encodeValue('rfc3986', text))).toEqual(python("u.quote(t, safe='')")));
  it('rfc3986-lower has the same escapes in lower case', () =>
    expect(TEXTS.map((text) => encodeValue('rfc3986-lower', text))).toEqual(
      python("__import__('re').sub('%..', lambda m: m.group().lower(), u.quote(t, safe=''))"),
    ));
});

describe.skipIf(!peer('php'))('against PHP', () => {
  const php = (name: string) =>
    answers('php', `echo json_encode(array_map('${name}', json_decode(stream_get_contents(STDIN))));`, TEXTS);
  it('php-url is urlencode', () =>
    expect(TEXTS.map((text) => encodeValue('php-url', text))).toEqual(php('urlencode')));
  it('rfc3986 is rawurlencode', () =>
    expect(TEXTS.map((text) => encodeValue('rfc3986', text))).toEqual(php('rawurlencode')));
});

it('component is encodeURIComponent, and raw is nothing', () => {
  for (const text of TEXTS) {
    expect(encodeValue('component', text)).toBe(encodeURIComponent(text));
    expect(encodeValue('raw', text)).toBe(text);
  }
});

it('never throws, not even on half a character', () => {
  for (const encoding of ['raw', 'java-url', 'rfc3986', 'rfc3986-lower', 'component', 'php-url'] as const)
    expect(typeof encodeValue(encoding, 'a\ud800b\udc00')).toBe('string');
});
