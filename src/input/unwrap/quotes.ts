/** A string literal: JSON's, or one of Python, Go, Java, JavaScript or CSV. */
import { isUtf8 } from 'node:buffer';
import { escapeCode, unescapeBackslashes } from './escapes.ts';
import { scanJson } from './json-scan.ts';
import type { Layer } from './layers.ts';
import {
  type ByteText,
  fromText,
  type Look,
  type Piece,
  RANK,
  toBytes,
  trimmedSpan,
  wrappedIn,
} from './recogniser.ts';

/** Python's b, u, r and f prefixes may stand before the quote. */
const OPENING = /^(?:[bBuU]|[bB][rR]|[rR][bB]?)?(["'`])/;

/** Takes the quotes off and, where there are any, the escapes. */
export function quotes(piece: Piece, look: Look) {
  const { text, loose } = piece;
  const [start, trimmedEnd] = trimmedSpan(text);
  const opening = OPENING.exec(text.slice(start, start + 3));
  const quote = opening?.[1];
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
  const from = start + (opening?.[0].length ?? 0);
  let fallback: ReturnType<Look>;
  for (const reading of readings(text, from, quote, opening?.[0].length === 1)) {
    if (reading.end > trimmedEnd || (!loose && reading.end !== trimmedEnd)) continue;
    const inner = look({ ...piece, text: reading.inside, loose: false, inside: true, prefixed: true });
    const found = wrappedIn(reading.layers, inner, reading.end);
    if (found !== undefined && found.rank > RANK.partial) return found;
    fallback ??= found;
  }
  return fallback;
}

interface Reading {
  readonly inside: ByteText;
  readonly layers: readonly Layer[];
  /** After the closing quote. */
  readonly end: number;
}

function* readings(
  text: ByteText,
  from: number,
  quote: '"' | "'" | '`',
  unprefixed: boolean,
): Generator<Reading> {
  // A payload never begins with a quote of the same kind: "" is an empty string.
  if (text[from] === quote) return;
  if (unprefixed && quote === '"') {
    const scan = scanJson(text, from - 1);
    const literal = toBytes(text.slice(from - 1, scan.end));
    if (scan.complete && isUtf8(literal))
      yield {
        inside: fromText(JSON.parse(literal.toString('utf8')) as string),
        layers: [{ code: 'json-string' }],
        end: scan.end,
      };
  }
  const end = closingQuote(text, from, quote, 'backslash');
  if (end !== undefined) {
    const inside = text.slice(from, end);
    const raw: Reading = { inside, layers: [{ code: 'quotes', quote }], end: end + 1 };
    // '{"a":"\u4e2d"}': JSON that parses as it stands is taken so, unless the literal is surely escaped (b'…').
    if (unprefixed && quote !== '"' && scanJson(inside, 0).complete) yield raw;
    if (inside.includes('\\'))
      yield {
        inside: unescapeBackslashes(inside),
        layers: [{ code: 'quotes', quote }, { code: escapeCode(inside) }],
        end: end + 1,
      };
    yield raw;
  }
  const doubled = closingQuote(text, from, quote, 'doubled');
  if (doubled !== undefined && text.slice(from, doubled).includes(quote + quote))
    yield {
      inside: text.slice(from, doubled).replaceAll(quote + quote, quote),
      layers: [{ code: 'quotes', quote }, { code: 'doubled-quotes' }],
      end: doubled + 1,
    };
  // Quotes put around a payload as it is, its own quotes included: "{"a":1}".
  const last = text.lastIndexOf(quote);
  if (last > from && last + 1 !== end && last + 1 !== doubled)
    yield { inside: text.slice(from, last), layers: [{ code: 'quotes', quote }], end: last + 1 };
}

/** Where the literal closes: at the first quote without a backslash before it, or that is not doubled. */
function closingQuote(text: ByteText, from: number, quote: string, escaping: 'backslash' | 'doubled') {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (escaping === 'backslash' && char === '\\') at++;
    else if (char === quote) {
      if (escaping === 'backslash' || text[at + 1] !== quote) return at;
      at++;
    }
  }
  return undefined;
}
