/** What a search for a ciphertext must not take for an explanation. */
import { createCipheriv, createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { type CipherState, searchCipher } from '../../../src/diagnose/cipher/search.ts';

const start: CipherState = {
  ciphertext: Buffer.alloc(0),
  key: Buffer.from('3e9a51c07bd84f26a1f0c85d92e47b63'),
  iv: Buffer.from('k7w2pz40qmx9t1vb'),
  mode: 'cbc',
  padding: 'pkcs7',
};
const effort = { depth: 1, milliseconds: 10_000 };
const hitsOf = (ciphertext: Buffer) =>
  searchCipher({ start: { ...start, ciphertext }, ciphertexts: [], keys: [], ivs: [] }, effort).hits;
const seal = (cipher: string, text: string) => {
  const c = createCipheriv(cipher, start.key, start.iv);
  return Buffer.concat([c.update(text), c.final()]);
};

it('JSON of a few bytes does not speak for a mode that checks nothing', () => {
  expect(hitsOf(seal('aes-256-ctr', '{}'))).toEqual([]);
  expect(hitsOf(seal('aes-256-cfb8', '[1]'))).toEqual([]);
  for (let i = 0; i < 5000; i++) {
    const bytes = createHash('sha256').update(String(i)).digest();
    expect(hitsOf(bytes.subarray(0, 1 + (i % 15)))).toEqual([]);
  }
});

it('JSON of a block does', () => {
  const [hit] = hitsOf(seal('aes-256-cfb8', '{"order_no":"20261121"}'));
  expect(hit?.deviations.map(({ code, detail }) => [code, detail])).toEqual([['cipher-mode', 'CFB8']]);
});
