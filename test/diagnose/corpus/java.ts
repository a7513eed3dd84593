/** What Java code of signers and receivers does with a text, by the JDK and its libraries. */
import { createHash } from 'node:crypto';
import { java, javaBytes } from './peers.ts';

export const urlEncoder = (text: string) => java('URLEncoder', text, 'UTF-8');
export const urlDecoder = (text: string) => java('URLDecoder', text, 'UTF-8');
/** `new BigInteger(1, MD5).toString(16)` in upper case. */
export const bigIntegerOfMd5 = (text: string | Buffer) =>
  java('BigInteger.toString(16)', createHash('md5').update(text).digest()).toUpperCase();
/** UTF-8 bytes made a String with another charset. */
export const newString = (charset: string) => (text: string | Buffer) => java('new String', text, charset);
export const getBytes = (charset: string) => (text: string) => javaBytes('getBytes', text, charset);

/** A Cipher of AES over key and IV as bytes; base64. */
export const aesBy =
  (transformation: string) =>
  (text: string | Buffer, key: string | Buffer, iv: string | Buffer = '') =>
    javaBytes('aes-encrypt', transformation, key, iv, text).toString('base64');
/** RSA for one's own key, in blocks of so many bytes; base64. */
export const rsaBy =
  (transformation: string, blockBytes: number, provider = '') =>
  (text: string) =>
    javaBytes(
      'rsa-encrypt',
      provider,
      transformation,
      String(blockBytes),
      { key: 'rsa_own_public' },
      text,
    ).toString('base64');
/** BouncyCastle's ECIES for one's own key; base64. */
export const eciesBy = (transformation: string) => (text: string) =>
  javaBytes('ecies-encrypt', transformation, 'uncompressed', { key: 'ec_own_public' }, text).toString(
    'base64',
  );
/** A signature by the platform's key. */
export const signBy = (algorithm: string, family: 'rsa' | 'ec') => (content: string | Buffer) =>
  javaBytes('sign', algorithm, { key: `${family}_platform_private` }, content);
