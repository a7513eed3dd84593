/** JSON as it stands, and JSON that begins well and breaks. */
import { isUtf8 } from 'node:buffer';
import { type JsonScan, scanJson } from './json-scan.ts';
import { type ByteText, foundBody, type Piece, RANK, toBytes, trimmedSpan } from './recogniser.ts';

/** A JSON object or array. White space around it stays part of the body: see white-space.ts for where it goes. */
export function json(piece: Piece) {
  const { text, loose } = piece;
  const [start, trimmedEnd] = trimmedSpan(text);
  const bracket = text[start];
  if (bracket !== '{' && bracket !== '[') return undefined;
  const scan = scanInCharset(text, start);
  if (scan.complete && (loose || scan.end === trimmedEnd)) {
    const rank = bracket === '{' ? RANK.object : RANK.array;
    return loose
      ? foundBody('json', rank, text.slice(start, scan.end), { end: scan.end })
      : foundBody('json', rank, text);
  }
  if (scan.complete || scan.names === 0) return undefined;
  const offset = scan.end - start;
  return foundBody('unknown', RANK.partial, text.slice(start, trimmedEnd), {
    problems: [{ code: scan.cutOff ? 'json-cut-off' : 'json-broken', offset }],
    end: trimmedEnd,
  });
}

/** scanJson, and again with double-byte characters for bytes that are not UTF-8 (GBK). */
export function scanInCharset(text: ByteText, from: number): JsonScan {
  const scan = scanJson(text, from);
  if (scan.complete || !/[\x80-\xff]/.test(text) || isUtf8(toBytes(text))) return scan;
  const again = scanJson(text, from, true);
  return again.complete ? again : scan;
}
