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

/** Random cases of each kind, and the deviations that are tried: EFFORT=3 tries three, and takes minutes. */
const CASES = 100;
const DEPTH = Number(process.env['EFFORT'] ?? 1);
/** ECDSA takes a verification for each hypothesis, so by itself it is given less. */
const effortFor = (kind: string) => ({
  depth: DEPTH,
  milliseconds: DEPTH === 1 && kind.startsWith('ECDSA') ? 60 : 4000,
});

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

const kinds: Readonly<Record<string, (i: number) => Case>> = {
  'MD5 sign of haitouhui': (i) =>
    pick(callbacks, i)()
      .signedBy(() => md5Of(`h${i}`))
      .suspects('random'),
  'MD5 sign of lianyou': (i) =>
    pick(messages, i)()
      .signedBy(() => md5Of(`l${i}`))
      .suspects('random'),
  'RSA, the right key over other content': (i) => signs('rsa', i, 'platform').suspects('random'),
  'RSA, another key': (i) => signs('rsa', i, 'test').suspects('random'),
  'RSA, random bytes': (i) =>
    new Yunzhimeng('rsa', AUDIT)
      .breakHeader('X-Signature', () => bytes(`r${i}`, 256).toString('base64'))
      .suspects('random'),
  'ECDSA over other content': (i) => signs('ec', i, 'platform').suspects('random'),
  'AES, random blocks': (i) =>
    new Haomiao(LOSS)
      .breakData(() => bytes(`a${i}`, 16 * (1 + (i % 20))).toString('base64'))
      .suspects('random'),
  'secret fields of RSA': (i) =>
    new Yunzhimeng('rsa', WAYBILL)
      .sealedBy((text) => bytes(`${i} ${text}`, 256).toString('base64'))
      .suspects('random'),
  'secret fields of EC': (i) =>
    new Yunzhimeng('ec', WAYBILL)
      .sealedBy((text) => bytes(`${i} ${text}`, 103).toString('base64'))
      .suspects('random'),
};

it.each(Object.entries(kinds))(
  `%s: nothing is claimed of ${CASES}`,
  { timeout: CASES * 10_000 },
  async (kind, make) => {
    const claims: string[] = [];
    for (let i = 0; i < CASES; i++) {
      const { report, explanation } = await run(make(i), effortFor(kind));
      expect(report.verdict).toBe('invalid');
      claims.push(...explanation.causes.map(({ code, detail }) => `${i}: ${code} ${detail ?? ''}`));
    }
    expect(claims).toEqual([]);
  },
);
