import { generateKeyPairSync, hash, privateEncrypt, publicEncrypt, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import forge from 'node-forge';
import { describe, expect, it } from 'vitest';
import {
  decryptRsa,
  encryptRsa,
  modulusBytes,
  RSA_PADDINGS,
  recoverDigestInfo,
  rsaCapacity,
  rsaPrivateRaw,
  rsaPublicRaw,
} from '../../src/crypto/rsa.ts';
import {
  padOaep,
  padPkcs1Encryption,
  unpadOaep,
  unpadPkcs1Encryption,
} from '../../src/crypto/rsa-padding.ts';
import { isPlausibleText } from '../../src/encoding/text.ts';

/** A part of node-forge that its type declarations leave out. */
const { pkcs1 } = forge as unknown as {
  pkcs1: {
    encode_rsa_oaep(key: forge.pki.rsa.PublicKey, message: string, options: object): string;
    decode_rsa_oaep(key: forge.pki.rsa.PublicKey, em: string, options: object): string;
  };
};

const pair = generateKeyPairSync('rsa', { modulusLength: 1024 });
const other = generateKeyPairSync('rsa', { modulusLength: 1024 });
const odd = generateKeyPairSync('rsa', { modulusLength: 1025 });
const large = generateKeyPairSync('rsa', { modulusLength: 2048 });

describe('the raw operation', () => {
  it('is undone by its counterpart, and keeps leading zeros', () => {
    for (let zeros = 1; zeros < 128; zeros += 9) {
      const block = Buffer.concat([Buffer.alloc(zeros), randomBytes(128 - zeros)]);
      const there = rsaPublicRaw(pair.publicKey, block);
      expect(there && rsaPrivateRaw(pair.privateKey, there)).toEqual(block);
    }
  });

  it('is undefined for other lengths and numbers past the modulus', () => {
    for (const size of [0, 1, 127, 129, 256])
      expect(rsaPrivateRaw(pair.privateKey, Buffer.alloc(size, 1))).toBeUndefined();
    expect(rsaPrivateRaw(pair.privateKey, Buffer.alloc(128, 255))).toBeUndefined();
    expect(rsaPublicRaw(pair.publicKey, Buffer.alloc(128, 255))).toBeUndefined();
  });
});

describe('PKCS#1 v1.5 for encryption', () => {
  const em = (filler: number, message: string) =>
    Buffer.concat([Buffer.from([0, 2]), Buffer.alloc(filler, 7), Buffer.from([0]), Buffer.from(message)]);

  it.each([
    ['eight bytes of filler', em(8, 'm'), Buffer.from('m')],
    ['an empty message', em(9, ''), Buffer.alloc(0)],
    ['a message with zeros', em(8, '\0a\0'), Buffer.from('\0a\0')],
    ['seven bytes of filler', em(7, 'm'), undefined],
    ['no zero behind the filler', em(20, '').subarray(0, -1), undefined],
    ['type 1', Buffer.concat([Buffer.from([0, 1]), em(8, 'm').subarray(2)]), undefined],
    ['a first byte that is not zero', Buffer.concat([Buffer.from([1]), em(8, 'm').subarray(1)]), undefined],
    ['nothing', Buffer.alloc(0), undefined],
  ])('%s', (_, encoded, message) => expect(unpadPkcs1Encryption(encoded)).toEqual(message));

  it('never has a zero in its filler', () => {
    for (let i = 0; i < 200; i++) expect(padPkcs1Encryption(Buffer.from('m'), 128).indexOf(0, 1)).toBe(126);
  });
});

describe('OAEP', () => {
  const digests = fc.constantFrom('sha1' as const, 'sha256' as const, 'sha384' as const, 'sha512' as const);

  it('gives back every message, and only under its own digests', () => {
    const inputs = [fc.uint8Array({ maxLength: 126 }), digests, digests, digests, digests] as const;
    fc.assert(
      fc.property(...inputs, (bytes, digest, mgf1, otherDigest, otherMgf1) => {
        const message = Buffer.from(bytes);
        const em = padOaep(message, 256, digest, mgf1);
        expect(em.length).toBe(256);
        expect(unpadOaep(em, digest, mgf1)).toEqual(message);
        if (otherDigest !== digest || otherMgf1 !== mgf1)
          expect(unpadOaep(em, otherDigest, otherMgf1)).toBeUndefined();
      }),
    );
  });

  it.each([
    ['sha1', 'sha1'],
    ['sha256', 'sha1'],
    ['sha256', 'sha256'],
    ['sha512', 'sha1'],
  ] as const)('agrees with node-forge on %s with %s', (digest, mgf1) => {
    const modulus = new forge.jsbn.BigInteger(`${'f'.repeat(511)}1`, 16);
    const publicKey = forge.pki.setRsaPublicKey(modulus, new forge.jsbn.BigInteger('10001', 16));
    const options = { md: forge.md[digest].create(), mgf1: { md: forge.md[mgf1].create() } };
    for (let i = 0; i < 20; i++) {
      const message = randomBytes(i * 6);
      const text = message.toString('latin1');
      const theirs = pkcs1.encode_rsa_oaep(publicKey, text, options);
      expect(unpadOaep(Buffer.from(theirs, 'latin1'), digest, mgf1)).toEqual(message);
      const own = padOaep(message, 256, digest, mgf1).toString('latin1');
      expect(pkcs1.decode_rsa_oaep(publicKey, own, options)).toBe(text);
    }
  });

  it('asks for the hash of the empty label and for the mark before the message', () => {
    const key = { key: pair.publicKey, oaepHash: 'sha1' };
    const labelled = publicEncrypt({ ...key, oaepLabel: Buffer.from('label') }, Buffer.from('m'));
    expect(decryptRsa(pair.privateKey, labelled)).toEqual({ code: 'wrong-key-or-padding', blocks: 1 });
    // The mark 01 stands before the last byte. Changing it changes the mask of the seed, which is made good here.
    const em = padOaep(Buffer.from('m'), 128, 'sha1', 'sha1');
    const seedMask = () => hash('sha1', Buffer.concat([em.subarray(21), Buffer.alloc(4)]), 'buffer');
    const before = seedMask();
    em[126] = (em[126] ?? 0) ^ 3;
    for (const [i, byte] of seedMask().entries()) em[1 + i] = (em[1 + i] ?? 0) ^ (before[i] ?? 0) ^ byte;
    expect(unpadOaep(em, 'sha1', 'sha1')).toBeUndefined();
    const restored = seedMask();
    em[126] = (em[126] ?? 0) ^ 3;
    for (const [i, byte] of seedMask().entries()) em[1 + i] = (em[1 + i] ?? 0) ^ (restored[i] ?? 0) ^ byte;
    expect(unpadOaep(em, 'sha1', 'sha1')).toEqual(Buffer.from('m'));
  });

  it('is undefined for any damaged or short block', () => {
    const em = padOaep(Buffer.from('m'), 128, 'sha1', 'sha1');
    for (let at = 0; at < em.length; at++) {
      const damaged = Buffer.from(em);
      damaged[at] = (damaged[at] ?? 0) ^ 0x40;
      expect(unpadOaep(damaged, 'sha1', 'sha1')).toBeUndefined();
    }
    expect(unpadOaep(em.subarray(0, 41), 'sha1', 'sha1')).toBeUndefined();
    expect(unpadOaep(Buffer.alloc(0), 'sha512', 'sha1')).toBeUndefined();
  });
});

describe('decryptRsa', () => {
  it.each(RSA_PADDINGS.filter((padding) => padding.kind !== 'none'))('%j: any text, in blocks', (padding) => {
    const text = fc.string({ unit: fc.constantFrom(...'0a 张é，😀\n'), minLength: 1, maxLength: 150 });
    fc.assert(
      fc.property(text, (written) => {
        const plaintext = Buffer.from(written);
        const ciphertext = encryptRsa(large.publicKey, plaintext, padding, true);
        const blocks = Math.ceil(plaintext.length / rsaCapacity(large.publicKey, padding));
        expect(decryptRsa(large.privateKey, ciphertext)).toEqual({ plaintext, padding, blocks });
      }),
      { numRuns: 15 },
    );
  });

  it('opens what node:crypto encrypts, also with a modulus of 1025 bits', () => {
    for (const { publicKey, privateKey } of [pair, odd])
      for (const oaepHash of ['sha1', 'sha256']) {
        const plaintext = Buffer.from('13800138000');
        const result = decryptRsa(privateKey, publicEncrypt({ key: publicKey, oaepHash }, plaintext));
        expect(result).toMatchObject({ plaintext, padding: { hash: oaepHash, mgf1: oaepHash } });
      }
    expect(modulusBytes(odd.publicKey)).toBe(129);
  });

  it('never takes another key for the right one', () => {
    for (let i = 0; i < 400; i++) {
      const padding = RSA_PADDINGS[i % 4] ?? { kind: 'pkcs1' };
      const ciphertext = encryptRsa(other.publicKey, Buffer.from('44030119880808'), padding, true);
      const result = decryptRsa(pair.privateKey, ciphertext);
      // One in 100,000 has the frame of PKCS#1 v1.5 by chance; that is what the second question is for.
      expect('plaintext' in result && isPlausibleText(result.plaintext)).toBe(false);
      expect(result).toMatchObject('plaintext' in result ? { blocks: 1 } : { code: 'wrong-key-or-padding' });
    }
  });

  it('asks all blocks for the same padding', () => {
    const [first, second] = [RSA_PADDINGS[0], RSA_PADDINGS[1]].map(
      (padding) => padding && encryptRsa(pair.publicKey, Buffer.from('x'), padding, false),
    );
    const mixed = Buffer.concat([first ?? Buffer.alloc(0), second ?? Buffer.alloc(0)]);
    expect(decryptRsa(pair.privateKey, mixed)).toEqual({ code: 'wrong-key-or-padding', blocks: 2 });
  });

  it('refuses a key that is no RSA private key', () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    for (const key of [pair.publicKey, ec.privateKey, ec.publicKey])
      expect(decryptRsa(key, Buffer.alloc(128, 1))).toEqual({ code: 'key-type' });
    expect(recoverDigestInfo(ec.publicKey, Buffer.alloc(128, 1))).toEqual({ problem: 'key-type' });
  });

  it.each([0, 1, 127, 129, 255])('refuses %i bytes', (length) => {
    expect(decryptRsa(pair.privateKey, Buffer.alloc(length, 1))).toEqual({
      code: 'length',
      length,
      block: 128,
    });
  });

  it('keeps bytes that are no text', () => {
    const plaintext = Buffer.from([0xff, 0, 1]);
    const ciphertext = encryptRsa(pair.publicKey, plaintext, { kind: 'pkcs1' }, false);
    expect(decryptRsa(pair.privateKey, ciphertext)).toMatchObject({ plaintext });
  });
});

