/** Byte order marks, and UTF-16 text as PowerShell's redirection writes it. */
import { fromText, type Look, type Piece, toBytes, wrappedIn } from './recogniser.ts';

/** A UTF-8 byte order mark in front. */
export function bom(piece: Piece, look: Look) {
  if (!piece.text.startsWith('\xef\xbb\xbf')) return undefined;
  return wrappedIn([{ code: 'bom' }], look({ ...piece, text: piece.text.slice(3) }));
}

/** UTF-16 with a byte order mark, or with every other one of its first bytes zero. */
export function utf16(piece: Piece, look: Look) {
  const { text } = piece;
  const endian = endianOf(text);
  if (endian === undefined) return undefined;
  const marked = text.startsWith('\xff\xfe') || text.startsWith('\xfe\xff');
  // An odd last byte is half a character (a cut file): it cannot be kept.
  const bytes = toBytes(text.slice(marked ? 2 : 0, text.length - (text.length % 2)));
  const decoded = (endian === 'little' ? bytes : bytes.swap16()).toString('utf16le');
  return wrappedIn([{ code: 'utf-16', endian }], look({ ...piece, text: fromText(decoded) }));
}

function endianOf(text: string): 'little' | 'big' | undefined {
  if (text.startsWith('\xff\xfe')) return 'little';
  if (text.startsWith('\xfe\xff')) return 'big';
  const head = text.slice(0, 64);
  if (head.length < 8 || head.length % 2 !== 0) return undefined;
  if (/^(?:[^\0]\0)+$/.test(head)) return 'little';
  if (/^(?:\0[^\0])+$/.test(head)) return 'big';
  return undefined;
}
