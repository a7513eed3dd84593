import { createCipheriv, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aesEncrypt, aesRaw, decryptBest, readingsOf, unpad } from '../../src/crypto/aes.ts';
import type { CipherRule } from '../../src/rules/cipher-rule.ts';

const RULE: CipherRule = {
  id: 'test',
  mode: 'cbc',
  encoding: 'base64',
  keyReadings: ['text', 'hex', 'base64'],
  ivReadings: ['text', 'hex', 'base64'],
  padding: 'pkcs7',
};
const KEY = '0123456789abcdef0123456789abcdef';
const IV = 'fedcba9876543210';
const PLAIN = Buffer.from('{"order_no":"测试单号","total_bet":1.50,"uid":"110"}');
const ENCRYPTED = aesEncrypt('cbc', 'pkcs7', Buffer.from(KEY), Buffer.from(IV), PLAIN);

describe('aesEncrypt and aesRaw', () => {
  it('undo each other in every mode, size and padding', () => {
    const input = fc.record({
      mode: fc.constantFrom('cbc' as const, 'ecb' as const),
      padding: fc.constantFrom('pkcs7' as const, 'zero' as const),
      size: fc.constantFrom(16, 24, 32),
      bytes: fc.uint8Array({ maxLength: 70 }),
    });
    fc.assert(
      fc.property(input, ({ mode, padding, size, bytes }) => {
        // Zero padding cannot tell its own zeros from the text's.
        const plaintext = Buffer.from(padding === 'zero' ? bytes.map((byte) => byte || 1) : bytes);
        const [key, iv] = [randomBytes(size), randomBytes(16)];
        const ciphertext = aesEncrypt(mode, padding, key, iv, plaintext);
        expect(ciphertext.length % 16).toBe(0);
        expect(unpad(aesRaw(mode, key, iv, ciphertext), padding)).toEqual({ ok: true, bytes: plaintext });
      }),
    );
  });
});

describe('unpad', () => {
  const block = (end: number[]) => Buffer.concat([Buffer.alloc(16 - end.length, 65), Buffer.from(end)]);
  it.each([
    ['one byte', block([1]), { ok: true, bytes: Buffer.alloc(15, 65) }],
    ['a whole block', Buffer.alloc(16, 16), { ok: true, bytes: Buffer.alloc(0) }],
    ['zero', block([0]), { ok: false, bytes: block([0]), reason: 'length' }],
    ['seventeen', block([17]), { ok: false, bytes: block([17]), reason: 'length' }],
    ['unequal bytes', block([2, 3, 3]), { ok: false, bytes: block([2, 3, 3]).fill(3, 14), reason: 'fill' }],
    ['nothing', Buffer.alloc(0), { ok: false, bytes: Buffer.alloc(0), reason: 'length' }],
  ])('PKCS#7: %s', (_, plain, result) => expect(unpad(plain, 'pkcs7')).toEqual(result));

  it('zero: takes all zeros off, none: nothing', () => {
    expect(unpad(Buffer.from('a\0b\0\0'), 'zero').bytes).toEqual(Buffer.from('a\0b'));
    expect(unpad(Buffer.alloc(16), 'zero').bytes.length).toBe(0);
    expect(unpad(Buffer.from('a\0\0'), 'none').bytes).toEqual(Buffer.from('a\0\0'));
  });
});

describe('readingsOf', () => {
  it('keeps the readings with a length that is allowed, in the order asked for', () => {
    const found = readingsOf(KEY, ['hex', 'text', 'base64'], [16, 32]);
    expect(found).toEqual([
      { reading: 'hex', bytes: Buffer.from(KEY, 'hex') },
      { reading: 'text', bytes: Buffer.from(KEY) },
    ]);
  });

  it('takes no text for hex or base64 that is not', () => {
    expect(readingsOf(`${KEY.slice(1)}g`, ['hex'], [15, 16])).toEqual([]);
    expect(readingsOf('!!!!', ['base64'], [0, 3])).toEqual([]);
    expect(readingsOf('密钥', ['text'], [6])).toEqual([{ reading: 'text', bytes: Buffer.from('密钥') }]);
  });
});

