/** The same keys, messages and signatures on both sides: this code and OpenSSL's command line. */
import { type KeyObject, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aesEncrypt, aesRaw, unpad } from '../../src/crypto/aes.ts';
import { digestHex } from '../../src/crypto/digest.ts';
import { readKey } from '../../src/crypto/keys.ts';
import { decryptRsa, encryptRsa, RSA_PADDINGS, recoverDigestInfo } from '../../src/crypto/rsa.ts';
import { signWith, verifyWith } from '../../src/crypto/signature.ts';
import { type OpenSsl, startOpenSsl } from '../peers/openssl.ts';
import { peer } from '../peers/peer.ts';

describe.skipIf(!peer('openssl'))('with OpenSSL', () => {
  let openssl: OpenSsl;
  beforeAll(() => {
    openssl = startOpenSsl();
  });
  afterAll(() => openssl?.close());

  describe.each(['cbc', 'ecb'] as const)('AES %s', (mode) => {
    it.each([16, 24, 32])('with a key of %i bytes', (size) => {
      for (let length = 0; length <= 33; length += 3) {
        const [key, iv, plaintext] = [randomBytes(size), randomBytes(16), randomBytes(length)];
        const parameters = ['enc', `-aes-${size * 8}-${mode}`, '-K', key.toString('hex')];
        if (mode === 'cbc') parameters.push('-iv', iv.toString('hex'));
        const theirs = openssl.run(parameters, plaintext);
        expect(aesEncrypt(mode, 'pkcs7', key, iv, plaintext)).toEqual(theirs);
        expect(unpad(aesRaw(mode, key, iv, theirs), 'pkcs7')).toEqual({ ok: true, bytes: plaintext });
      }
    });
  });

  describe('RSA', () => {
    let file: string;
    let key: KeyObject;
    let publicKey: KeyObject;
    beforeAll(() => {
      const pem = openssl.run(['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']);
      file = openssl.file('rsa.pem', pem);
      key = readKey(pem.toString()).key;
      publicKey = readKey(openssl.run(['pkey', '-in', file, '-pubout']).toString()).key;
    });

    it.each(RSA_PADDINGS.filter((padding) => padding.kind !== 'none'))('%j', (padding) => {
      const options =
        padding.kind === 'pkcs1'
          ? ['-pkeyopt', 'rsa_padding_mode:pkcs1']
          : ['rsa_padding_mode:oaep', `rsa_oaep_md:${padding.hash}`, `rsa_mgf1_md:${padding.mgf1}`].flatMap(
              (option) => ['-pkeyopt', option],
            );
      for (let i = 0; i < 5; i++) {
        const plaintext = Buffer.from(`身份证 ${randomBytes(i * 8).toString('hex')}`);
        const theirs = openssl.run(['pkeyutl', '-encrypt', '-inkey', file, ...options], plaintext);
        expect(decryptRsa(key, theirs)).toEqual({ plaintext, padding, blocks: 1 });
        const own = encryptRsa(publicKey, plaintext, padding, false);
        expect(openssl.run(['pkeyutl', '-decrypt', '-inkey', file, ...options], own)).toEqual(plaintext);
      }
    });

    it.each(['md5', 'sha1', 'sha256', 'sha384', 'sha512'] as const)('signatures over %s', (digest) => {
      const data = randomBytes(100);
      const theirs = openssl.run(['dgst', `-${digest}`, '-sign', file], data);
      expect(signWith(key, digest, data)).toEqual(theirs);
      expect(verifyWith(publicKey, digest, data, theirs).valid).toBe(true);
      const value = openssl.run(['dgst', `-${digest}`, '-binary'], data);
      expect(recoverDigestInfo(publicKey, theirs)).toEqual({ algorithm: digest, digest: value });
    });

    it('says what a signature without DigestInfo holds', () => {
      const theirs = openssl.run(['pkeyutl', '-sign', '-inkey', file], 'just text');
      expect(recoverDigestInfo(publicKey, theirs)).toEqual({
        problem: 'no-digest-info',
        content: Buffer.from('just text'),
      });
    });
  });

  describe.each(['prime256v1', 'secp256k1', 'secp384r1', 'secp521r1'])('ECDSA on %s', (curve) => {
    it.each(['named_curve', 'explicit'])('with the key as %s', (parameters) => {
      const sec1 = openssl.run(['ecparam', '-genkey', '-name', curve, '-param_enc', parameters]);
      const file = openssl.file(`${curve}.pem`, sec1);
      const pkcs8 = openssl.run(['pkcs8', '-topk8', '-nocrypt', '-in', file]);
      const spki = openssl.run(['ec', '-in', file, '-pubout', '-param_enc', parameters]);
      const keys = [sec1, pkcs8, spki].map((pem) => readKey(pem.toString()));
      expect(keys.map((key) => key.container)).toEqual(['sec1', 'pkcs8', 'spki']);
      expect(keys.map((key) => key.repairs)).toEqual([[], [], []]);
      const named = openssl.run(['ec', '-in', file, '-pubout', '-param_enc', 'named_curve']);
      const prints = [named, sec1, pkcs8, spki].map((pem) => readKey(pem.toString()).fingerprint);
      expect(new Set(prints).size).toBe(1);
      const data = randomBytes(50);
      const theirs = openssl.run(['dgst', '-sha256', '-sign', file], data);
      for (const { key, kind } of keys) {
        expect(verifyWith(key, 'sha256', data, theirs)).toEqual({ valid: true, form: 'der' });
        if (kind === 'public') continue;
        const signature = openssl.file('signature', signWith(key, 'sha256', data));
        const verdict = openssl.run(['dgst', '-sha256', '-prverify', file, '-signature', signature], data);
        expect(String(verdict)).toContain('Verified OK');
      }
    });
  });

  it.each(['md5', 'sha1', 'sha256'] as const)('digests and HMAC with %s', (digest) => {
    for (const [data, secret] of [
      ['', 'k'],
      ['订单=1&a=b', '密钥'],
      ['x'.repeat(200), 's'.repeat(100)],
    ] as const) {
      const theirs = openssl.run(['dgst', `-${digest}`, '-binary'], data);
      expect(digestHex(digest, data, secret)).toBe(theirs.toString('hex'));
      const hexKey = Buffer.from(secret).toString('hex');
      const mac = openssl.run(
        ['dgst', `-${digest}`, '-mac', 'HMAC', '-macopt', `hexkey:${hexKey}`, '-binary'],
        data,
      );
      expect(digestHex(`hmac-${digest}`, data, secret)).toBe(mac.toString('hex'));
    }
  });
});
