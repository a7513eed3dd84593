import fc from 'fast-check';
import qs from 'qs';
import { describe, expect, it } from 'vitest';
import {
  fieldValue,
  LateBody,
  looksLikeForm,
  readBody,
  readForm,
  readFormUndecoded,
} from '../../src/request/fields.ts';
import { bodyOnly, header } from '../../src/request/request.ts';

/** What stands in forms, and what should not. */
const piece = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'ab0=%&+;[]. _~é中\u{1f600}'), maxLength: 8 }),
  fc.constantFrom(
    '%20',
    '%2B',
    '%E4%B8%AD',
    '%',
    '%zz',
    '%E4%B8',
    '%ff',
    '+',
    '__proto__',
    'a[b]',
    'a[]',
    '=',
  ),
);
const form = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

describe('readForm', () => {
  it('reads what URLSearchParams reads, on arbitrary text', () => {
    fc.assert(
      fc.property(form, (text) => {
        const expected = [...new URLSearchParams(`&${text.trim()}`)].map(([name, value]) => ({
          name,
          value,
        }));
        expect(readForm(text)).toEqual(expected);
      }),
      { numRuns: 20_000 },
    );
  });

  it('reads what qs reads with its limits raised, on what qs prints', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((n) => !/[[\].]/.test(n));
    const values = fc.dictionary(name, fc.string({ unit: 'grapheme', maxLength: 20 }), { maxKeys: 20 });
    fc.assert(
      fc.property(values, fc.constantFrom('RFC1738' as const, 'RFC3986' as const), (fields, format) => {
        const text = qs.stringify(fields, { format });
        const parsed = qs.parse(text, {
          parameterLimit: Number.POSITIVE_INFINITY,
          depth: 0,
          plainObjects: true,
        });
        expect(Object.fromEntries(readForm(text).map((f) => [f.name, f.value]))).toEqual({ ...parsed });
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps what qs drops: 5,000 parameters, repeats, brackets, __proto__', () => {
    const many = Array.from({ length: 5000 }, (_, i) => `p${i}=${i}`).join('&');
    expect(Object.keys(qs.parse(many))).toHaveLength(1000);
    expect(readForm(many)).toHaveLength(5000);
    expect(readForm('a=1&a=2&a[b]=3&__proto__=4')).toEqual([
      { name: 'a', value: '1' },
      { name: 'a', value: '2' },
      { name: 'a[b]', value: '3' },
      { name: '__proto__', value: '4' },
    ]);
  });

  it('splits at the first =, so that the padding of base64 stays', () =>
    expect(readForm('data=QQ==&x')).toEqual([
      { name: 'data', value: 'QQ==' },
      { name: 'x', value: '' },
    ]));

  it('leaves values as they are when asked', () =>
    expect(readFormUndecoded('a%20b=c%20d+e')).toEqual([{ name: 'a b', value: 'c%20d+e' }]));
});

describe('looksLikeForm', () => {
  it.each(['a=1', 'a=1&b=', 'app_id=1&data={"x":"="}', 'a.b[0]-c=1\n'])('%j', (text) =>
    expect(looksLikeForm(text)).toBe(true),
  );
  it.each(['', 'abc', 'QUJD==', 'QUI=', 'hello world=1', 'a=1\nb=2', '&'])('not %j', (text) =>
    expect(looksLikeForm(text)).toBe(false),
  );
});

describe('LateBody', () => {
  it('is what readBody reads, read when something of it is asked for, and once', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.webQueryParameters(), fc.string()), (text) => {
        const request = bodyOnly(text);
        let reads = 0;
        const watched = {
          headers: [],
          get body() {
            reads++;
            return request.body;
          },
        };
        const late = new LateBody(watched);
        expect(reads).toBe(0);
        const { kind, text: read, json, fields } = readBody(request);
        expect([late.kind, late.text, late.json, late.fields]).toEqual([kind, read, json, fields]);
        expect(reads).toBe(1);
      }),
    );
  });
});

describe('readBody', () => {
  it('takes JSON for JSON whatever the content type says', () =>
    expect(readBody(bodyOnly('{"a":1}', 'application/x-www-form-urlencoded')).kind).toBe('json'));

  it('keeps digits, raw inner JSON and nulls of the top level, in order, repeats included', () => {
    const text = '{"id":9007199254740993,"n":1.50,"e":1e400,"x":{"b": [1]},"y":null,"z":true,"id":"2"}';
    expect(readBody(bodyOnly(text)).fields).toEqual([
      { name: 'id', value: '9007199254740993' },
      { name: 'n', value: '1.50' },
      { name: 'e', value: '1e400' },
      { name: 'x', value: '{"b": [1]}' },
      { name: 'y', value: null },
      { name: 'z', value: 'true' },
      { name: 'id', value: '2' },
    ]);
    expect(fieldValue(readBody(bodyOnly(text)).fields, 'id')).toBe('2');
    expect(fieldValue(readBody(bodyOnly(text)).fields, 'y')).toBeUndefined();
  });

  it.each([
    ['', 'empty'],
    [' \r\n', 'empty'],
    ['[1]', 'json'],
    ['"text"', 'other'],
    ['a=1&b=2', 'form'],
    ['hello', 'other'],
    ['\ufeff{"a":1}', 'json'],
  ])('%j is %s', (text, kind) => expect(readBody(bodyOnly(text)).kind).toBe(kind));

  it('never throws on arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const { fields } = readBody(bodyOnly(Buffer.from(bytes), 'application/x-www-form-urlencoded'));
        for (const { name, value } of fields)
          expect([typeof name, typeof value]).toEqual(['string', 'string']);
      }),
      { numRuns: 2000 },
    );
  });
});

it('a header is found whatever the case of its name, the first one of several', () => {
  const request = {
    headers: [
      ['X-Nonce', '1'],
      ['x-nonce', '2'],
    ] as const,
    body: Buffer.alloc(0),
  };
  expect(header(request, 'X-NONCE')).toBe('1');
  expect(header(request, 'x-other')).toBeUndefined();
});
