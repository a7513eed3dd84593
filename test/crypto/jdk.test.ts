/** The same keys, messages and signatures on both sides: this code and a JDK with BouncyCastle. */
import {
  createECDH,
  createHash,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  randomInt,
} from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestHex } from '../../src/crypto/digest.ts';
import { type EciesVariant, eciesDecrypt, eciesEncrypt } from '../../src/crypto/ecies.ts';
import { type Curve, type ReadKey, readKey } from '../../src/crypto/keys.ts';
import { decryptRsa, encryptRsa, recoverDigestInfo, rsaCapacity } from '../../src/crypto/rsa.ts';
import type { RsaPadding } from '../../src/crypto/rsa-padding.ts';
import { signWith, verifyWith } from '../../src/crypto/signature.ts';
import { type Jdk, startJdk } from '../peers/jdk.ts';
import { peer } from '../peers/peer.ts';

interface Pair {
  readonly privateKey: ReadKey;
  readonly publicKey: ReadKey;
  readonly pkcs8: Buffer;
  readonly spki: Buffer;
}

/** Text of random length, so that blocks end everywhere, in the middle of characters too. */
function randomText(characters: number): Buffer {
  const alphabet = [...'0123456789abcXYZ 张三李四运单号，。粤é😀'];
  const length = randomInt(1, characters);
  return Buffer.from(Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join(''));
}