describe('decryptBest', () => {
  it.each([
    ['text', KEY, 256],
    ['hex', '00112233445566778899aabbccddeeff', 128],
    ['base64', randomBytes(32).toString('base64'), 256],
    ['base64', randomBytes(24).toString('base64'), 192],
  ] as const)('finds that the key is %s', (keyReading, keyText, keyBits) => {
    const key = keyReading === 'text' ? Buffer.from(keyText) : Buffer.from(keyText, keyReading);
    const ciphertext = aesEncrypt('cbc', 'pkcs7', key, Buffer.from(IV), PLAIN);
    const { attempts, failure } = decryptBest(RULE, keyText, IV, ciphertext);
    expect(failure).toBeUndefined();
    expect(attempts[0]).toEqual({
      keyReading,
      keyBits,
      ivReading: 'text',
      plaintext: PLAIN,
      padding: 'clean',
      utf8: true,
      json: true,
      printable: true,
    });
  });

  it('needs no IV for ECB', () => {
    const ciphertext = aesEncrypt('ecb', 'pkcs7', Buffer.from(KEY), undefined, PLAIN);
    const { attempts } = decryptBest({ ...RULE, mode: 'ecb' }, KEY, undefined, ciphertext);
    expect(attempts[0]).toMatchObject({ plaintext: PLAIN, json: true });
    expect(attempts[0]).not.toHaveProperty('ivReading');
  });

  it.each([1, 15, 17, 33, 0])('says what is wrong with %i bytes', (length) => {
    const { failure } = decryptBest(RULE, KEY, IV, Buffer.alloc(length));
    const extra = length % 16;
    expect(failure).toEqual({ code: 'not-multiple-of-16', length, missing: 16 - extra, extra });
  });

  it('says how long key and IV are under each reading', () => {
    expect(decryptBest({ ...RULE, keyReadings: ['text'] }, `${KEY}\n`, IV, ENCRYPTED).failure).toEqual({
      code: 'key-length',
      readings: [{ reading: 'text', bytes: 33 }],
    });
    expect(decryptBest(RULE, KEY, 'abcd', ENCRYPTED).failure).toEqual({
      code: 'iv-length',
      readings: [
        { reading: 'text', bytes: 4 },
        { reading: 'hex', bytes: 2 },
        { reading: 'base64', bytes: 3 },
      ],
    });
  });

  it('tells a wrong IV from a wrong key', () => {
    const wrongIv = decryptBest(RULE, KEY, 'ÿÿÿÿÿÿÿÿ', ENCRYPTED);
    expect(wrongIv.failure).toEqual({ code: 'not-text', afterFirstBlock: true });
    expect(wrongIv.attempts[0]?.plaintext.subarray(18)).toEqual(PLAIN.subarray(18));
    // Both ASCII: what comes out is valid UTF-8, with control characters in the first block.
    const ascii = aesEncrypt(
      'cbc',
      'pkcs7',
      Buffer.from(KEY),
      Buffer.from(IV),
      Buffer.from('{"uid":"110","time":1}'),
    );
    expect(decryptBest(RULE, KEY, IV.replace('e', 'S'), ascii).failure).toEqual({
      code: 'not-text',
      afterFirstBlock: true,
    });
    let padding = 0;
    for (let i = 0; i < 100; i++) {
      const { failure } = decryptBest(RULE, randomBytes(32).toString('base64'), IV, ENCRYPTED);
      if (failure?.code === 'padding') padding++;
      else expect(failure).toEqual({ code: 'not-text', afterFirstBlock: false });
    }
    expect(padding).toBeGreaterThan(80);
  });

  it('leaves the second of two paddings in sight', () => {
    const cipher = createCipheriv('aes-256-cbc', KEY, IV);
    const padded = Buffer.concat([PLAIN, Buffer.alloc(16 - (PLAIN.length % 16), 16 - (PLAIN.length % 16))]);
    const { attempts, failure } = decryptBest(
      RULE,
      KEY,
      IV,
      Buffer.concat([cipher.update(padded), cipher.final()]),
    );
    expect(failure).toBeUndefined();
    expect(attempts[0]?.plaintext).toEqual(padded);
  });
});
