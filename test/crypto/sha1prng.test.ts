/** Against the JDK's own generator, as test/diagnose/corpus/peers.json has it recorded. */
import { expect, it } from 'vitest';
import { sha1Prng } from '../../src/crypto/sha1prng.ts';
import { javaBytes } from '../diagnose/corpus/peers.ts';

const SEEDS = ['3e9a51c07bd84f26a1f0c85d92e47b63', 'a', '密钥', 'k7w2pz40qmx9t1vb'];

it.each(SEEDS.flatMap((seed) => [16, 24, 32].map((length) => [seed, length] as const)))(
  'seeded with %s, %i bytes',
  (seed, length) =>
    expect(sha1Prng(seed, length)).toEqual(javaBytes('KeyGenerator-SHA1PRNG', seed, String(length * 8))),
);
