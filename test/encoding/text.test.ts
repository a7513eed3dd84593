import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { isPlausibleText } from '../../src/encoding/text.ts';

it.each([
  ['身份证 440301198808081234\r\n\t😀', true],
  ['', true],
  ['a\0', false],
  ['\u001b[31m', false],
  ['\u007f', false],
  ['\u0085', false],
])('%j: %s', (text, plausible) => expect(isPlausibleText(Buffer.from(text))).toBe(plausible));

it('refuses bytes that are no UTF-8', () => {
  expect(isPlausibleText(Buffer.from('毫秒').subarray(0, 5))).toBe(false);
  expect(isPlausibleText(Buffer.from([0xc0, 0xaf]))).toBe(false);
  for (let i = 0; i < 500; i++) expect(isPlausibleText(randomBytes(64))).toBe(false);
});
