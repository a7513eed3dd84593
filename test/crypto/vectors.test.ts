/** The messages made by the platforms' own code and by a JDK: everything in them must decrypt and verify. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decryptBest } from '../../src/crypto/aes.ts';
import { digestHex } from '../../src/crypto/digest.ts';
import { eciesDecrypt } from '../../src/crypto/ecies.ts';
import { readKey } from '../../src/crypto/keys.ts';
import { decryptRsa, recoverDigestInfo } from '../../src/crypto/rsa.ts';
import { verifyWith } from '../../src/crypto/signature.ts';
import { decodeBase64 } from '../../src/encoding/binary-text.ts';
import { scalarText, walk } from '../../src/json/node.ts';
import { readJson } from '../../src/json/read.ts';

function vectors<Case>(name: string): Case[] {
  const file = new URL(`../vectors/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }).cases;
}

interface FreightCase {
  alg: string;
  ts: string;
  nonce: string;
  body: string;
  signature: string;
  ivs_public_key: string;
  sign_secret_key: string;
  plain: string[];
}

/** Base64 of at least one RSA-1024 block or one ECIES message. */
const CIPHERTEXT = /^[A-Za-z0-9+/]{80,}={0,2}$/;

describe.each(vectors<FreightCase>('yunzhimeng'))('yunzhimeng: $alg', (message) => {
  const publicKey = readKey(message.ivs_public_key);
  const privateKey = readKey(message.sign_secret_key);
  const signed = Buffer.from(message.ts + message.nonce + message.body);
  const signature = Buffer.from(message.signature, 'base64');
  const digest = (/(SHA1|SHA256|MD5)with/.exec(message.alg)?.[1] ?? '').toLowerCase() as 'sha1';

  it('names the keys', () => {
    expect(publicKey).toMatchObject({ kind: 'public', container: 'spki', encoding: 'base64', repairs: [] });
    expect(privateKey).toMatchObject({
      kind: 'private',
      container: 'pkcs8',
      encoding: 'base64',
      repairs: [],
    });
    const size = message.alg.split(' ')[1];
    const curve = size === 'prime256v1' ? 'P-256' : size;
    for (const key of [publicKey, privateKey])
      expect(key.family === 'rsa' ? String(key.bits) : key.curve).toBe(curve);
  });

  it('verifies the signature, and not that of other text', () => {
    expect(verifyWith(publicKey.key, digest, signed, signature).valid).toBe(true);
    expect(verifyWith(publicKey.key, digest, Buffer.from(message.body), signature).valid).toBe(false);
    if (publicKey.family === 'rsa')
      expect(recoverDigestInfo(publicKey.key, signature)).toEqual({
        algorithm: digest,
        digest: Buffer.from(digestHex(digest, signed), 'hex'),
      });
  });

  it('decrypts the secret fields', () => {
    const texts = [...walk(readJson(message.body))]
      .map(({ node }) => scalarText(node) ?? '')
      .filter((text) => CIPHERTEXT.test(text));
    const opened = texts.map((text) => {
      const bytes = decodeBase64(text)?.bytes ?? Buffer.alloc(0);
      const result =
        privateKey.family === 'rsa' ? decryptRsa(privateKey.key, bytes) : eciesDecrypt(privateKey.key, bytes);
      return 'plaintext' in result ? result.plaintext.toString() : result.code;
    });
    expect(opened).toEqual(message.plain);
  });
});

interface WalletCase {
  key: string;
  iv: string;
  ciphertext: string;
  plaintext: string;
}

it.each(vectors<WalletCase>('haomiao'))('haomiao: the published ciphertext decrypts', (message) => {
  const rule = {
    id: 'test',
    mode: 'cbc',
    encoding: 'base64',
    keyReadings: ['hex', 'base64', 'text'],
    ivReadings: ['hex', 'base64', 'text'],
    padding: 'pkcs7',
  } as const;
  const { attempts, failure } = decryptBest(
    rule,
    message.key,
    message.iv,
    Buffer.from(message.ciphertext, 'base64'),
  );
  expect(failure).toBeUndefined();
  // The same 32 characters are also hex of 16 bytes and base64 of 24: all three were tried.
  expect(attempts.map((a) => a.keyBits).sort()).toEqual([128, 192, 256]);
  expect(attempts[0]).toMatchObject({
    keyReading: 'text',
    keyBits: 256,
    ivReading: 'text',
    padding: 'clean',
    json: true,
    plaintext: Buffer.from(message.plaintext),
  });
});