describe('encryptRsa', () => {
  it.each(RSA_PADDINGS.filter((padding) => padding.kind !== 'none'))(
    '%j: exactly the capacity fits',
    (padding) => {
      const capacity = rsaCapacity(large.publicKey, padding);
      expect(encryptRsa(large.publicKey, Buffer.alloc(capacity, 65), padding, false).length).toBe(256);
      expect(() => encryptRsa(large.publicKey, Buffer.alloc(capacity + 1, 65), padding, false)).toThrow(
        RangeError,
      );
      expect(encryptRsa(large.publicKey, Buffer.alloc(capacity + 1, 65), padding, true).length).toBe(512);
    },
  );

  it('has the capacities that Java programs hard-code', () => {
    expect(rsaCapacity(pair.publicKey, { kind: 'pkcs1' })).toBe(117);
    expect(rsaCapacity(large.publicKey, { kind: 'pkcs1' })).toBe(245);
    expect(rsaCapacity(large.publicKey, { kind: 'oaep', hash: 'sha256', mgf1: 'sha1' })).toBe(190);
  });

  it('refuses a key that is too small for the padding', () => {
    const padding = { kind: 'oaep', hash: 'sha512', mgf1: 'sha1' } as const;
    expect(() => encryptRsa(pair.publicKey, Buffer.from('x'), padding, true)).toThrow(RangeError);
  });
});

