/** What senders do, with node:crypto alone: nothing of src/, so that a case that is explained also checks src/. */
import {
  constants,
  createCipheriv,
  createECDH,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  publicEncrypt,
  sign,
} from 'node:crypto';

export const digest = (algorithm: string, data: string | Buffer) =>
  createHash(algorithm).update(data).digest('hex');
export const md5 = (data: string | Buffer) => digest('md5', data);
export const hmac = (algorithm: string, secret: string, data: string) =>
  createHmac(algorithm, secret).update(data).digest('hex');
export const upper = (text: string) => text.toUpperCase();

/** Java's BigInteger.toString(16): leading zeros vanish. */
export const bigInteger = (hex: string) => BigInt(`0x${hex}`).toString(16);

/** encodeURIComponent keeps ! ' ( ) * ~ as well. */
const escaped = (text: string, more: RegExp) =>
  encodeURIComponent(text).replace(more, (c) => `%${upper(c.charCodeAt(0).toString(16))}`);
/** Java's URLEncoder. */
export const javaUrl = (text: string) => escaped(text, /[!'()~]/g).replaceAll('%20', '+');
/** PHP's rawurlencode, Python's quote(safe=''). */
export const rawUrl = (text: string) => escaped(text, /[!'()*]/g);
export const lowerEscapes = (text: string) => text.replace(/%[0-9A-F]{2}/g, (e) => e.toLowerCase());

/** AES under any of OpenSSL's names; `padding` false leaves the plaintext as it is. */
export function aes(
  cipher: string,
  key: string | Buffer,
  iv: string | Buffer | null,
  text: string | Buffer,
  padding = true,
) {
  const c = createCipheriv(cipher, key, iv).setAutoPadding(padding);
  return Buffer.concat([c.update(text), c.final()]);
}

/** RSA, block by block where the text is long. */
export function rsa(
  publicKey: string,
  text: string,
  padding: 'pkcs1' | 'oaep-sha1' | 'oaep-sha256' = 'pkcs1',
) {
  const bytes = Buffer.from(text);
  const step = { pkcs1: 245, 'oaep-sha1': 214, 'oaep-sha256': 190 }[padding];
  const blocks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += step)
    blocks.push(
      publicEncrypt(
        {
          key: publicKey,
          padding: padding === 'pkcs1' ? constants.RSA_PKCS1_PADDING : constants.RSA_PKCS1_OAEP_PADDING,
          ...(padding !== 'pkcs1' && { oaepHash: padding.slice(5) }),
        },
        bytes.subarray(at, at + step),
      ),
    );
  return Buffer.concat(blocks);
}

/** How an ECIES differs from BouncyCastle's `ECIES`. */
export interface EciesForm {
  readonly hash?: 'sha1' | 'sha256';
  /** The key derivation sees Z alone, without V. */
  readonly onlyZ?: boolean;
  /** V ‖ T ‖ C. */
  readonly tagFirst?: boolean;
  /** The key stream comes before the MAC key. */
  readonly streamFirst?: boolean;
  /** No eight zero bytes behind C in the MAC. */
  readonly noTrailer?: boolean;
  readonly macKeyBytes?: number;
}

/** V ‖ C ‖ T as BouncyCastle's Cipher.getInstance("ECIES") makes it, on P-256. */
export function ecies(publicKey: string, text: string, form: EciesForm = {}): Buffer {
  const { hash = 'sha1', macKeyBytes = 16 } = form;
  const { x = '', y = '' } = createPublicKey(publicKey).export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  const ephemeral = createECDH('prime256v1');
  const v = ephemeral.generateKeys();
  const z = ephemeral.computeSecret(point);
  const m = Buffer.from(text);
  const derived: Buffer[] = [];
  for (let i = 1; Buffer.concat(derived).length < macKeyBytes + m.length; i++) {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(i);
    derived.push(
      createHash(hash)
        .update(form.onlyZ ? z : Buffer.concat([v, z]))
        .update(counter)
        .digest(),
    );
  }
  const bytes = Buffer.concat(derived);
  const macKey = form.streamFirst
    ? bytes.subarray(m.length, m.length + macKeyBytes)
    : bytes.subarray(0, macKeyBytes);
  const stream = form.streamFirst ? bytes : bytes.subarray(macKeyBytes);
  const c = Buffer.from(m.map((byte, i) => byte ^ (stream[i] as number)));
  const mac = createHmac(hash, macKey).update(c);
  const t = (form.noTrailer ? mac : mac.update(Buffer.alloc(8))).digest();
  return Buffer.concat(form.tagFirst ? [v, t, c] : [v, c, t]);
}

/** A signature with a private key in PEM: PKCS#1 v1.5, or ECDSA in DER. */
export const signature = (privateKey: string, data: string | Buffer, algorithm = 'sha256') =>
  sign(algorithm, Buffer.from(data), createPrivateKey(privateKey) as KeyObject);
