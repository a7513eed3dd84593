/** What a recogniser of one format gets and gives, and small helpers for text that stands for bytes. */

import type { BinaryEncoding } from '../../encoding/binary-text.ts';
import { bodyOnly, type CallbackRequest } from '../../request/request.ts';
import type { Layer, UnwrapProblem } from './layers.ts';

/**
 * Bytes as a string with one character (U+0000–U+00FF) per byte, so that every charset survives and patterns can
 * be used. Mind that `\s` and `trim()` take byte 0xA0 for a space: use BLANK and trimBlank.
 */
export type ByteText = string;

/** A text to be recognised. */
export interface Piece {
  readonly text: ByteText;
  /** True when the text starts at the payload but something else may follow it. */
  readonly loose: boolean;
  /** True once an encoding was taken off: white space around the payload then belongs to it. */
  readonly inside: boolean;
  /** True when a prefix may stand before the payload. */
  readonly prefixed: boolean;
  /** Which of several recorded requests is wanted, from 1. */
  readonly entry: number | undefined;
}

export type Kind = 'request' | 'json' | 'form' | 'blob' | 'unknown' | 'empty' | 'binary';

export interface Blob {
  /** The value without line wraps. */
  readonly text: string;
  readonly bytes: Buffer;
  readonly encoding: BinaryEncoding;
}

/** A recorded request among several. `index` counts from 1. */
export interface Choice {
  readonly index: number;
  readonly method: string;
  readonly url: string;
}

/** What a piece of text turned out to be. */
export interface Found {
  readonly kind: Kind;
  /** How specific it is: of several interpretations the highest wins. */
  readonly rank: number;
  readonly layers: readonly Layer[];
  readonly request: CallbackRequest;
  readonly blob?: Blob;
  readonly problems: readonly UnwrapProblem[];
  readonly choices?: readonly Choice[];
  /** Where it ends in the piece; undefined when a decoding in between makes that unknown. */
  readonly end?: number;
}

/** RANK.partial and less is a fallback: other recognisers are still asked. */
export const RANK = { request: 6, object: 5, form: 4, array: 3, blob: 2, partial: 1 } as const;

/** Looks at an inner text with all recognisers; undefined when nothing is recognised in it. */
export type Look = (piece: Piece) => Found | undefined;

/** One format. Never throws, takes linear time. */
export type Recogniser = (piece: Piece, look: Look) => Found | undefined;

/** The inner result with the layers around it; what is around an inner text has no end of its own. */
export function wrappedIn(
  layers: readonly Layer[],
  inner: Found | undefined,
  end?: number,
): Found | undefined {
  if (inner === undefined) return undefined;
  const { end: _, ...rest } = inner;
  return { ...rest, layers: [...layers, ...inner.layers], ...(end === undefined ? {} : { end }) };
}

/** A result that is a request with a method or a URL. */
export function foundRequest(
  layers: readonly Layer[],
  request: CallbackRequest,
  problems: readonly UnwrapProblem[],
  end: number,
): Found {
  return { kind: 'request', rank: RANK.request, layers, request, problems, end };
}

/** A result whose payload is a body alone. */
export function foundBody(
  kind: Kind,
  rank: number,
  body: ByteText,
  more: Partial<Pick<Found, 'layers' | 'problems' | 'blob' | 'end' | 'choices'>> = {},
): Found {
  const type = kind === 'form' ? 'application/x-www-form-urlencoded' : undefined;
  return { kind, rank, layers: [], problems: [], ...more, request: bodyOnly(toBytes(body), type) };
}

/** The bytes that the text stands for. */
export function toBytes(text: ByteText): Buffer {
  return Buffer.from(text, 'latin1');
}

/** The text that the bytes spell in UTF-8 (U+FFFD where they are not UTF-8). */
export function toText(bytes: ByteText): string {
  return toBytes(bytes).toString('utf8');
}

/** A string as its UTF-8 bytes, one character each. */
export function fromText(text: string): ByteText {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** Space, tab, CR and LF: the white space of JSON and HTTP. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** Where the text begins and ends without white space around it. Linear also on nothing but spaces. */
export function trimmedSpan(text: ByteText): [start: number, end: number] {
  let start = 0;
  while (start < text.length && isBlank(text.charCodeAt(start))) start++;
  let end = text.length;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return [start, end];
}

/** The text without spaces, tabs and line ends around it. */
export function trimBlank(text: ByteText): ByteText {
  const [start, end] = trimmedSpan(text);
  return text.slice(start, end);
}

const SHOWN = 80;

/** The layer for what stands before the payload: its end, since that is next to the payload. */
export function prefixLayer(prefix: ByteText): Layer {
  const near = toText(prefix.slice(-4 * SHOWN));
  return {
    code: 'log-prefix',
    text: [...near].length > SHOWN ? `…${[...near].slice(1 - SHOWN).join('')}` : near,
  };
}

/** The layers for what stands after the payload: none for white space alone. */
export function suffixLayers(suffix: ByteText): Layer[] {
  const trimmed = trimBlank(suffix);
  if (trimmed === '') return [];
  const near = toText(trimmed.slice(0, 4 * SHOWN));
  return [
    {
      code: 'log-suffix',
      text: [...near].length > SHOWN ? `${[...near].slice(0, SHOWN - 1).join('')}…` : near,
    },
  ];
}
