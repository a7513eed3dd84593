/** Text that a mail, a terminal or `base64` has broken into lines of one width. */
import { type ByteText, type Look, type Piece, wrappedIn } from './recogniser.ts';

const NARROWEST = 20;

/** Joins the lines when all but the last have the same width and the last is not wider. */
export function lineWrap(piece: Piece, look: Look) {
  const { text } = piece;
  const width = equalWidth(text);
  if (width === undefined) return undefined;
  const joined = text.replace(/\r?\n/g, '');
  return wrappedIn([{ code: 'line-wrap', width }], look({ ...piece, text: joined, prefixed: false }));
}

/** The common width in characters; undefined for a single line and for lines of different widths. */
function equalWidth(text: ByteText): number | undefined {
  let width: number | undefined;
  for (let at = 0; ; ) {
    const newline = text.indexOf('\n', at);
    if (newline < 0)
      return width !== undefined && characters(text, at, text.length) <= width ? width : undefined;
    const found = characters(text, at, text[newline - 1] === '\r' ? newline - 1 : newline);
    width ??= found;
    if (found !== width || width < NARROWEST) return undefined;
    at = newline + 1;
  }
}

/** How many UTF-8 characters start between two places: bytes that continue one are not counted. */
function characters(text: ByteText, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if ((text.charCodeAt(at) & 0xc0) !== 0x80) count++;
  return count;
}
