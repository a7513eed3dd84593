/** E. Decryption. */
import { aes, ecies, rsa } from '../crypt.ts';
import { Haomiao, LOSS, ORDER as SPIN, TOKEN } from '../haomiao.ts';
import { aesBy, eciesBy, newString, rsaBy } from '../java.ts';
import { php } from '../peers.ts';
import type { Case } from '../recipe.ts';
import { WAYBILL } from '../texts.ts';
import { pem, Yunzhimeng } from '../yunzhimeng.ts';

const base64 = (bytes: Buffer) => bytes.toString('base64');
const zeroed = (text: string) =>
  Buffer.concat([Buffer.from(text), Buffer.alloc(-Buffer.byteLength(text) & 15)]);
const byHand = (text: string) => {
  const pad = 16 - (Buffer.byteLength(text) % 16);
  return Buffer.concat([Buffer.from(text), Buffer.alloc(pad, pad)]);
};
/** Without padding only a whole number of blocks can be sealed: spaces at the end of the JSON make it so. */
const whole = (text: string) => text + ' '.repeat(-Buffer.byteLength(text) & 15);

const cbc = aesBy('AES/CBC/PKCS5Padding');

const ivs: Case[] = [
  new Haomiao(SPIN)
    .sealedBy((t, k) => base64(aes('aes-256-cbc', k, 'ABCDEFGHIJKLMNOP', t)))
    .proves('another IV of ASCII', 'iv-wrong'),
  new Haomiao(LOSS)
    .sealedBy((t, k) =>
      base64(aes('aes-256-cbc', k, Buffer.from('00112233445566778899aabbccddeeff', 'hex'), t)),
    )
    .proves('another IV of bytes', 'iv-wrong'),
  new Haomiao(LOSS, TOKEN)
    .sealedBy((t, k) => base64(aes('aes-256-cbc', k, '0123456789abcdef', t)))
    .proves('another IV, token too', 'iv-wrong'),
  ...[SPIN, LOSS].map((text) =>
    new Haomiao(text)
      .sealedBy((t, k) => {
        const iv = Buffer.from('f0e1d2c3b4a5968778695a4b3c2d1e0f', 'hex');
        return base64(Buffer.concat([iv, Buffer.from(cbc(t, k, iv), 'base64')]));
      })
      .proves('Java writes the IV in front', 'iv-prefixed'),
  ),
  new Haomiao(SPIN, TOKEN)
    .sealedBy((t, k) =>
      base64(Buffer.concat([Buffer.from('randomrandomrand'), aes('aes-256-cbc', k, 'randomrandomrand', t)])),
    )
    .proves('an IV of ASCII in front, token too', 'iv-prefixed'),
  ...[SPIN, LOSS].map((text) =>
    new Haomiao(text)
      .sealedBy((t, k) => cbc(t, k, Buffer.alloc(16)))
      .proves('new IvParameterSpec(new byte[16])', 'iv-zero'),
  ),
  new Haomiao(LOSS)
    .sealedBy((t, k) => base64(aes('aes-256-cbc', k, '0000000000000000', t)))
    .proves('an IV of the digit 0', 'iv-zero'),
  ...[SPIN, LOSS].map((text) =>
    new Haomiao(text)
      .sealedBy((t, k) => cbc(t, k, k.slice(0, 16)))
      .proves('Java with the key’s first half as IV', 'iv-is-key'),
  ),
  new Haomiao(LOSS, TOKEN)
    .sealedBy((t, k) => base64(aes('aes-256-cbc', k, Buffer.from(k, 'hex'), t)))
    // The key as it was pasted, read as hex, is sixteen bytes: it was used whole in the place of the IV, which is both.
    .provesOneOf('the key read as hex for an IV', ['iv-is-key'], ['key-swapped']),
];