describe.skipIf(!peer('jdk'))('with a JDK and BouncyCastle', () => {
  let jdk: Jdk;
  beforeAll(() => {
    jdk = startJdk();
  });
  afterAll(() => jdk?.close());

  async function askOne(command: string, ...parameters: (string | Buffer)[]): Promise<Buffer> {
    const [first] = await jdk.ask(command, ...parameters);
    if (!first) throw new Error('no result');
    return first;
  }

  /** A pair made by Java; the keys go through base64, as they come from a platform's console. */
  async function javaPair(family: 'RSA' | 'EC', size: string): Promise<Pair> {
    const [pkcs8, spki] = await jdk.ask('keygen', family, size);
    if (!pkcs8 || !spki) throw new Error('no pair');
    return {
      privateKey: readKey(pkcs8.toString('base64')),
      publicKey: readKey(spki.toString('base64')),
      pkcs8,
      spki,
    };
  }

  describe.each<Curve>(['P-256', 'secp256k1'])('%s', (curve) => {
    const javaName = curve === 'P-256' ? 'prime256v1' : curve;
    let pair: Pair;
    beforeAll(async () => {
      pair = await javaPair('EC', javaName);
    });

    it('reads the pair', () => {
      expect(pair.privateKey).toMatchObject({ family: 'ec', curve, kind: 'private', container: 'pkcs8' });
      expect(pair.publicKey).toMatchObject({ family: 'ec', curve, kind: 'public', container: 'spki' });
      expect(pair.privateKey.fingerprint).toBe(pair.publicKey.fingerprint);
    });

    it('ECDSA both ways', async () => {
      const runs = Array.from({ length: 10 }, () => ['sha256', 'sha1'] as const).flat();
      await Promise.all(
        runs.map(async (digest) => {
          const data = randomText(300);
          const algorithm = `${digest.toUpperCase()}withECDSA`;
          const java = await askOne('sign', algorithm, pair.pkcs8, data);
          expect(verifyWith(pair.publicKey.key, digest, data, java)).toEqual({ valid: true, form: 'der' });
          expect(verifyWith(pair.publicKey.key, digest, Buffer.concat([data, data]), java).valid).toBe(false);
          const own = signWith(pair.privateKey.key, digest, data);
          expect(String(await askOne('verify', algorithm, pair.spki, data, own))).toBe('true');
        }),
      );
    });

    const variants: [transformation: string, variant: EciesVariant][] = [
      ['ECIES', { hash: 'sha1', point: 'uncompressed' }],
      ['ECIES', { hash: 'sha1', point: 'compressed' }],
      ['ECIESwithSHA256', { hash: 'sha256', point: 'uncompressed' }],
      ['ECIESwithSHA256', { hash: 'sha256', point: 'compressed' }],
      ['ECIESwithSHA384', { hash: 'sha384', point: 'uncompressed' }],
      ['ECIESwithSHA512', { hash: 'sha512', point: 'uncompressed' }],
    ];

    it.each(variants)('%s %j both ways', async (transformation, variant) => {
      await Promise.all(
        Array.from({ length: 25 }, async () => {
          const plaintext = randomText(200);
          const java = await askOne('ecies-encrypt', transformation, variant.point, pair.spki, plaintext);
          expect(eciesDecrypt(pair.privateKey.key, java)).toEqual({ plaintext, variant });
          const own = eciesEncrypt(pair.publicKey.key, plaintext, variant);
          expect(own.length).toBe(java.length);
          expect(await askOne('ecies-decrypt', transformation, pair.pkcs8, own)).toEqual(plaintext);
        }),
      );
    });
  });

  it('keeps the leading zeros of the shared x-coordinate', async () => {
    const { privateKey, publicKey, pkcs8 } = await javaPair('EC', 'prime256v1');
    const plaintext = Buffer.from('身份证');
    for (;;) {
      const own = eciesEncrypt(publicKey.key, plaintext, { hash: 'sha1', point: 'uncompressed' });
      const { d } = privateKey.key.export({ format: 'jwk' });
      const ecdh = createECDH('prime256v1');
      ecdh.setPrivateKey(d ?? '', 'base64url');
      if (ecdh.computeSecret(own.subarray(0, 65))[0] !== 0) continue;
      expect(await askOne('ecies-decrypt', 'ECIES', pkcs8, own)).toEqual(plaintext);
      expect(eciesDecrypt(privateKey.key, own)).toMatchObject({ plaintext });
      break;
    }
  });

  const rsa: [size: number, transformation: string, padding: RsaPadding][] = [
    [1024, 'RSA/ECB/PKCS1Padding', { kind: 'pkcs1' }],
    [2048, 'RSA/ECB/PKCS1Padding', { kind: 'pkcs1' }],
    [2048, 'RSA/ECB/OAEPWithSHA-1AndMGF1Padding', { kind: 'oaep', hash: 'sha1', mgf1: 'sha1' }],
    [2048, 'RSA/ECB/OAEPWithSHA-256AndMGF1Padding', { kind: 'oaep', hash: 'sha256', mgf1: 'sha1' }],
    [2048, 'RSA/ECB/OAEPWithSHA-512AndMGF1Padding', { kind: 'oaep', hash: 'sha512', mgf1: 'sha1' }],
  ];
  const pairs = new Map<number, Promise<Pair>>();
  const rsaPair = (size: number) => {
    const pair = pairs.get(size) ?? javaPair('RSA', String(size));
    pairs.set(size, pair);
    return pair;
  };

  it.each(rsa)('RSA %i %s block by block, both ways', async (size, transformation, padding) => {
    const { privateKey, publicKey, pkcs8, spki } = await rsaPair(size);
    const blockBytes = String(rsaCapacity(publicKey.key, padding));
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        const plaintext = randomText(300);
        const java = await askOne('rsa-encrypt', '', transformation, blockBytes, spki, plaintext);
        const blocks = java.length / (size / 8);
        expect(decryptRsa(privateKey.key, java)).toEqual({ plaintext, padding, blocks });
        const own = encryptRsa(publicKey.key, plaintext, padding, true);
        expect(await askOne('rsa-decrypt', '', transformation, String(size / 8), pkcs8, own)).toEqual(
          plaintext,
        );
      }),
    );
  });

  it('RSA without padding, which is what BouncyCastle takes "RSA" for', async () => {
    const { privateKey, spki } = await rsaPair(2048);
    for (let i = 0; i < 5; i++) {
      const plaintext = randomText(60);
      const java = await askOne('rsa-encrypt', 'BC', 'RSA', '255', spki, plaintext);
      expect(decryptRsa(privateKey.key, java)).toEqual({ plaintext, padding: { kind: 'none' }, blocks: 1 });
    }
  });

  it.each(['md5', 'sha1', 'sha256', 'sha384', 'sha512'] as const)('%swithRSA both ways', async (digest) => {
    const { privateKey, publicKey, pkcs8, spki } = await rsaPair(2048);
    const algorithm = `${digest.toUpperCase()}withRSA`;
    for (let i = 0; i < 5; i++) {
      const data = randomText(300);
      const java = await askOne('sign', algorithm, pkcs8, data);
      expect(java).toEqual(signWith(privateKey.key, digest, data));
      expect(verifyWith(publicKey.key, digest, data, java)).toEqual({ valid: true, form: 'pkcs1' });
      const found = recoverDigestInfo(publicKey.key, java);
      expect(found).toMatchObject({ algorithm: digest });
      if (digest !== 'sha384' && 'digest' in found)
        expect(found.digest.toString('hex')).toBe(digestHex(digest, data));
      expect(String(await askOne('verify', algorithm, spki, data, java))).toBe('true');
    }
  });

  it('digests as BigInteger prints them', async () => {
    let dropped = 0;
    await Promise.all(
      Array.from({ length: 64 }, async () => {
        const data = randomBytes(12);
        const md5 = createHash('md5').update(data).digest();
        const java = String(await askOne('BigInteger.toString(16)', md5));
        expect(digestHex('md5', data).replace(/^0+/, '')).toBe(java);
        if (java.length < 32) dropped++;
      }),
    );
    expect(dropped).toBeLessThan(64);
  });

  it('reads keys that Node wrote and Java reads', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    const der = (key: KeyObject) => key.export({ format: 'der', type: 'pkcs8' });
    const data = Buffer.from('运单');
    const signature = await askOne('sign', 'SHA256withECDSA', der(privateKey), data);
    expect(verifyWith(readKey(der(privateKey).toString('hex')).key, 'sha256', data, signature).valid).toBe(
      true,
    );
  });
});
