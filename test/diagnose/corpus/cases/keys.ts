/** C. Keys. */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { aes, md5, upper } from '../crypt.ts';
import { Haitouhui, SECRET } from '../haitouhui.ts';
import {
  KEY as AES_KEY,
  Haomiao,
  IV,
  LOSS,
  SAMPLE_IV,
  SAMPLE_KEY,
  ORDER as SPIN,
  TOKEN,
} from '../haomiao.ts';
import { aesBy } from '../java.ts';
import { KEY as LIANYOU_KEY, notice, onChain, order, transfer } from '../lianyou.ts';
import { java, javaBytes, php } from '../peers.ts';
import type { Case } from '../recipe.ts';
import { AUDIT, CONTRACT, ORDER, REFUND, SETTLE, WAYBILL } from '../texts.ts';
import { pem, Yunzhimeng } from '../yunzhimeng.ts';

const javaDigest = (algorithm: string, text: string) => javaBytes('digest', algorithm, text);
const OTHER_SECRET = '7c1d90aa4be24f3f9c02';
const OTHER_KEY = 'c0ffee00112233445566778899aabbcc';
// Bare base64 is the platform's own form and no mistake; with labels on the same line, OpenSSL refuses it.
const oneLine = (text: string) => text.trim().replaceAll('\n', ' ');

/** The platform's own form: base64 of the DER. */
const bare = (text: string) => text.replace(/-----[^-]+-----|\s/g, '');

const swapped: Case[] = [
  new Haitouhui(ORDER)
    .signedWith(OTHER_SECRET)
    .other('profile test', 'secret', OTHER_SECRET)
    .proves('the secret of another profile', 'key-swapped'),
  new Haitouhui(REFUND).signedWith('10002301').proves('the app id used as the secret', 'key-swapped'),
  new Haitouhui(SETTLE)
    .signedWith(AES_KEY)
    .other('haomiao', 'key', AES_KEY)
    .proves('the key of another platform', 'key-swapped'),
  order()
    .signedWith(OTHER_KEY)
    .other('profile test', 'key', OTHER_KEY)
    .proves('the key of the test environment', 'key-swapped'),
  transfer()
    .signedWith(SECRET)
    .other('haitouhui', 'secret', SECRET)
    .proves('the key of another platform', 'key-swapped'),
  onChain()
    .signedWith(OTHER_KEY)
    .other('a', 'key', 'nonsense')
    .other('b', 'key', OTHER_KEY)
    .proves('the second of two other keys', 'key-swapped'),
  new Haomiao(SPIN)
    .sealedWith(OTHER_KEY)
    .other('profile test', 'key', OTHER_KEY)
    .proves('the key of another profile', 'key-swapped'),
  new Haomiao(SPIN, TOKEN)
    .given('key', IV)
    .given('iv', AES_KEY)
    .proves('key and IV given the wrong way round', 'key-swapped'),
  new Haomiao(LOSS)
    .sealedWith(AES_KEY, 'aaaabbbbccccdddd')
    .other('profile old', 'iv', 'aaaabbbbccccdddd')
    .proves('the IV of another profile', 'key-swapped'),
  ...(['rsa', 'ec'] as const).flatMap((family) => [
    new Yunzhimeng(family, AUDIT)
      .given('ivs-public-key', pem(family, 'own', 'public'))
      .proves(`${family}: one’s own public key in the place of the platform’s`, 'key-swapped'),
    new Yunzhimeng(family, AUDIT)
      .given('ivs-public-key', pem(family, 'test', 'public'))
      .other('profile production', 'ivs-public-key', pem(family, 'platform', 'public'))
      .proves(`${family}: the test key in production`, 'key-swapped'),
    new Yunzhimeng(family, WAYBILL)
      .given('sign-secret-key', pem(family, 'test', 'private'))
      .other('profile production', 'sign-secret-key', pem(family, 'own', 'private'))
      .proves(`${family}: secret fields for another private key`, 'key-swapped'),
    new Yunzhimeng(family, WAYBILL)
      .given('sign-secret-key', pem(family, 'platform', 'private'))
      .sealedForOwner('platform')
      .given('ivs-public-key', pem(family, 'own', 'public'))
      .signedWith(pem(family, 'platform', 'private'))
      .proves(`${family}: the two pairs taken for each other`, 'key-swapped'),
  ]),
];

