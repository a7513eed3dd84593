import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quote } from '../../src/json/quote.ts';

it('writes every text as JSON.stringify does', () => {
  const units = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((c) => String.fromCharCode(c)) });
  const ascii = fc.string({ unit: fc.integer({ min: 0, max: 0x7f }).map((c) => String.fromCharCode(c)) });
  fc.assert(
    fc.property(fc.oneof(units, ascii, fc.string({ unit: 'grapheme' })), (text) => {
      expect(quote(text)).toBe(JSON.stringify(text));
    }),
  );
  for (const text of [
    '',
    '"',
    '\\',
    '\n',
    '\u001f',
    '\u007f',
    '\u2028',
    '\ud800',
    '\udfff',
    '\u{1f600}',
    '张三',
  ])
    expect(quote(text)).toBe(JSON.stringify(text));
});
