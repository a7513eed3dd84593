/** What makes two deliveries the same message, or the same bytes. */
import { hash } from 'node:crypto';
import type { Plaintext } from '../checks/context.ts';
import { printJson, replaceStrings } from '../json/node.ts';
import { sourceName, valueAt } from '../platforms/index.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Body } from '../request/fields.ts';
import type { CallbackRequest } from '../request/request.ts';

const digest = (parts: readonly string[]) => hash('sha256', parts.join('\u0000'), 'hex').slice(0, 32);

/**
 * A digest of the values by which a platform tells its messages apart; undefined when one of them is missing.
 * Secret fields count by what they decrypt to, for encryption makes each attempt look different.
 */
export function identityOf(
  platform: Platform,
  request: CallbackRequest,
  body: Body,
  plaintexts: readonly Plaintext[],
): string | undefined {
  const parts: string[] = [platform.id];
  for (const source of platform.identity) {
    const value = source === 'body' ? openedBody(body, plaintexts) : valueAt(source, request, body);
    if (value === undefined) return undefined;
    parts.push(value);
  }
  return digest(parts);
}

function openedBody(body: Body, plaintexts: readonly Plaintext[]): string {
  if (!body.json) return body.text;
  const texts = new Map(plaintexts.filter(({ at }) => at.startsWith('/')).map(({ at, text }) => [at, text]));
  return texts.size > 0 ? printJson(replaceStrings(body.json, texts)) : body.text;
}

/** A digest of everything that a platform sends: the body and the headers that it is known by. */
export function bytesDigest(platform: Platform | undefined, request: CallbackRequest, body: Body): string {
  const parts: string[] = [];
  for (const { in: source } of platform?.clues ?? [])
    if ('header' in source) parts.push(`${sourceName(source)}:${valueAt(source, request, body) ?? ''}`);
  parts.push(request.body.toString('latin1'));
  return digest(parts);
}
