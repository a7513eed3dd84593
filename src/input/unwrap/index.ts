/** Peels whatever a log or a colleague gives to a callback, and says which layers were taken off. */
import { isUtf8 } from 'node:buffer';
import type { CallbackRequest } from '../../request/request.ts';
import { hasControls, pemKey } from './binary.ts';
import { blob } from './blob.ts';
import { bom, utf16 } from './bom.ts';
import { curl } from './curl.ts';
import { delivery } from './delivery.ts';
import { dockerLog } from './docker-log.ts';
import { escapes } from './escapes.ts';
import { form } from './form.ts';
import { har } from './har.ts';
import { htmlEntities } from './html-entities.ts';
import { httpRequest, httpResponse } from './http.ts';
import { webRequest } from './invoke-web-request.ts';
import { json } from './json.ts';
import type { Layer, UnwrapProblem } from './layers.ts';
import { lineWrap } from './line-wrap.ts';
import { logLine } from './log-line.ts';
import { percent } from './percent.ts';
import { quotes } from './quotes.ts';
import {
  type Blob,
  type Choice,
  type Found,
  foundBody,
  type Kind,
  type Piece,
  RANK,
  type Recogniser,
  trimmedSpan,
} from './recogniser.ts';
import { whiteSpace, whiteSpaceLayer } from './white-space.ts';

export type { Layer, UnwrapProblem } from './layers.ts';
export type { Blob, Choice } from './recogniser.ts';

export interface Unwrapped {
  /** What was taken off, outermost first. The payload's own form (JSON, form) is no layer: see `kind`. */
  readonly layers: readonly Layer[];
  readonly kind: Kind;
  /** With a body alone unless `kind` is `request`. The body's bytes are those of the input. */
  readonly request: CallbackRequest;
  /** For `kind: 'blob'`: a bare value that looks like a ciphertext. */
  readonly blob?: Blob;
  readonly problems: readonly UnwrapProblem[];
  /** For several recorded requests none of which was chosen. */
  readonly choices?: readonly Choice[];
}

/**
 * In order: the first that recognises more than a fragment settles it, so that JSON, a form or a blob that is
 * whole as it stands is never unescaped. A new format is one more entry.
 */
const RECOGNISERS: readonly Recogniser[] = [
  bom,
  utf16,
  pemKey,
  httpRequest,
  curl,
  webRequest,
  delivery,
  har,
  dockerLog,
  whiteSpace,
  json,
  quotes,
  form,
  blob,
  htmlEntities,
  percent,
  lineWrap,
  escapes,
  logLine,
  httpResponse,
];

/** So many layers are taken off one within the other. */
const DEEPEST = 8;

/**
 * Recognises a callback in any of the known wrappings. Never throws; takes time in proportion to the input.
 * @param options.entry which of several recorded requests (HAR, deliveries), counting from 1
 */
export function unwrap(input: Buffer, options: { readonly entry?: number } = {}): Unwrapped {
  const text = input.toString('latin1');
  /** Bytes that may still be looked at: guesses inside guesses must not multiply. */
  let budget = 4 * text.length + (16 << 20);
  const look = (piece: Piece, depth: number): Found | undefined => {
    budget -= piece.text.length;
    if (depth > DEEPEST || budget < 0) return undefined;
    let fragment: Found | undefined;
    for (const recognise of RECOGNISERS) {
      const found = recognise(piece, (inner) => look(inner, depth + 1));
      if (found !== undefined && found.rank > RANK.partial) return found;
      fragment ??= found;
    }
    return fragment;
  };
  const piece = { text, loose: false, inside: false, prefixed: true, entry: options.entry };
  const { rank: _, end: __, ...found } = look(piece, 0) ?? unrecognised(input, text);
  return found;
}

/** Nothing was recognised: the bytes as they came, in text without the white space around it. */
function unrecognised(input: Buffer, text: string): Found {
  const [start, end] = trimmedSpan(text);
  if (start === end) return foundBody('empty', 0, '', { layers: [] });
  if (hasControls(input) || !(isUtf8(input) || looksLikeGbk(input)))
    return { ...foundBody('binary', 0, ''), request: { headers: [], body: input } };
  const layers = start === 0 && end === text.length ? [] : [whiteSpaceLayer(text, start, end)];
  return foundBody('unknown', 0, text.slice(start, end), { layers });
}

/** True when the bytes are ASCII and whole double-byte characters, as in GBK. */
function looksLikeGbk(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] as number;
    if (lead < 0x80) continue;
    const trail = bytes[++at] ?? 0;
    if (lead === 0x80 || lead === 0xff || trail < 0x40 || trail === 0x7f || trail === 0xff) return false;
  }
  return true;
}
