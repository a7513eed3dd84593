/** What a pasted key is: one of a pair, a certificate, a shared secret, or a damaged key. Facts only, no part of it. */
import { X509Certificate } from 'node:crypto';
import { AES_BLOCK, AES_KEY_LENGTHS } from '../crypto/aes.ts';
import { derElement } from '../crypto/der.ts';
import { KeyError, type KeyProblem } from '../crypto/key-error.ts';
import { decodeKeyText } from '../crypto/key-text.ts';
import { type ReadKey, readKey } from '../crypto/keys.ts';
import { decodeBase64, decodeHex } from '../encoding/binary-text.ts';
import { PLATFORMS } from '../platforms/index.ts';
import type { Profiles } from './profiles.ts';

export type KeyReport =
  | { readonly kind: 'pair'; readonly key: ReadKey; readonly certificate?: CertificateFacts }
  | {
      readonly kind: 'secret';
      readonly characters: number;
      readonly readings: readonly Reading[];
      readonly edges: readonly Edge[];
    }
  | { readonly kind: 'problem'; readonly problem: KeyProblem };

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly from: Date;
  readonly to: Date;
}

/** What a text gives as bytes, and what those bytes can serve as. */
export interface Reading {
  readonly reading: 'text' | 'hex' | 'base64';
  readonly bytes: number;
  readonly use: 'aes-key' | 'aes-key-or-iv' | 'none';
}

/** What clings to a value that was copied carelessly; most programs take it for a part of the key. */
export type Edge = 'white-space' | 'quotes' | 'invisible';

/** The bytes of a key file as text: a binary (DER) file becomes base64. */
export function keyFileText(bytes: Buffer): string {
  const der = bytes[0] === 0x30 ? derElement(bytes, 0) : undefined;
  // Text that begins with `0` is no DER: its second character would be an impossible length.
  if (der && der.end <= bytes.length && bytes.includes(0)) return bytes.toString('base64');
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

/** Says what a text is. A text that has the look of a key of a pair is judged as one, anything else as a secret. */
export function inspectKeyText(text: string): KeyReport {
  try {
    const key = readKey(text);
    const certificate = key.container === 'certificate' ? certificateFacts(text) : undefined;
    return { kind: 'pair', key, ...(certificate && { certificate }) };
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    if (looksLikePair(text) || error.code === 'key-empty') return { kind: 'problem', problem: error.facts };
  }
  const value = trimEdges(text);
  return {
    kind: 'secret',
    characters: [...value].length,
    readings: readingsOf(value),
    edges: edgesOf(text),
  };
}

/** A stored key that is the same as a pasted one, or the other half of its pair. */
export interface StoredMatch {
  readonly profile: string;
  /** `haitouhui.secret` */
  readonly address: string;
  readonly same: 'same' | 'other-half';
}

/** The stored keys that a pasted one matches. */
export function matchingKeys(text: string, report: KeyReport, { byName }: Profiles): StoredMatch[] {
  return [...byName].flatMap(([profile, keys]) =>
    [...keys].flatMap(([address, value]): StoredMatch[] => {
      const same = compare(text, report, value);
      return same ? [{ profile, address, same }] : [];
    }),
  );
}

/** A key that stands in a platform's published documentation. */
export interface SampleKey {
  readonly platform: string;
  readonly slot: string;
}

/** The published sample key that a text is. */
export function sampleKeyOf(text: string): SampleKey | undefined {
  const value = trimEdges(text);
  for (const { id, sampleKeys = {} } of PLATFORMS)
    for (const [slot, values] of Object.entries(sampleKeys))
      if (values.includes(value)) return { platform: id, slot };
  return undefined;
}

function compare(text: string, report: KeyReport, stored: string): StoredMatch['same'] | undefined {
  if (report.kind !== 'pair') return trimEdges(text) === trimEdges(stored) ? 'same' : undefined;
  if (!looksLikePair(stored)) return undefined;
  const other = inspectKeyText(stored);
  if (other.kind !== 'pair' || other.key.fingerprint !== report.key.fingerprint) return undefined;
  return other.key.kind === report.key.kind ? 'same' : 'other-half';
}

function certificateFacts(text: string): CertificateFacts {
  const { der } = decodeKeyText(text);
  const certificate = new X509Certificate(der.subarray(0, derElement(der, 0)?.end));
  return {
    subject: certificate.subject.replaceAll('\n', ', '),
    issuer: certificate.issuer.replaceAll('\n', ', '),
    from: new Date(certificate.validFrom),
    to: new Date(certificate.validTo),
  };
}

/** No shared secret is this long; what is, is meant to be a key of a pair. */
const LONGEST_SECRET = 120;

/** PEM, OpenSSH, JWK, or the base64 or hex of a DER sequence. */
function looksLikePair(text: string): boolean {
  if (text.trim().length > LONGEST_SECRET) return true;
  return /BEGIN|^\s*ssh-|^\s*\{|^\s*["']?M[EFGHI][A-Za-z0-9+/_-]{38}|^\s*["']?30[58][0-9a-f]{37}/i.test(text);
}

const QUOTES = /^["'`“”‘’]+|["'`“”‘’]+$/g;
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff]/g;

function trimEdges(text: string): string {
  return text.replace(INVISIBLE, '').trim().replace(QUOTES, '').trim();
}

function edgesOf(text: string): Edge[] {
  const visible = text.replace(INVISIBLE, '');
  const edges: Edge[] = [];
  if (visible !== text) edges.push('invisible');
  if (visible.trim() !== visible) edges.push('white-space');
  if (visible.trim().replace(QUOTES, '') !== visible.trim()) edges.push('quotes');
  return edges;
}

function readingsOf(value: string): Reading[] {
  const hex = decodeHex(value);
  const base64 = decodeBase64(value);
  return [
    { reading: 'text' as const, bytes: Buffer.byteLength(value) },
    ...(hex ? [{ reading: 'hex' as const, bytes: hex.bytes.length }] : []),
    ...(base64 ? [{ reading: 'base64' as const, bytes: base64.bytes.length }] : []),
  ].map((reading) => ({ ...reading, use: useOf(reading.bytes) }));
}

function useOf(bytes: number): Reading['use'] {
  if (bytes === AES_BLOCK) return 'aes-key-or-iv';
  return AES_KEY_LENGTHS.includes(bytes) ? 'aes-key' : 'none';
}
