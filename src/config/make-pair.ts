/** A new key pair in the form in which Chinese platforms exchange keys: bare base64 of PKCS#8 and of X.509 (SPKI). */
import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

export type PairKind =
  | { readonly family: 'rsa'; readonly bits: 2048 | 3072 | 4096 }
  | { readonly family: 'ec'; readonly curve: 'P-256' | 'secp256k1' };

export interface KeyPair {
  /** Base64 of PKCS#8, on one line. */
  readonly privateKey: string;
  /** Base64 of X.509 SubjectPublicKeyInfo, on one line. */
  readonly publicKey: string;
}

const FORMATS = {
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'der' },
} as const;

const generateRsa = promisify(generateKeyPair) as unknown as (
  type: 'rsa',
  options: { modulusLength: number } & typeof FORMATS,
) => Promise<{ publicKey: Buffer; privateKey: Buffer }>;
const generateEc = promisify(generateKeyPair) as unknown as (
  type: 'ec',
  options: { namedCurve: string } & typeof FORMATS,
) => Promise<{ publicKey: Buffer; privateKey: Buffer }>;

/** Makes a pair; a large RSA pair takes seconds. */
export async function makePair(kind: PairKind): Promise<KeyPair> {
  const { publicKey, privateKey } =
    kind.family === 'rsa'
      ? await generateRsa('rsa', { modulusLength: kind.bits, ...FORMATS })
      : await generateEc('ec', { namedCurve: kind.curve, ...FORMATS });
  return { privateKey: privateKey.toString('base64'), publicKey: publicKey.toString('base64') };
}
