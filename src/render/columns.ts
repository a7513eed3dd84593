/** Columns of plain text for the help, which cannot afford the tables of string-width at each start. */

/** East Asian wide and full-width characters, as far as the help and the names in it use them. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;
/** Colour. */
const STYLE = /\u001b\[[\d;]*m/g;

/** Terminal columns of a line of help. */
export function helpColumns(text: string): number {
  const plain = text.replace(STYLE, '');
  return plain.length + (plain.match(WIDE)?.length ?? 0);
}

/** Breaks at spaces and between Chinese characters, so that no line is wider than `width` columns where that can be. */
export function wrapHelp(text: string, width: number): string {
  return text.split('\n').map(wrapLine).join('\n');

  function wrapLine(line: string): string {
    const lines: string[] = [];
    let current = '';
    // A piece is a word, or one Chinese character with the punctuation behind it.
    for (const piece of line.match(
      /[ \t]*(?:[\u2e80-\u9fff][，。；：、！？）」』》”]*|[^\s\u2e80-\u9fff]+)|\s+$/g,
    ) ?? []) {
      if (current !== '' && helpColumns(current + piece.trimEnd()) > width) {
        lines.push(current);
        current = piece.trimStart();
      } else current += piece;
    }
    return [...lines, current].join('\n');
  }
}
