/** What a decrypted text is worth as a proof. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleanHead, plausibility, textOf } from '../../../src/diagnose/cipher/plausible.ts';
import { encodeGbk } from '../../../src/encoding/gbk.ts';

it.each([
  ['{"uid":"110"}', 'json'],
  ['[1,2]', 'json'],
  ['一段不是 JSON 的中文，长到足以为证', 'text'],
  ['short', 'short'],
  ['{broken', 'short'],
  ['', undefined],
  ['bell \u0007 inside of a text that is long', undefined],
  // The start of the JSON is garbled, which a wrong IV of ASCII does.
  ['Xk3$er_no":"2026 ,"total_bet":10.50,"uid":"110"}', undefined],
])('%j is %s', (text, worth) => {
  expect(plausibility(Buffer.from(text))).toBe(worth);
});

it.each([
  ['{"business":"捕鱼达人"}', 'gbk-json'],
  ['["张三"]', 'gbk-json'],
  // As GBK almost anything is text.
  ['一段不是 JSON 的中文，长到足以为证', undefined],
  ['{"business":"捕鱼达人"', undefined],
  ['{"uid":"110"}', 'json'],
])('%j in GBK is %s', (text, worth) => {
  const bytes = encodeGbk(text);
  expect(plausibility(bytes)).toBe(worth);
  if (worth !== undefined) expect(textOf(bytes)).toBe(text);
});

it('random bytes are never a proof', () => {
  for (let i = 0; i < 20_000; i++) {
    const bytes = createHash('sha512')
      .update(String(i))
      .digest()
      .subarray(0, 24 + (i % 40));
    expect(plausibility(bytes)).toBeUndefined();
  }
});

it('the clean head is the text up to a character that was cut through', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1 }).filter((s) => !/[\p{Cc}\ud800-\udfff]/u.test(s)),
      fc.constantFrom('é', '张', '😀'),
      fc.nat({ max: 2 }),
      (text, character, kept) => {
        const bytes = Buffer.from(text);
        const cut = Buffer.from(character).subarray(0, Math.min(kept, Buffer.byteLength(character) - 1));
        expect(cleanHead(Buffer.concat([bytes, cut]))).toEqual(bytes);
        expect(cleanHead(Buffer.concat([bytes, Buffer.alloc(4)]))).toBeUndefined();
      },
    ),
  );
});
