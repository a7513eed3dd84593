/** Reads a key in whatever form it is pasted, and says which form that was. */
import {
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  type JsonWebKey,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';
import { type DerElement, derChildren, derElement, TAG } from './der.ts';
import { KeyError, type UnsupportedKey } from './key-error.ts';
import { decodeKeyText, type KeyEncoding, type RepairCode } from './key-text.ts';
import { modulusBytes, rsaPrivateRaw, rsaPublicRaw } from './rsa.ts';

export type KeyContainer = 'pkcs1' | 'pkcs8' | 'spki' | 'sec1' | 'certificate' | 'jwk';

interface KeyShape {
  /** What node:crypto works with; an EC key always names its curve here, even if the pasted one spelt it out. */
  readonly key: KeyObject;
  readonly kind: 'private' | 'public';
  readonly container: KeyContainer;
  readonly encoding: KeyEncoding;
  readonly repairs: readonly RepairCode[];
  /** The first 16 hex digits of the SHA-256 of the public half's SPKI: the same for both halves of a pair. */
  readonly fingerprint: string;
}

export type ReadKey = KeyShape &
  (
    | { readonly family: 'rsa' /** modulus size */; readonly bits: number }
    | { readonly family: 'ec'; readonly curve: Curve }
  );

export type Curve = 'P-256' | 'P-384' | 'P-521' | 'secp256k1';

const CURVES: Readonly<Record<string, Curve>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
  secp256k1: 'secp256k1',
};

/** OIDs as the hex of their DER content: rsaEncryption, id-ecPublicKey, and the curves above. */
const RSA_OID = '2a864886f70d010101';
const EC_OID = '2a8648ce3d0201';
const CURVE_OIDS = ['2a8648ce3d030107', '2b81040022', '2b81040023', '2b8104000a'];

/** What PEM labels promise about the bytes below them. */
const LABELS: Readonly<Record<string, KeyContainer>> = {
  'PRIVATE KEY': 'pkcs8',
  'RSA PRIVATE KEY': 'pkcs1',
  'EC PRIVATE KEY': 'sec1',
  'PUBLIC KEY': 'spki',
  'RSA PUBLIC KEY': 'pkcs1',
  CERTIFICATE: 'certificate',
  'X509 CERTIFICATE': 'certificate',
  'TRUSTED CERTIFICATE': 'certificate',
};

/**
 * Reads an RSA or EC key (P-256, P-384, P-521, secp256k1) from PEM with any or no label, bare base64, base64url or
 * hex of PKCS#8, SPKI, PKCS#1, SEC1 or a certificate, or from a JWK. Of several PEM blocks the first key counts.
 * @throws KeyError with a code and facts when the text is not such a key.
 */
export function readKey(text: string): ReadKey {
  if (text.trimStart().startsWith('{')) return readJwk(text);
  const { der, encoding, label, repairs: mended } = decodeKeyText(text);
  const repairs = new Set(mended);
  const outer = derElement(der, 0);
  if (outer?.tag !== TAG.sequence) {
    const point = [33, 49, 65, 97, 133].includes(der.length) && [2, 3, 4].includes(der[0] ?? 0);
    throw new KeyError(point ? unsupported('bare-point') : { code: 'key-not-a-key' });
  }
  if (outer.end > der.length)
    throw new KeyError({ code: 'key-truncated', have: der.length, need: outer.end });
  if (outer.end < der.length) repairs.add('trailing-bytes');
  const bytes = der.subarray(0, outer.end);
  const { container, kind } = shapeOf(bytes, outer);
  const promised = label ? LABELS[label] : container;
  const privateLabel = label ? label.includes('PRIVATE') : kind === 'private';
  if (label && (promised !== container || privateLabel !== (kind === 'private'))) repairs.add('wrong-label');

  let key: KeyObject;
  try {
    if (container === 'certificate') key = new X509Certificate(bytes).publicKey;
    else if (kind === 'private')
      key = createPrivateKey({ key: bytes, format: 'der', type: container as 'pkcs8' | 'pkcs1' | 'sec1' });
    else key = createPublicKey({ key: bytes, format: 'der', type: container as 'spki' | 'pkcs1' });
  } catch {
    throw new KeyError(refusal(bytes, outer, container));
  }
  return describe(key, { kind, container, encoding, repairs: [...repairs] });
}

function readJwk(text: string): ReadKey {
  let jwk: JsonWebKey;
  try {
    // A JWK holds strings only, so JSON.parse loses nothing here.
    jwk = JSON.parse(text) as JsonWebKey;
  } catch {
    throw new KeyError({ code: 'key-not-a-key' });
  }
  if (jwk.kty !== 'RSA' && jwk.kty !== 'EC') throw new KeyError(unsupported('jwk-type'));
  const kind = jwk.d === undefined ? 'public' : 'private';
  let key: KeyObject;
  try {
    key = (kind === 'private' ? createPrivateKey : createPublicKey)({ key: jwk, format: 'jwk' });
  } catch {
    throw damaged('jwk');
  }
  return describe(key, { kind, container: 'jwk', encoding: 'jwk', repairs: [] });
}

