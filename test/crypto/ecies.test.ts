import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ECIES_HASHES, eciesDecrypt, eciesEncrypt } from '../../src/crypto/ecies.ts';

describe.each(['P-256', 'secp256k1', 'P-521'])('ECIES on %s', (namedCurve) => {
  const pair = generateKeyPairSync('ec', { namedCurve });
  const other = generateKeyPairSync('ec', { namedCurve });
  const field = namedCurve === 'P-521' ? 66 : 32;
  const plain = Buffer.from('110101199003077459');
  const sealed = eciesEncrypt(pair.publicKey, plain, { hash: 'sha1', point: 'uncompressed' });

  it('gives back any bytes, and says which variant it was', () => {
    const variant = fc.record({
      hash: fc.constantFrom(...ECIES_HASHES),
      point: fc.constantFrom('compressed' as const, 'uncompressed' as const),
    });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), variant, (bytes, chosen) => {
        const data = eciesEncrypt(pair.publicKey, Buffer.from(bytes), chosen);
        const result = eciesDecrypt(pair.privateKey, data);
        expect(result).toEqual({ plaintext: Buffer.from(bytes), variant: chosen });
      }),
      { numRuns: 40 },
    );
  });

  it('adds a point and a tag', () => {
    expect(sealed.length).toBe(plain.length + 1 + 2 * field + 20);
  });

  it('refuses another key, another variant and every changed byte', () => {
    expect(eciesDecrypt(other.privateKey, sealed)).toEqual({ code: 'mac' });
    expect(eciesDecrypt(pair.privateKey, sealed, ['sha256'])).toEqual({ code: 'mac' });
    for (let at = 0; at < sealed.length; at++) {
      const damaged = Buffer.from(sealed);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      const code = at <= 2 * field ? 'point-not-on-curve' : 'mac';
      expect(eciesDecrypt(pair.privateKey, damaged)).toEqual({ code });
    }
  });

  it('refuses a key that is no EC private key', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
    for (const key of [pair.publicKey, rsa.privateKey, rsa.publicKey])
      expect(eciesDecrypt(key, sealed)).toEqual({ code: 'key-type' });
  });

  it('says when it is too short, or no point at all', () => {
    const need = 1 + 2 * field + 20;
    for (const length of [0, 1, 2 * field, need - 1])
      expect(eciesDecrypt(pair.privateKey, sealed.subarray(0, length))).toEqual({
        code: 'too-short',
        length,
        need,
      });
    expect(eciesDecrypt(pair.privateKey, sealed.subarray(0, need))).toEqual({ code: 'mac' });
    expect(eciesDecrypt(pair.privateKey, Buffer.alloc(200))).toEqual({ code: 'point-not-on-curve' });
    expect(eciesDecrypt(pair.privateKey, Buffer.concat([Buffer.from([4]), Buffer.alloc(200)]))).toEqual({
      code: 'point-not-on-curve',
    });
  });
});
