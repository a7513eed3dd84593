import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { expect, it } from 'vitest';
import { signWith, verifyWith } from '../../src/crypto/signature.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const data = Buffer.from('1763690000123583920174650291837{}');

it('accepts ECDSA as r and s without DER, and says so', () => {
  const raw = sign('sha256', data, { key: ec.privateKey, dsaEncoding: 'ieee-p1363' });
  expect(verifyWith(ec.publicKey, 'sha256', data, raw)).toEqual({ valid: true, form: 'p1363' });
  const own = signWith(ec.privateKey, 'sha256', data);
  expect(verifyWith(ec.publicKey, 'sha256', data, own)).toEqual({ valid: true, form: 'der' });
});

it('answers false, never an error, to what is not the signature', () => {
  for (const { privateKey, publicKey } of [rsa, ec]) {
    const own = signWith(privateKey, 'sha256', data);
    const damaged = Buffer.from(own);
    damaged[own.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
    const wrong = [damaged, own.subarray(1), Buffer.alloc(0), randomBytes(64), randomBytes(500)];
    for (const signature of wrong)
      expect(verifyWith(publicKey, 'sha256', data, signature)).toEqual({ valid: false });
    expect(verifyWith(publicKey, 'sha1', data, own)).toEqual({ valid: false });
    const stranger = publicKey === rsa.publicKey ? ec.publicKey : rsa.publicKey;
    expect(verifyWith(stranger, 'sha256', data, own)).toEqual({ valid: false });
  }
});