type Shape = { container: Exclude<KeyContainer, 'jwk'>; kind: 'private' | 'public' };

/** Tells the containers apart by the tags of their first elements, which differ in all of them. */
function shapeOf(der: Buffer, outer: DerElement): Shape {
  const children = derChildren(der, outer);
  const tags = children.map((child) => child.tag);
  const begins = (...wanted: number[]) => wanted.every((tag, i) => tags[i] === tag);
  const { integer, sequence, octetString, bitString, oid } = TAG;
  if (begins(integer, sequence, octetString)) return { container: 'pkcs8', kind: 'private' };
  if (begins(integer, octetString)) return { container: 'sec1', kind: 'private' };
  if (begins(sequence, bitString)) return { container: 'spki', kind: 'public' };
  if (begins(sequence, sequence, bitString)) return { container: 'certificate', kind: 'public' };
  if (begins(sequence, octetString)) throw new KeyError(unsupported('encrypted'));
  if (begins(oid)) throw new KeyError(unsupported('pkcs7'));
  if (begins(integer, sequence)) throw new KeyError(unsupported('pkcs12'));
  if (tags.every((tag) => tag === integer)) {
    if (tags.length === 2) return { container: 'pkcs1', kind: 'public' };
    if (tags.length === 9) return { container: 'pkcs1', kind: 'private' };
    if (tags.length === 6) throw new KeyError(unsupported('algorithm'));
  }
  throw new KeyError({ code: 'key-not-a-key' });
}

/** Why node:crypto will not have a key whose frame is right: it cannot use it, or the numbers in it are damaged. */
function refusal(der: Buffer, outer: DerElement, container: KeyContainer) {
  const algorithm = derChildren(der, outer)[{ pkcs8: 1, spki: 0 }[container as string] ?? -1];
  const oids = algorithm
    ? derChildren(der, algorithm).map((child) =>
        child.tag === TAG.oid ? der.toString('hex', child.start, child.end) : undefined,
      )
    : [];
  if (oids[0] && oids[0] !== RSA_OID && oids[0] !== EC_OID) return unsupported('algorithm');
  if (oids[0] === EC_OID && oids[1] && !CURVE_OIDS.includes(oids[1])) return unsupported('curve');
  return { code: 'key-damaged', container } as const;
}

function describe(key: KeyObject, shape: Omit<KeyShape, 'key' | 'fingerprint'>): ReadKey {
  if (key.asymmetricKeyType === 'rsa') {
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    if (key.type === 'private' && !isRsaPair(key)) throw damaged(shape.container);
    return { ...shape, key, family: 'rsa', bits, fingerprint: fingerprint(key) };
  }
  if (key.asymmetricKeyType !== 'ec') throw new KeyError(unsupported('algorithm'));
  const { namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  const curve = CURVES[namedCurve];
  if (!curve) throw new KeyError(unsupported('curve'));
  const jwk = key.export({ format: 'jwk' });
  if (key.type === 'private' && !isEcPair(jwk, namedCurve)) throw damaged(shape.container);
  // BouncyCastle and old OpenSSL may spell the curve's numbers out; a JWK always names the curve.
  const named = (key.type === 'private' ? createPrivateKey : createPublicKey)({ key: jwk, format: 'jwk' });
  return { ...shape, key: named, family: 'ec', curve, fingerprint: fingerprint(named) };
}

/** A changed character goes unnoticed when a key is loaded; the two exponents then no longer undo each other. */
function isRsaPair(key: KeyObject): boolean {
  const probe = Buffer.alloc(modulusBytes(key));
  probe[probe.length - 1] = 2;
  const there = rsaPrivateRaw(key, probe);
  return there !== undefined && rsaPublicRaw(createPublicKey(key), there)?.equals(probe) === true;
}

/** The same for EC: the point in the key must be the private number times the base point. */
function isEcPair({ d = '', x = '', y = '' }: JsonWebKey, opensslName: string): boolean {
  const ecdh = createECDH(opensslName);
  try {
    ecdh.setPrivateKey(d, 'base64url');
  } catch {
    return false;
  }
  const point = [x, y].map((coordinate) => Buffer.from(coordinate, 'base64url'));
  return ecdh.getPublicKey().equals(Buffer.concat([Buffer.from([4]), ...point]));
}

function damaged(container: KeyContainer): KeyError {
  return new KeyError({ code: 'key-damaged', container });
}

function fingerprint(key: KeyObject): string {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  const spki = half.export({ format: 'der', type: 'spki' });
  return createHash('sha256').update(spki).digest('hex').slice(0, 16);
}

function unsupported(what: UnsupportedKey) {
  return { code: 'key-unsupported', what } as const;
}

/** The same as readKey, with undefined instead of an error. */
export function tryReadKey(text: string): ReadKey | undefined {
  try {
    return readKey(text);
  } catch {
    return undefined;
  }
}
