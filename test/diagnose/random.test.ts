/** Signatures and ciphertexts that nothing explains: nothing may be claimed, not even as possible. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { Haitouhui } from './corpus/haitouhui.ts';
import { Haomiao, LOSS } from './corpus/haomiao.ts';
import { notice, order, transfer } from './corpus/lianyou.ts';
import type { Case } from './corpus/recipe.ts';
import { run } from './corpus/run.ts';
import { AUDIT, INVOICE, ORDER, REFUND, WAYBILL } from './corpus/texts.ts';
import { type Family, pem, Yunzhimeng } from './corpus/yunzhimeng.ts';

/** The deviations that are tried: EFFORT=3 tries three, and takes minutes. */
const DEPTH = Number(process.env['EFFORT'] ?? 2);
/** Far more than a search takes: it is the depth that ends it. */
const MILLISECONDS = 120_000;

/** Bytes that look random and are the same in every run. */
const bytes = (seed: string, length: number) => {
  const blocks: Buffer[] = [];
  for (let i = 0; blocks.length * 32 < length; i++)
    blocks.push(createHash('sha256').update(`${seed} ${i}`).digest());
  return Buffer.concat(blocks).subarray(0, length);
};
const md5Of = (seed: string) => bytes(seed, 16).toString('hex').toUpperCase();

const callbacks = [
  () => new Haitouhui(ORDER),
  () => new Haitouhui(REFUND).with({ memo: '', channel: 'web' }),
];
const messages = [order, transfer, notice];
const pick = <T>(list: readonly T[], i: number) => list[i % list.length] as T;

const signs = (family: Family, i: number, key: 'platform' | 'test') =>
  new Yunzhimeng(family, pick([AUDIT, INVOICE], i))
    .signedWith(pem(family, key, 'private'))
    .signs(() => bytes(`content ${i}`, 40));

interface Kind {
  readonly name: string;
  /** How many: fewer where each hypothesis takes a verification. */
  readonly cases: number;
  /** False where it is plain before any search that nothing can be found. */
  readonly searched: boolean;
  readonly make: (i: number) => Case;
}

const KINDS: readonly Kind[] = [
  {
    name: 'MD5 sign of haitouhui',
    cases: 40,
    searched: true,
    make: (i) =>
      pick(callbacks, i)()
        .signedBy(() => md5Of(`h${i}`))
        .suspects('random'),
  },
  {
    name: 'MD5 sign of lianyou',
    cases: 40,
    searched: true,
    make: (i) =>
      pick(messages, i)()
        .signedBy(() => md5Of(`l${i}`))
        .suspects('random'),
  },
  {
    name: 'RSA, the right key over other content',
    cases: 30,
    searched: true,
    make: (i) => signs('rsa', i, 'platform').suspects('random'),
  },
  {
    name: 'RSA, another key',
    cases: 100,
    searched: false,
    make: (i) => signs('rsa', i, 'test').suspects('random'),
  },
  {
    name: 'RSA, random bytes',
    cases: 100,
    searched: false,
    make: (i) =>
      new Yunzhimeng('rsa', AUDIT)
        .breakHeader('X-Signature', () => bytes(`r${i}`, 256).toString('base64'))
        .suspects('random'),
  },
  {
    name: 'ECDSA over other content',
    cases: 10,
    searched: true,
    make: (i) => signs('ec', i, 'platform').suspects('random'),
  },
  {
    name: 'AES, random blocks',
    cases: 100,
    searched: true,
    make: (i) =>
      new Haomiao(LOSS)
        .breakData(() => bytes(`a${i}`, 16 * (1 + (i % 20))).toString('base64'))
        .suspects('random'),
  },
  {
    name: 'secret fields of RSA',
    cases: 100,
    searched: false,
    make: (i) =>
      new Yunzhimeng('rsa', WAYBILL)
        .sealedBy((text) => bytes(`${i} ${text}`, 256).toString('base64'))
        .suspects('random'),
  },
  {
    name: 'secret fields of EC',
    cases: 100,
    searched: false,
    make: (i) =>
      new Yunzhimeng('ec', WAYBILL)
        .sealedBy((text) => bytes(`${i} ${text}`, 103).toString('base64'))
        .suspects('random'),
  },
];

it.each(KINDS)(
  '$name: nothing is claimed of $cases',
  {
    timeout: 100 * MILLISECONDS,
  },
  async ({ cases, searched, make }) => {
    const claims: string[] = [];
    for (let i = 0; i < cases; i++) {
      const { report, explanation } = await run(make(i), { depth: DEPTH, milliseconds: MILLISECONDS });
      expect(report.verdict).toBe('invalid');
      // The search went all the way.
      if (searched) expect(explanation.details.map(({ depth }) => depth)).toEqual([DEPTH]);
      claims.push(...explanation.causes.map(({ code, detail }) => `${i}: ${code} ${detail ?? ''}`));
    }
    expect(claims).toEqual([]);
  },
);
