/** Columns: Chinese characters take two. */
import { columns } from './columns.ts';

/** Pads text with spaces to a width in terminal columns; longer text stays as it is. */
export function padColumns(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

/** The width of the widest text, in terminal columns. */
export function widest(texts: Iterable<string>): number {
  let width = 0;
  for (const text of texts) width = Math.max(width, columns(text));
  return width;
}

/**
 * Breaks text into lines of at most `width` columns: at spaces where there are any, and between Chinese
 * characters; a longer word is cut. The text holds no escape sequences.
 */
export function wrapColumns(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let lineWidth = 0;
  const flush = () => {
    lines.push(line.trimEnd());
    line = '';
    lineWidth = 0;
  };
  for (const piece of pieces(text)) {
    const pieceWidth = columns(piece);
    if (lineWidth > 0 && lineWidth + columns(piece.trimEnd()) > width) flush();
    if (line === '' && lines.length > 0 && piece.trim() === '') continue;
    if (pieceWidth <= width) {
      line += piece;
      lineWidth += pieceWidth;
    } else
      for (const character of piece) {
        const wide = columns(character);
        if (lineWidth + wide > width) flush();
        line += character;
        lineWidth += wide;
      }
  }
  if (line !== '' || lines.length === 0) flush();
  return lines;
}

/** Characters that must not begin a line in Chinese typesetting. */
const NO_START = /[，。；：、！？）」』》”’]/;
const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;

/** Words with the spaces behind them; a Chinese character is a word, together with the punctuation behind it. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let piece = '';
  // Kept apart: looking at the end of a text that still grows copies it each time.
  let last = '';
  for (const character of text) {
    const breaks = NO_START.test(character)
      ? false
      : last === ' '
        ? character !== ' '
        : WIDE.test(character) || WIDE.test(last);
    if (breaks && piece !== '') {
      found.push(piece);
      piece = '';
    }
    piece += character;
    last = character;
  }
  if (piece !== '') found.push(piece);
  return found;
}