const forms: Case[] = [
  new Haitouhui(ORDER)
    .given('secret', `${SECRET}\n`)
    .proves('a newline behind the given secret', 'key-newline'),
  new Haitouhui(CONTRACT)
    .signedWith(`${SECRET}\n`)
    .proves('the signer read its secret with a newline', 'key-newline'),
  new Haitouhui(SETTLE).signedWith(`${SECRET}\r\n`).proves('the signer’s file is of Windows', 'key-newline'),
  new Haitouhui(SETTLE)
    .given('secret', ` ${SECRET} `)
    .proves('spaces around the given secret', 'key-newline'),
  new Haitouhui(REFUND)
    .signedWith(java('Properties.load', `${SECRET} `))
    .proves('a space behind the secret in the signer’s .properties file', 'key-newline'),
  order()
    .given('key', java('Properties.load', `${LIANYOU_KEY} `))
    .proves('a space behind the key in a .properties file', 'key-newline'),
  transfer().given('key', `\t${LIANYOU_KEY}\r\n`).proves('white space around the key', 'key-newline'),
  onChain()
    .signedWith(`${LIANYOU_KEY}\r\n`)
    .proves('the signer’s key file is of Windows, and the sample cuts off \\n alone', 'key-newline'),
  onChain()
    .signedWith(`${LIANYOU_KEY}\n`)
    // What the sample cuts off is the newline: the same bytes as the whole key without a cut.
    .provesOneOf('the signer read its key with a newline', ['key-newline'], ['last-character']),
  notice().signedWith(` ${LIANYOU_KEY}`).proves('the signer has a space before its key', 'key-newline'),
  new Haomiao(SPIN).given('key', `${AES_KEY}\n`).proves('a newline behind the AES key', 'key-newline'),
  new Haomiao(LOSS).given('iv', `${IV}\r\n`).proves('a line end behind the IV', 'key-newline'),
  new Haomiao(LOSS, TOKEN)
    .given('key', ` ${AES_KEY}`)
    .given('iv', ` ${IV}`)
    .proves('spaces before key and IV', 'key-newline'),

  new Haitouhui(ORDER).given('secret', `"${SECRET}"`).proves('quotes around the given secret', 'key-quotes'),
  new Haitouhui(ORDER)
    .signedWith(`'${SECRET}'`)
    .proves('the signer took the quotes of its .env', 'key-quotes'),
  new Haitouhui(REFUND)
    .signedWith(java('Properties.load', `"${SECRET}"`))
    .proves('the signer’s .properties file has quotes, which stay', 'key-quotes'),
  order().given('key', `'${LIANYOU_KEY}'`).proves('quotes around the key', 'key-quotes'),
  onChain()
    .signedWith(java('Properties.load', `"${LIANYOU_KEY}"`))
    .proves('the signer took the quotes of a .properties file', 'key-quotes'),
  notice().given('key', `"${LIANYOU_KEY}"`).proves('double quotes around the key', 'key-quotes'),
  new Haomiao(SPIN).given('key', `"${AES_KEY}"`).proves('quotes around the AES key', 'key-quotes'),
  new Haomiao(LOSS).given('iv', `'${IV}'`).proves('quotes around the IV', 'key-quotes'),
  new Haomiao(SPIN)
    .given('key', `"${AES_KEY}"`)
    .given('iv', `"${IV}"`)
    .proves('quotes around key and IV', 'key-quotes'),

  new Haitouhui(ORDER)
    .given('secret', SECRET.slice(0, -1))
    .proves('the last character of the secret not copied', 'key-truncated'),
  new Haitouhui(REFUND)
    .given('secret', SECRET.slice(1))
    .proves('the first character of the secret not copied', 'key-truncated'),
  new Haitouhui(ORDER).signedWith(SECRET.slice(0, -1)).proves('the signer cut the secret', 'key-truncated'),
  new Haitouhui(ORDER)
    .given('secret', SECRET.slice(0, 7) + SECRET.slice(8))
    .proves('a character in the middle lost', 'key-truncated'),
  order()
    .given('key', LIANYOU_KEY.slice(1))
    .proves('the first character of the key not copied', 'key-truncated'),
  transfer()
    .given('key', LIANYOU_KEY.slice(0, 9) + LIANYOU_KEY.slice(10))
    .proves('a character of the key lost', 'key-truncated'),
  notice().signedWith(LIANYOU_KEY.slice(1)).proves('the signer lost the first character', 'key-truncated'),
  new Haomiao(SPIN)
    .given('key', AES_KEY.slice(0, -1))
    .proves('31 of 32 characters of the key', 'key-truncated'),
  new Haomiao(LOSS).given('iv', IV.slice(1)).proves('15 of 16 characters of the IV', 'key-truncated'),
  new Haomiao(LOSS).given('key', `${AES_KEY}0`).proves('one character too many', 'key-truncated'),

  new Haitouhui(ORDER).signedWith(md5(SECRET)).proves('the signer hashed the secret', 'key-encoding'),
  new Haitouhui(SETTLE)
    .signedWith(Buffer.from(SECRET).toString('base64'))
    .proves('the signer used the secret in base64', 'key-encoding'),
  new Haitouhui(ORDER)
    .given('secret', upper(SECRET))
    .proves('the secret given in upper case', 'key-encoding'),
  order().signedWith(upper(LIANYOU_KEY)).proves('the signer’s key in upper case', 'key-encoding'),
  onChain()
    .signedWith(Buffer.from(LIANYOU_KEY).toString('hex'))
    .proves('the signer’s key in hex', 'key-encoding'),
  transfer()
    .given('key', Buffer.from(LIANYOU_KEY).toString('base64'))
    .proves('the key given in base64', 'key-encoding'),
  new Haomiao(SPIN)
    .sealedBy((t, k, iv) => aesBy('AES/CBC/PKCS5Padding')(t, Buffer.from(k, 'hex'), iv))
    .proves('Java with the 32 characters read as hex', 'key-encoding'),
  new Haomiao(LOSS)
    .sealedBy((t, k, iv) => aesBy('AES/CBC/PKCS5Padding')(t, Buffer.from(k, 'base64'), iv))
    .proves('Java with the 32 characters read as base64', 'key-encoding'),
  new Haomiao(LOSS, TOKEN)
    .given('key', Buffer.from(AES_KEY).toString('base64'))
    // Nothing fails: the text is read as base64 by itself, and the causes say so.
    .proves('the key given in base64', 'key-encoding'),
  new Haomiao(SPIN)
    .sealedBy((t, k, iv) => aes('aes-256-cbc', md5(k), iv, t).toString('base64'))
    .proves('the MD5 of the key as 32 characters', 'key-encoding'),
  new Haomiao(LOSS)
    .sealedBy((t, k, iv) => aesBy('AES/CBC/PKCS5Padding')(t, javaDigest('MD5', k), iv))
    .proves('Java with the MD5 of the key', 'key-encoding'),
  new Haomiao(SPIN)
    .sealedBy((t, k, iv) => aesBy('AES/CBC/PKCS5Padding')(t, javaDigest('SHA-256', k), iv))
    .proves('Java with the SHA-256 of the key', 'key-encoding'),
  ...['128', '192', '256'].map((bits) =>
    new Haomiao(SPIN)
      .sealedBy((t, k, iv) =>
        aesBy('AES/CBC/PKCS5Padding')(t, javaBytes('KeyGenerator-SHA1PRNG', k, bits), iv),
      )
      .proves(`Java with a KeyGenerator of ${bits} bits that SHA1PRNG seeded with the key`, 'key-encoding'),
  ),

  new Haomiao(SPIN)
    .sealedBy((t, k, iv) => php('openssl_encrypt', 'AES-128-CBC', k, iv, t))
    .proves('PHP under AES-128-CBC with 32 characters', 'key-size'),
  new Haomiao(LOSS, TOKEN)
    .sealedBy((t, k, iv) => php('openssl_encrypt', 'AES-128-CBC', k, iv, t))
    .proves('PHP under AES-128-CBC, token too', 'key-size'),
  new Haomiao(LOSS)
    .given('key', AES_KEY.slice(0, 16))
    .sealedBy((t, k, iv) => php('openssl_encrypt', 'AES-256-CBC', k.slice(0, 16), iv, t))
    .proves('PHP under AES-256-CBC with 16 characters', 'key-size'),
  new Haomiao(SPIN)
    .sealedBy((t, k, iv) => aes('aes-192-cbc', k.slice(0, 24), iv, t).toString('base64'))
    .proves('24 of 32 characters', 'key-size'),
  new Haomiao(LOSS)
    .sealedBy((t, k, iv) => aesBy('AES/CBC/PKCS5Padding')(t, k.slice(0, 16), iv))
    .proves('Java with the first 16 of 32 characters', 'key-size'),

  new Haomiao(SPIN)
    .given('key', SAMPLE_KEY)
    .given('iv', SAMPLE_IV)
    .sealedWith(SAMPLE_KEY, SAMPLE_IV)
    .proves('the sample keys of the guide on both sides', 'sample-key'),
  new Haomiao(LOSS, TOKEN)
    .sealedWith(SAMPLE_KEY, SAMPLE_IV)
    .proves('the platform’s test server uses the sample keys', 'sample-key'),
  new Haomiao(SPIN).sealedWith(SAMPLE_KEY).proves('the sample key with one’s own IV', 'sample-key'),
  new Haomiao(SPIN).sealedWith(AES_KEY, SAMPLE_IV).proves('the sample IV with one’s own key', 'sample-key'),
];