const paddings: Case[] = [
  ...[SPIN, LOSS].map((text) =>
    new Haomiao(text)
      .sealedBy((t, k, iv) => php('openssl_encrypt-padded-by-hand', 'AES-256-CBC', k, iv, t))
      .proves('PHP pads by hand and OpenSSL pads again', 'padding-twice'),
  ),
  new Haomiao(LOSS, TOKEN)
    .sealedBy((t, k, iv) => cbc(byHand(t), k, iv))
    .proves('Java pads by hand and PKCS5Padding pads again, token too', 'padding-twice'),
  ...[SPIN, LOSS].map((text) =>
    new Haomiao(text)
      .sealedBy((t, k, iv) => php('openssl_encrypt-zero-padded', 'AES-256-CBC', k, iv, t))
      .proves('PHP with OPENSSL_ZERO_PADDING', 'padding-zero'),
  ),
  new Haomiao(LOSS, TOKEN)
    .sealedBy((t, k, iv) => aesBy('AES/CBC/NoPadding')(zeroed(t), k, iv))
    .proves('Java’s NoPadding with zeros, as crypto-js needs it, token too', 'padding-zero'),
  ...[SPIN, LOSS, `${LOSS.slice(0, -1)},"note":"无填充"}`].map((text) =>
    new Haomiao(text)
      .sealedBy((t, k, iv) => aesBy('AES/CBC/NoPadding')(whole(t), k, iv))
      .proves('Java’s NoPadding', 'padding-none'),
  ),
  new Haomiao(SPIN)
    .breakData((b) => base64(Buffer.from(b, 'base64').subarray(0, -3)))
    .proves('three bytes lost', 'truncated'),
  new Haomiao(LOSS)
    .breakData((b) => base64(Buffer.concat([Buffer.from(b, 'base64'), Buffer.from([10, 13, 10])])))
    .proves('line ends inside base64', 'not-multiple-of-16'),
  new Haomiao(SPIN)
    .breakData((b) => base64(Buffer.from(b, 'base64').subarray(5)))
    .proves('the first five bytes lost', 'not-multiple-of-16'),
  new Haomiao(LOSS, TOKEN)
    .breakToken((b) => base64(Buffer.from(b, 'base64').subarray(9)))
    .proves('the first nine bytes of the token lost', 'not-multiple-of-16'),
  new Haomiao(LOSS)
    .breakData((b) => base64(Buffer.from(newString('US-ASCII')(Buffer.from(b, 'base64')))))
    .proves('new String(ciphertext) with ASCII, which is no ciphertext any more', 'not-multiple-of-16'),
  new Haomiao(SPIN)
    .breakData((b) => base64(Buffer.from(newString('UTF-8')(Buffer.from(b, 'base64')))))
    .proves('new String(ciphertext) with UTF-8', 'not-multiple-of-16'),
  new Haomiao(SPIN)
    .breakData((b) => {
      const bytes = Buffer.from(b, 'base64');
      return base64(Buffer.concat([bytes.subarray(0, 40), bytes.subarray(41)]));
    })
    .proves('a byte in the middle lost', 'not-multiple-of-16'),

  ...[SPIN, LOSS].map((text) =>
    new Haomiao(text)
      .sealedBy((t, k) => aesBy('AES')(t, k))
      .proves('Cipher.getInstance("AES"), which is ECB', 'cipher-mode'),
  ),
  new Haomiao(LOSS, TOKEN)
    .sealedBy((t, k, iv) => aesBy('AES/CTR/NoPadding')(t, k, iv))
    .proves('CTR', 'cipher-mode'),
  new Haomiao(LOSS)
    .sealedBy((t, k, iv) => aesBy('AES/CFB/NoPadding')(t, k, iv))
    .proves('CFB of Java', 'cipher-mode'),
  new Haomiao(LOSS)
    .sealedBy((t, k, iv) => aesBy('AES/OFB/NoPadding')(t, k, iv))
    .proves('OFB of Java', 'cipher-mode'),
  new Haomiao(SPIN)
    .sealedBy((t, k, iv) => aesBy('AES/CFB/PKCS5Padding')(t, k, iv))
    .proves('CFB of Java with padding', 'cipher-mode'),
  new Haomiao(LOSS, TOKEN)
    .sealedBy((t, k, iv) => aesBy('AES/CFB8/NoPadding')(t, k, iv))
    .proves('CFB8 of Java, token too', 'cipher-mode'),
  new Haomiao(SPIN).sealedBy((t, k, iv) => base64(aes('aes-256-cfb', k, iv, t))).proves('CFB', 'cipher-mode'),
  new Haomiao(SPIN)
    .sealedBy((t, k) => aesBy('AES/ECB/PKCS5Padding')(t, k.slice(0, 16)))
    .proves('ECB of AES-128 by Java, the first 16 characters', 'cipher-mode', 'key-size'),
];

