/** All platforms, and how a request finds its own. */
import { type Body, fieldValue } from '../request/fields.ts';
import { type CallbackRequest, header } from '../request/request.ts';
import { haitouhui } from './haitouhui/index.ts';
import { haomiao } from './haomiao/index.ts';
import { lianyou } from './lianyou/index.ts';
import type { Clue, Platform, Schema, Source } from './platform.ts';
import { yunzhimeng } from './yunzhimeng/index.ts';

export const PLATFORMS: readonly Platform[] = [haomiao, haitouhui, yunzhimeng, lianyou];

/** The platform of an id, undefined where there is none. */
export function platformById(id: string): Platform | undefined {
  return PLATFORMS.find((p) => p.id === id);
}

/** The text that stands at a source, without its prefix; undefined when absent or without the prefix. */
export function valueAt(source: Source, request: CallbackRequest, body: Body): string | undefined {
  if ('field' in source) return fieldValue(body.fields, source.field);
  const value = header(request, source.header);
  if (value === undefined || source.prefix === undefined) return value;
  return value.toLowerCase().startsWith(source.prefix.toLowerCase())
    ? value.slice(source.prefix.length)
    : undefined;
}

/** How a source is named to people and in findings: `/data` for a field, `authorization` for a header. */
export function sourceName(source: Source): string {
  return 'field' in source ? `/${source.field}` : source.header;
}

/** A platform that a request may be of. */
export interface Detection {
  readonly platform: Platform;
  readonly score: number;
  readonly reasons: readonly string[];
}

/** Clues must reach this sum, so that one common name (`sign`, `data`) does not decide. */
const ENOUGH = 4;

/**
 * The platforms that a request looks like, best first; empty when none has enough clues.
 * `hints` are extra clues from outside the request, such as the names of the keys that were given.
 */
export function detectPlatform(
  request: CallbackRequest,
  body: Body,
  hints: readonly { platform: string; weight: number; reason: string }[] = [],
): Detection[] {
  const found: Detection[] = [];
  for (const platform of PLATFORMS) {
    let score = 0;
    const reasons: string[] = [];
    for (const clue of platform.clues)
      if (isMet(clue, request, body)) {
        score += clue.weight;
        reasons.push(sourceName(clue.in));
      }
    for (const hint of hints)
      if (hint.platform === platform.id) {
        score += hint.weight;
        reasons.push(hint.reason);
      }
    if (score >= ENOUGH) found.push({ platform, score, reasons });
  }
  return found.sort((a, b) => b.score - a.score);
}

function isMet(clue: Clue, request: CallbackRequest, body: Body): boolean {
  const value = valueAt(clue.in, request, body);
  return value !== undefined && (clue.pattern === undefined || patternOf(clue.pattern).test(value));
}

/** The receiver looks for the same clues in every request. */
const patterns = new Map<string, RegExp>();

function patternOf(source: string): RegExp {
  let known = patterns.get(source);
  if (!known) {
    known = new RegExp(source);
    patterns.set(source, known);
  }
  return known;
}

/** The name of the body's schema, undefined where the platform has none for this message. */
export function schemaName(platform: Platform, request: CallbackRequest, body: Body): string | undefined {
  const choice = platform.bodySchema;
  if ('always' in choice) return choice.always;
  const value = valueAt(choice.by, request, body);
  return (value !== undefined ? choice.cases[value] : undefined) ?? choice.otherwise;
}

/** Every built-in schema under the name that --schema takes, e.g. `haitouhui/notify`. */
export function builtInSchemas(): Map<string, Schema> {
  return new Map(
    PLATFORMS.flatMap((p) => Object.entries(p.schemas).map(([name, schema]) => [`${p.id}/${name}`, schema])),
  );
}
