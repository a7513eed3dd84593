/** Line breaks of the help, which is plain text. */
import { columns } from './columns.ts';

/** A word, or one Chinese character with the punctuation behind it, each with the spaces in front. */
const PIECES = /[ \t]*(?:[\u2e80-\u9fff][，。；：、！？）」』》”]*|[^\s\u2e80-\u9fff]+)|\s+$/g;

/** Breaks at spaces and between Chinese characters, so that no line is wider than `width` columns where that can be. */
export function wrapHelp(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, width))
    .join('\n');
}

function wrapLine(line: string, width: number): string {
  const lines: string[] = [];
  let current = '';
  let used = 0;
  for (const piece of line.match(PIECES) ?? []) {
    const wide = columns(piece);
    if (current !== '' && used + wide > width && piece.trim() !== '') {
      lines.push(current);
      current = piece.trimStart();
      used = columns(current);
    } else {
      current += piece;
      used += wide;
    }
  }
  return [...lines, current].join('\n');
}