const pairs: Case[] = (['rsa', 'ec'] as const).flatMap((family) => {
  const platformPrivate = pem(family, 'platform', 'private');
  const ownPrivate = pem(family, 'own', 'private');
  const legacy = createPrivateKey(ownPrivate)
    .export({ type: family === 'rsa' ? 'pkcs1' : 'sec1', format: 'pem' })
    .toString();
  return [
    new Yunzhimeng(family, AUDIT)
      .given('ivs-public-key', platformPrivate)
      .proves(`${family}: a private key where the public one belongs`, 'key-type'),
    new Yunzhimeng(family, WAYBILL)
      .given('sign-secret-key', pem(family, 'own', 'public'))
      .proves(`${family}: a public key where the private one belongs`, 'key-type'),
    new Yunzhimeng(family, WAYBILL)
      .given('sign-secret-key', legacy)
      .proves(`${family}: PKCS#1 or SEC1 for PKCS#8`, 'key-type'),
    new Yunzhimeng(family, AUDIT)
      .given('ivs-public-key', `"${bare(pem(family, 'platform', 'public'))}"`)
      .proves(`${family}: quotes around the public key`, 'key-quotes'),
    new Yunzhimeng(family, WAYBILL)
      .given('sign-secret-key', `'${bare(ownPrivate)}'`)
      .proves(`${family}: quotes around the private key`, 'key-quotes'),
    new Yunzhimeng(family, AUDIT)
      .given('ivs-public-key', bare(pem(family, 'platform', 'public')).slice(1))
      .proves(`${family}: the first character of the public key not copied`, 'key-truncated'),
    new Yunzhimeng(family, WAYBILL)
      .given('sign-secret-key', bare(ownPrivate).slice(1))
      .proves(`${family}: the first character of the private key not copied`, 'key-truncated'),
    new Yunzhimeng(family, WAYBILL)
      .given('sign-secret-key', bare(ownPrivate).replace(/.(=*)$/, ''))
      .proves(`${family}: the last character of the private key not copied`, 'key-truncated'),
    new Yunzhimeng(family, AUDIT)
      .given('ivs-public-key', bare(pem(family, 'platform', 'public')).slice(0, 100))
      .suspects(`${family}: the public key cut at 100 characters`, 'key-truncated'),
    new Yunzhimeng(family, AUDIT)
      .given('ivs-public-key', oneLine(pem(family, 'platform', 'public')))
      .proves(`${family}: a public key on one line with its labels`, 'key-format'),
    new Yunzhimeng(family, AUDIT)
      .given('ivs-public-key', pem(family, 'platform', 'public').trim().replaceAll('\n', '\\n'))
      .proves(`${family}: literal \\n in the key`, 'key-format'),
    new Yunzhimeng(family, WAYBILL)
      .given('sign-secret-key', ownPrivate.replaceAll('PRIVATE', 'PUBLIC'))
      .proves(`${family}: a wrong label`, 'key-format'),
    new Yunzhimeng(family, WAYBILL)
      .given('sign-secret-key', oneLine(ownPrivate))
      .proves(`${family}: a private key on one line`, 'key-format'),
  ];
});
const kinds: Case[] = [
  ...pairs,
  new Yunzhimeng('rsa', AUDIT)
    .given('ivs-public-key', bare(pem('rsa', 'platform', 'public')).slice(0, -1))
    .proves('the last character of the public key not copied', 'key-truncated'),
  new Yunzhimeng('rsa', AUDIT)
    .signedWith(pem('rsa', 'test', 'private'))
    .given('ivs-public-key', bare(pem('rsa', 'platform', 'public')).slice(0, -1))
    // Any character makes a key of it, and with another signer none of them verifies.
    .suspects('the last character of the public key not copied, and another signer', 'key-truncated'),
  new Yunzhimeng('rsa', AUDIT)
    .signs((m) => `${m.nonce}&${m.timestamp}&${m.body}`)
    .given('ivs-public-key', bare(pem('rsa', 'platform', 'public')).slice(0, -1))
    .proves('the last character of the public key not copied; with &', 'key-truncated', 'canonical-order'),
  new Yunzhimeng('rsa', AUDIT)
    .given('ivs-public-key', pem('rsa', 'platform', 'certificate'))
    .proves('a certificate for a key', 'key-type'),
  new Yunzhimeng('rsa', AUDIT)
    .given(
      'ivs-public-key',
      createPublicKey(pem('rsa', 'platform', 'public'))
        .export({ type: 'pkcs1', format: 'pem' })
        .toString(),
    )
    .proves('a public key in PKCS#1', 'key-type'),
  new Yunzhimeng('rsa', AUDIT)
    .given('ivs-public-key', pem('ec', 'platform', 'public'))
    .suspects('an EC key for an RSA signature', 'key-type'),
  new Yunzhimeng('ec', AUDIT)
    .given('ivs-public-key', pem('rsa', 'platform', 'public'))
    .suspects('an RSA key for an ECDSA signature', 'key-type'),
];

export const keys = [...swapped, ...forms, ...kinds];
