/** Telling text from bytes that are no text, and keys from callbacks. */
import { foundBody, type Piece, RANK } from './recogniser.ts';

/** True when a byte is a control character that text does not hold (tab, line ends, form feed and ESC are held). */
export function hasControls(bytes: Uint8Array): boolean {
  return bytes.some((b) => (b < 32 ? b !== 9 && b !== 10 && b !== 13 && b !== 12 && b !== 27 : b === 127));
}

/** A PEM block: a key or a certificate, not a callback. */
export function pemKey(piece: Piece) {
  if (!/^[ \t\r\n]*-----BEGIN [A-Z0-9 ]{3,40}-----/.test(piece.text)) return undefined;
  return foundBody('unknown', RANK.request, piece.text, { problems: [{ code: 'looks-like-key' }] });
}
