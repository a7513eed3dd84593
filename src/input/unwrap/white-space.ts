/** White space around the pasted text, which an editor, `echo` or a selection with the mouse has added. */
import { type Look, type Piece, trimmedSpan, wrappedIn } from './recogniser.ts';

/** One line end at the end, or more white space around. Not inside an encoding: there it was sent. */
export function whiteSpace(piece: Piece, look: Look) {
  const { text } = piece;
  if (piece.inside) return undefined;
  const [start, end] = trimmedSpan(text);
  if (start === 0 && end === text.length) return undefined;
  return wrappedIn([whiteSpaceLayer(text, start, end)], look({ ...piece, text: text.slice(start, end) }));
}

/** Which layer it is when only `text.slice(start, end)` is kept. */
export function whiteSpaceLayer(text: string, start: number, end: number) {
  const after = text.slice(end, end + 3);
  return start === 0 && (after === '\n' || after === '\r\n')
    ? ({ code: 'final-newline' } as const)
    : ({ code: 'white-space' } as const);
}
