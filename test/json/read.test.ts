import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsDouble, printJson, toPlain, walk } from '../../src/json/node.ts';
import { JsonSyntaxError, readJson } from '../../src/json/read.ts';

describe('readJson', () => {
  it('reads what JSON.parse reads, to the same value', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(toPlain(readJson(text), 'double')).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses exactly what JSON.parse refuses', () => {
    const near = fc.string({ unit: fc.constantFrom(...'{}[]",:0123456789.eE+-truefalsn\\u \n\t') });
    fc.assert(
      fc.property(near, (text) => {
        let accepted = true;
        try {
          JSON.parse(text);
        } catch {
          accepted = false;
        }
        if (accepted) readJson(text);
        else expect(() => readJson(text)).toThrow(JsonSyntaxError);
      }),
      { numRuns: 5000 },
    );
  });

  it('keeps digits, the order of names, repeats and __proto__', () => {
    const text = '{"b":583920174650291837,"a":1.50,"a":2,"__proto__":{"x":1}}';
    expect(printJson(readJson(text))).toBe(text);
    const plain = toPlain(readJson(text), 'lossless') as Record<string, unknown>;
    expect(Object.keys(plain)).toEqual(['b', 'a', '__proto__']);
    expect(plain['b']).toBe('583920174650291837');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('says where the text stops being JSON', () => {
    const error = (text: string) => {
      try {
        readJson(text);
      } catch (e) {
        return e as JsonSyntaxError;
      }
      throw new Error('accepted');
    };
    expect(error('{"a":\n  nope}')).toMatchObject({ line: 2, column: 3, reason: 'unexpected' });
    expect(error('{"a":1')).toMatchObject({ offset: 6, reason: 'end-of-text' });
    expect(error('{"a":1}x')).toMatchObject({ offset: 7, reason: 'trailing' });
    expect(error('['.repeat(100_000))).toMatchObject({ reason: 'too-deep' });
  });

  it('gives each value its place in the text', () => {
    const text = ' {"a": [1, "x"], "b~/": null }';
    for (const { pointer, node } of walk(readJson(text)))
      if (pointer !== '') expect(printJson(readJson(text.slice(node.start, node.end)))).toBe(printJson(node));
    expect([...walk(readJson(text))].map((v) => v.pointer)).toEqual(['', '/a', '/a/0', '/a/1', '/b~0~1']);
  });
});

describe('fitsDouble', () => {
  it.each([
    ['9007199254740993', false],
    ['9007199254740992', true],
    ['1.50', true],
    ['0.1', true],
    ['1e21', true],
    ['1000000000000000000000', true],
    ['1e400', false],
    ['-0', true],
    ['0.30000000000000004', true],
    ['0.300000000000000041', false],
  ])('%s: %s', (raw, fits) => expect(fitsDouble(raw)).toBe(fits));
});
