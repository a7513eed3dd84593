/** Text that a mail, a terminal or `base64` has broken into lines of one width. */
import { type Look, type Piece, wrappedIn } from './recogniser.ts';

const NARROWEST = 20;

/** Joins the lines when all but the last have the same width and the last is not wider. */
export function lineWrap(piece: Piece, look: Look) {
  const { text } = piece;
  const width = equalWidth(text);
  if (width === undefined) return undefined;
  const joined = text.replace(/\r?\n/g, '');
  return wrappedIn([{ code: 'line-wrap', width }], look({ ...piece, text: joined, prefixed: false }));
}

function equalWidth(text: string): number | undefined {
  const first = text.indexOf('\n');
  const lineEnd = first > 0 && text[first - 1] === '\r' ? 2 : 1;
  const width = first + 1 - lineEnd;
  if (width < NARROWEST || text.length - first - 1 < 1) return undefined;
  let at = 0;
  while (text.length - at > width) {
    const end = text.indexOf('\n', at);
    // The last line may end with a line end of its own.
    if (end !== at + width + lineEnd - 1 || (lineEnd === 2 && text[end - 1] !== '\r')) return undefined;
    at = end + 1;
  }
  return text.indexOf('\n', at) < 0 ? width : undefined;
}