const ownRsa = pem('rsa', 'own', 'public');
const ownEc = pem('ec', 'own', 'public');
const long = WAYBILL.replace('13800138000', `13800138000 ${'这是一段很长的备注，'.repeat(12)}`);

const publicKeys: Case[] = [
  new Yunzhimeng('rsa', WAYBILL)
    .sealedBy((t) => base64(rsa(ownRsa, t, 'oaep-sha1')))
    .proves('OAEP', 'rsa-padding'),
  new Yunzhimeng('rsa', WAYBILL)
    .sealedBy((t) => base64(rsa(ownRsa, t, 'oaep-sha256')))
    .proves('OAEP with SHA-256', 'rsa-padding'),
  new Yunzhimeng('rsa', WAYBILL)
    .sealedBy(rsaBy('RSA/ECB/OAEPWithSHA-256AndMGF1Padding', 190))
    .proves('OAEPWithSHA-256AndMGF1Padding of Java, whose MGF1 has SHA-1', 'rsa-padding'),
  new Yunzhimeng('rsa', WAYBILL)
    .sealedBy(rsaBy('RSA/ECB/OAEPPadding', 214))
    .proves('OAEPPadding of Java', 'rsa-padding'),
  new Yunzhimeng('rsa', WAYBILL)
    .sealedBy(rsaBy('RSA/ECB/OAEPWithSHA-512AndMGF1Padding', 126))
    .proves('OAEPWithSHA-512AndMGF1Padding of Java', 'rsa-padding'),
  new Yunzhimeng('rsa', WAYBILL)
    .sealedBy(rsaBy('RSA', 255, 'BC'))
    .proves('Cipher.getInstance("RSA", "BC"), which has no padding', 'rsa-padding'),
  new Yunzhimeng('rsa', WAYBILL.replace('§13800138000§', '"-"').replace('""-""', '"-"'))
    .sealedBy((t) => base64(rsa(ownRsa, t, 'oaep-sha1')))
    .proves('OAEP in one field', 'rsa-padding'),
  new Yunzhimeng('rsa', long).proves('a field of two blocks', 'rsa-blocks'),
  new Yunzhimeng('rsa', long.replace('110101199003077459', '11010119900307745'.repeat(30))).proves(
    'two fields of several blocks',
    'rsa-blocks',
  ),
  new Yunzhimeng('rsa', long)
    .sealedBy(rsaBy('RSA/ECB/PKCS1Padding', 245))
    .proves('blocks of 245 bytes by Java', 'rsa-blocks'),
  new Yunzhimeng('rsa', long)
    .sealedBy(rsaBy('RSA/ECB/PKCS1Padding', 117))
    .proves('blocks of 117 bytes by Java, as for a key of 1024 bits', 'rsa-blocks'),
  new Yunzhimeng('rsa', long)
    .sealedBy((t) => base64(rsa(ownRsa, t, 'oaep-sha1')))
    .proves('blocks of OAEP', 'rsa-blocks', 'rsa-padding'),
  new Yunzhimeng('rsa', long)
    .sealedBy(rsaBy('RSA/ECB/OAEPWithSHA-256AndMGF1Padding', 190))
    .proves('blocks of Java’s OAEP', 'rsa-blocks', 'rsa-padding'),
  new Yunzhimeng('ec', WAYBILL)
    .sealedBy(eciesBy('ECIESwithSHA256'))
    .proves('ECIESwithSHA256 of BouncyCastle', 'ecies-variant'),
  new Yunzhimeng('ec', WAYBILL)
    .sealedBy(eciesBy('ECIESwithSHA512'))
    .proves('ECIESwithSHA512 of BouncyCastle', 'ecies-variant'),
  new Yunzhimeng('ec', WAYBILL)
    .sealedBy((t) => base64(ecies(ownEc, t, { onlyZ: true })))
    .proves('keys from Z alone', 'ecies-variant'),
  new Yunzhimeng('ec', WAYBILL)
    .sealedBy((t) => base64(ecies(ownEc, t, { tagFirst: true })))
    .proves('the tag before the text', 'ecies-variant'),
  new Yunzhimeng('ec', WAYBILL)
    .sealedBy((t) =>
      base64(ecies(ownEc, t, { streamFirst: true, noTrailer: true, hash: 'sha256', macKeyBytes: 32 })),
    )
    .proves('stream first, no trailer, SHA-256', 'ecies-variant'),
];

export const decryption = [...ivs, ...paddings, ...publicKeys];
