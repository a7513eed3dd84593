import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeGbk, encodeGbk } from '../../src/encoding/gbk.ts';
import { answers, peer } from '../peers/peer.ts';

/** Every character of the basic plane that is not half a pair. */
const CHARACTERS = Array.from({ length: 0x10000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCharCode(code));

it('what it writes, the decoder of Node reads back', () => {
  const decoder = new TextDecoder('gbk', { fatal: true });
  let covered = 0;
  for (const character of CHARACTERS) {
    const bytes = encodeGbk(character);
    if (bytes.length === 1 && bytes[0] === 0x3f && character !== '?') continue;
    expect(decoder.decode(bytes)).toBe(character);
    covered++;
  }
  // ASCII, 21,003 hanzi and more than 800 symbols.
  expect(covered).toBeGreaterThan(21_900);
});

describe.skipIf(!peer('python'))('against Python', () => {
  it('has the bytes of its codec for every hanzi and symbol that it knows', () => {
    const script =
      "import sys,json; print(json.dumps([t.encode('gbk','replace').hex() for t in json.load(sys.stdin)]))";
    const expected = answers('python3', script, CHARACTERS);
    const different = CHARACTERS.filter(
      (character, i) => expected[i] !== '3f' && encodeGbk(character).toString('hex') !== expected[i],
    );
    expect(different).toEqual([]);
  });
});

it('replaces what GBK lacks with one ?, and decodes only what is GBK', () => {
  expect(encodeGbk('a😀é한b').toString('latin1')).toMatch(/^a\?.*b$/s);
  expect(encodeGbk('张三')).toEqual(Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]));
  expect(decodeGbk(Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]))).toBe('张三');
  expect(decodeGbk(Buffer.from([0xd5]))).toBeUndefined();
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => encodeGbk(text).length > 0 || text === ''));
});
