/** The search for how a ciphertext opens: its text, key, IV, mode and padding, each with the ways in which they go wrong. */
import { createDecipheriv } from 'node:crypto';
import { AES_BLOCK, unpad } from '../../crypto/aes.ts';
import type { Cause, Deviation } from '../cause.ts';
import {
  alternatives,
  type Effort,
  type SearchResult,
  type Stage,
  search,
  stage,
  testing,
} from '../search.ts';
import { plausibility } from './plausible.ts';

export interface CipherState {
  readonly ciphertext: Buffer;
  readonly key: Buffer;
  readonly iv: Buffer;
  readonly mode: 'cbc' | 'ecb' | 'ctr' | 'cfb' | 'cfb8' | 'ofb';
  readonly padding: Padding;
  readonly plaintext?: Buffer;
}

type Padding = 'pkcs7' | 'twice' | 'zero' | 'none';

export interface CipherInput {
  readonly start: CipherState;
  readonly ciphertexts: readonly Deviation<Buffer>[];
  readonly keys: readonly Deviation<Buffer>[];
  readonly ivs: readonly Deviation<Buffer>[];
}

/** A mode with the padding that the senders who use it leave to the library. */
type Transformation = Pick<CipherState, 'mode' | 'padding'>;

/** Java pads for the stream modes too where it is told to; the libraries of other languages do not. */
const MODES: readonly Deviation<Transformation>[] = [
  { code: 'cipher-mode', detail: 'ECB', cost: 1, change: { mode: 'ecb', padding: 'pkcs7' } },
  ...(['ctr', 'cfb', 'cfb8', 'ofb'] as const).flatMap((mode): Deviation<Transformation>[] => {
    const detail = mode.toUpperCase();
    return [
      { code: 'cipher-mode', detail: `${detail} + PKCS#7`, cost: 3, change: { mode, padding: 'pkcs7' } },
      { code: 'cipher-mode', detail, cost: 3, change: { mode, padding: 'none' } },
    ];
  }),
];

const PADDINGS: readonly Deviation<Padding>[] = [
  { code: 'padding-twice', cost: 1, change: 'twice' },
  { code: 'padding-zero', cost: 1, change: 'zero' },
  { code: 'padding-none', cost: 2, change: 'none' },
];

const isBlockMode = (mode: CipherState['mode']) => mode === 'cbc' || mode === 'ecb';

/** Runs the search. A hit's plaintext is JSON or text long enough to be no accident. */
export function searchCipher(input: CipherInput, effort: Effort): SearchResult<CipherState> {
  const test = testing<CipherState>((state) => {
    const plaintext = open(state);
    if (!plaintext) return undefined;
    const worth = plausibility(plaintext);
    // A stream cipher and a missing padding check nothing, so only JSON speaks for them, and none like {} or [1].
    // Another IV changes the first block alone, and the XOR of two ASCII texts is often printable.
    const weak = state.padding === 'none' || state.iv !== input.start.iv || !isBlockMode(state.mode);
    if (weak && plaintext.length < AES_BLOCK) return undefined;
    if (worth === 'gbk-json') return GBK;
    return worth === 'json' || (worth === 'text' && !weak) ? NOTHING_MORE : undefined;
  });
  return search(input.start, stages(input), test, 0, effort);
}

const NOTHING_MORE: readonly Cause[] = [];
const GBK: readonly Cause[] = [{ code: 'charset-gbk', detail: 'encrypted' }];

/** The IV in front of the ciphertext, as many libraries for Java and PHP write it. */
const PREFIXED: Deviation<null> = { code: 'iv-prefixed', cost: 1, change: null };

function stages({ ciphertexts, keys, ivs }: CipherInput): Stage<CipherState>[] {
  return [
    alternatives(ciphertexts, (state, ciphertext) => ({ ...state, ciphertext })),
    alternatives(keys, (state, key) => ({ ...state, key })),
    stage<CipherState>([
      { deviations: [], apply: (state) => state },
      ...ivs.map((deviation) => ({
        deviations: [deviation],
        apply: (state: CipherState) => ({ ...state, iv: deviation.change }),
      })),
      {
        deviations: [PREFIXED],
        apply: (state) =>
          state.ciphertext.length > AES_BLOCK
            ? {
                ...state,
                iv: state.ciphertext.subarray(0, AES_BLOCK),
                ciphertext: state.ciphertext.subarray(AES_BLOCK),
              }
            : undefined,
      },
    ]),
    alternatives(MODES, (state, transformation) => ({ ...state, ...transformation })),
    alternatives(PADDINGS, (state, padding) =>
      padding === state.padding ? undefined : { ...state, padding },
    ),
  ];
}

/** The plaintext without its padding; undefined where the padding is not there. */
export function open(state: CipherState): Buffer | undefined {
  const raw = decryptRaw(state);
  if (!raw) return undefined;
  switch (state.padding) {
    case 'none':
      return raw;
    case 'zero':
      return raw.at(-1) === 0 ? unpad(raw, 'zero').bytes : undefined;
    default: {
      const once = unpad(raw, 'pkcs7');
      if (!once.ok) return undefined;
      if (state.padding === 'pkcs7') return once.bytes;
      const twice = unpad(once.bytes, 'pkcs7');
      return twice.ok ? twice.bytes : undefined;
    }
  }
}

/** Everything that comes out, padding included; undefined for a ciphertext that does not fit the mode. */
export function decryptRaw({ ciphertext, key, iv, mode }: CipherState): Buffer | undefined {
  const blocks = isBlockMode(mode);
  if (ciphertext.length === 0 || (blocks && ciphertext.length % AES_BLOCK !== 0)) return undefined;
  const decipher = createDecipheriv(`aes-${key.length * 8}-${mode}`, key, mode === 'ecb' ? null : iv);
  if (blocks) decipher.setAutoPadding(false);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}
