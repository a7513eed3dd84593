/** Makes text from outside safe for a terminal: nothing in it can move the cursor, colour, or reorder what is shown. */

/**
 * What a terminal acts upon or a reader is misled by: C0 and C1 controls, DEL, bidirectional controls, zero-width
 * and invisible format characters, line and paragraph separators, lone surrogates, tag characters.
 */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

const NAMES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (NAMES[character]) return NAMES[character];
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}

/** Text without a character that could be unsafe, which most is. */
const PLAIN = /^[\x20-\x7e\xb7\u4e00-\u9fff]*$/;

/** Text on one line: every unsafe character becomes a visible escape such as `\x1b`, `\n` or `\u202e`. */
export function safeLine(text: string): string {
  return PLAIN.test(text) ? text : text.replace(UNSAFE, visible);
}

/** The same for text of several lines: line feeds and tabs stay. */
export function safeText(text: string): string {
  return text.replace(UNSAFE, (c) => (c === '\n' || c === '\t' ? c : visible(c)));
}

/** The first `limit` characters (code points) of a text on one safe line, with an ellipsis where it was cut. */
export function shorten(text: string, limit: number): string {
  const start = [...text.slice(0, 2 * limit + 2)];
  const cut = start.length > limit ? `${start.slice(0, limit).join('')}…` : start.join('');
  return safeLine(cut);
}