describe('recoverDigestInfo', () => {
  const digest = hash('sha256', 'x', 'buffer');
  /** SHA-256's DigestInfo without the NULL parameters. */
  const bare = Buffer.concat([Buffer.from('302f300b0609608648016503040201' + '0420', 'hex'), digest]);

  it('accepts missing parameters', () => {
    expect(recoverDigestInfo(pair.publicKey, privateEncrypt(pair.privateKey, bare))).toEqual({
      algorithm: 'sha256',
      digest,
    });
  });

  it('says what is wrong', () => {
    const signature = privateEncrypt(pair.privateKey, bare);
    expect(recoverDigestInfo(other.publicKey, signature)).toEqual({ problem: 'not-pkcs1' });
    expect(recoverDigestInfo(large.publicKey, signature)).toEqual({
      problem: 'length',
      length: 128,
      block: 256,
    });
    const raw = privateEncrypt(pair.privateKey, digest);
    expect(recoverDigestInfo(pair.publicKey, raw)).toEqual({ problem: 'no-digest-info', content: digest });
    const longer = privateEncrypt(pair.privateKey, Buffer.concat([bare, Buffer.alloc(1)]));
    expect(recoverDigestInfo(pair.publicKey, longer)).toMatchObject({ problem: 'no-digest-info' });
  });
});
