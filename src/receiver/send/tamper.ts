/** Makes a message wrong in one way, to see whether the receiver of it notices. */
import { generateKeyPairSync } from 'node:crypto';
import { readKey } from '../../crypto/keys.ts';
import { encodeGbk } from '../../encoding/gbk.ts';
import type { Platform, Source } from '../../platforms/platform.ts';
import { readBody } from '../../request/fields.ts';
import type { CallbackRequest } from '../../request/request.ts';
import { type Draft, renew, withHeader } from './draft.ts';
import { type Seals, seal } from './seal.ts';

export const TAMPERS = [
  'sign',
  'body',
  'timestamp',
  'nonce',
  'key',
  'replay',
  'duplicate',
  'encoding',
] as const;
export type Tamper = (typeof TAMPERS)[number];

type Sealed = CallbackRequest & { readonly method: string };

const DAY_MS = 86_400_000;

/** Where the proof of a message stands: its sign, its signature, or a ciphertext. */
function proofOf(platform: Platform): Source | undefined {
  for (const check of platform.checks) {
    if (check.kind === 'sign') return { field: check.field };
    if (check.kind === 'signature') return check.at;
    if (check.kind === 'cipher') return check.blobs[0]?.at;
  }
  return undefined;
}

const nonceOf = (draft: Draft) =>
  draft.renewals.find(({ inside, renewal }) => !inside && renewal.as === 'nonce');

/** The ways that mean something for a message of this platform. */
export function tampersFor(platform: Platform, draft: Draft): readonly Tamper[] {
  const timed = platform.checks.some(({ kind }) => kind === 'freshness');
  return TAMPERS.filter(
    (tamper) => (tamper !== 'timestamp' || timed) && (tamper !== 'nonce' || nonceOf(draft) !== undefined),
  );
}

/** The messages to send, one after the other: two for a replay and a duplicate, of which the second is wrong. */
export function tampered(tamper: Tamper, draft: Draft, seals: Seals, now: number): readonly Sealed[] {
  const fresh = renew(draft, now);
  const good = () => seal(fresh, seals);
  switch (tamper) {
    case 'sign':
      return [withBrokenProof(good(), seals.platform)];
    case 'body':
      return [withOtherValue(good(), seals.platform)];
    case 'timestamp':
      return [seal(renew(draft, now - DAY_MS), seals)];
    case 'nonce': {
      const at = nonceOf(draft)?.renewal.at;
      const request = good();
      if (!at || !('header' in at)) return [request];
      const other = seal(renew(draft, now), seals).headers.find(
        ([name]) => name.toLowerCase() === at.header.toLowerCase(),
      );
      return [{ ...request, headers: withHeader(request.headers, at.header, other?.[1] ?? '0') }];
    }
    case 'key':
      return [seal(fresh, { ...seals, keys: otherKeys(seals.keys) })];
    case 'replay': {
      const request = good();
      return [request, request];
    }
    case 'duplicate':
      return [good(), seal(renew(draft, now + 1000), seals)];
    case 'encoding':
      return [withOtherEncoding(good(), seals.platform)];
  }
}

function replaceInBody(request: Sealed, from: string, to: string): Sealed {
  return {
    ...request,
    body: Buffer.from(
      request.body.toString('utf8').replace(from, () => to),
      'utf8',
    ),
  };
}

/** Another character in the middle, of the same alphabet. */
function broken(text: string): string {
  const at = Math.floor(text.length / 2);
  const other = text[at] === 'A' ? 'B' : 'A';
  return text.slice(0, at) + other + text.slice(at + 1);
}

function withBrokenProof(request: Sealed, platform: Platform): Sealed {
  const at = proofOf(platform);
  if (!at) return request;
  if ('header' in at) {
    const value = request.headers.find(([name]) => name.toLowerCase() === at.header.toLowerCase())?.[1] ?? '';
    return { ...request, headers: withHeader(request.headers, at.header, broken(value)) };
  }
  const body = readBody(request);
  const value = body.fields.find(({ name }) => name === at.field)?.value ?? '';
  const written = body.kind === 'form' ? encodeURIComponent(value) : value;
  return replaceInBody(request, written, broken(written));
}

/** Another value in the first field that is no proof and holds plain text. */
function withOtherValue(request: Sealed, platform: Platform): Sealed {
  const proof = proofOf(platform);
  const body = readBody(request);
  const field = body.fields.find(
    ({ name, value }) =>
      !(proof && 'field' in proof && proof.field === name) && /^[\w.-]+$/.test(value ?? ''),
  );
  if (!field) return { ...request, body: Buffer.concat([request.body, Buffer.from(' ')]) };
  const value = field.value ?? '';
  const last = value.at(-1) === '1' ? '2' : '1';
  const text = request.body.toString('utf8');
  const at = text.indexOf(value, text.indexOf(field.name) + field.name.length);
  const end = at + value.length;
  return { ...request, body: Buffer.from(text.slice(0, end - 1) + last + text.slice(end), 'utf8') };
}

/** Keys of the same kinds that are not the right ones. */
function otherKeys(keys: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...keys].map(([slot, text]) => [slot, otherKey(text)]));
}

function otherKey(text: string): string {
  try {
    const key = readKey(text);
    const pair =
      key.family === 'rsa'
        ? generateKeyPairSync('rsa', { modulusLength: key.bits })
        : generateKeyPairSync('ec', { namedCurve: key.curve });
    const half = key.kind === 'private' ? pair.privateKey : pair.publicKey;
    return half.export({ format: 'pem', type: key.kind === 'private' ? 'pkcs8' : 'spki' }).toString();
  } catch {
    return broken(text);
  }
}

/** What careless layers do: escapes made twice, `+` of base64 eaten, or GBK (else UTF-16) where UTF-8 is due. */
function withOtherEncoding(request: Sealed, platform: Platform): Sealed {
  const text = request.body.toString('utf8');
  if (platform.body === 'form') return { ...request, body: Buffer.from(text.replaceAll('%', '%25'), 'utf8') };
  const proof = proofOf(platform);
  const value =
    proof && 'field' in proof
      ? readBody(request).fields.find(({ name }) => name === proof.field)?.value
      : undefined;
  if (value?.includes('+')) return replaceInBody(request, value, value.replaceAll('+', ' '));
  const gbk = encodeGbk(text);
  return { ...request, body: gbk.equals(request.body) ? Buffer.from(text, 'utf16le') : gbk };
}
