/**
 * ECIES as other libraries than BouncyCastle's default put it together: the same parts, in another order or from
 * another derivation. For telling what a sender uses, not for talking to it.
 */
import { createECDH, createHmac, ECDH, type KeyObject, timingSafeEqual } from 'node:crypto';
import { curveName, kdf2 } from './ecies.ts';

type Hash = 'sha1' | 'sha256';

interface Odd {
  /** What the keys are derived from: V ‖ Z as in DHAES mode, or Z alone. */
  readonly input: 'V‖Z' | 'Z';
  readonly hash: Hash;
  /** Which part of the derived bytes comes first. */
  readonly first: 'mac-key' | 'stream';
  readonly macKeyBytes: 16 | 20 | 32;
  /** Eight zero bytes behind C in the MAC, or not. */
  readonly trailer: boolean;
  /** V ‖ C ‖ T, or V ‖ T ‖ C. */
  readonly layout: 'VCT' | 'VTC';
}

function* variants(): Generator<Odd> {
  for (const input of ['V‖Z', 'Z'] as const)
    for (const name of ['sha1', 'sha256'] as const)
      for (const first of ['mac-key', 'stream'] as const)
        for (const macKeyBytes of [16, 20, 32] as const)
          for (const trailer of [true, false])
            for (const layout of ['VCT', 'VTC'] as const)
              yield { input, hash: name, first, macKeyBytes, trailer, layout };
}

/** Opens a message under the first variant whose tag is right, and names the variant; undefined when none is. */
export function eciesDecryptOdd(
  privateKey: KeyObject,
  data: Buffer,
): { plaintext: Buffer; variant: string } | undefined {
  const { crv, d } = privateKey.export({ format: 'jwk' });
  const name = curveName(crv);
  const ecdh = createECDH(name);
  const scalar = Buffer.from(d ?? '', 'base64url');
  ecdh.setPrivateKey(scalar);
  const pointBytes = data[0] === 4 ? 1 + 2 * scalar.length : 1 + scalar.length;
  const v = data.subarray(0, pointBytes);
  let z: Buffer;
  try {
    z = ecdh.computeSecret(ECDH.convertKey(v, name, undefined, undefined, 'uncompressed') as Buffer);
  } catch {
    return undefined;
  }
  for (const odd of variants()) {
    const tagBytes = odd.hash === 'sha1' ? 20 : 32;
    const rest = data.subarray(pointBytes);
    if (rest.length < tagBytes) continue;
    const c = odd.layout === 'VCT' ? rest.subarray(0, rest.length - tagBytes) : rest.subarray(tagBytes);
    const tag = odd.layout === 'VCT' ? rest.subarray(rest.length - tagBytes) : rest.subarray(0, tagBytes);
    const bytes = kdf2(odd.hash, odd.input === 'Z' ? [z] : [v, z], odd.macKeyBytes + c.length);
    const macKey = odd.first === 'mac-key' ? bytes.subarray(0, odd.macKeyBytes) : bytes.subarray(c.length);
    const stream = odd.first === 'mac-key' ? bytes.subarray(odd.macKeyBytes) : bytes.subarray(0, c.length);
    const mac = createHmac(odd.hash, macKey).update(c);
    if (odd.trailer) mac.update(Buffer.alloc(8));
    if (!timingSafeEqual(mac.digest(), tag)) continue;
    const plaintext = Buffer.from(c.map((byte, i) => byte ^ (stream[i] ?? 0)));
    return { plaintext, variant: describe(odd) };
  }
  return undefined;
}

function describe({ input, hash: name, first, macKeyBytes, trailer, layout }: Odd): string {
  return [
    `KDF2-${name.toUpperCase()}(${input})`,
    first === 'stream' ? 'stream before MAC key' : '',
    macKeyBytes === 16 ? '' : `${macKeyBytes}-byte MAC key`,
    trailer ? '' : 'MAC over C only',
    layout === 'VTC' ? 'V‖T‖C' : '',
  ]
    .filter(Boolean)
    .join(', ');
}
