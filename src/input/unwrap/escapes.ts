/**
 * Backslash escapes without quotes around them: `{\"a\":1}` (a JSON string's inside), `{\x22a\x22:1}` (nginx),
 * `{\u0022a\u0022:1}`, `POST / HTTP/1.1\r\n…`.
 */
import { isUtf8 } from 'node:buffer';
import { hexNumber } from './hex-digits.ts';
import { type ByteText, fromText, type Look, type Piece, RANK, toBytes, wrappedIn } from './recogniser.ts';

/** How a text that is escaped begins: as JSON, as a string, as an HTTP request or as a form. */
const ESCAPED_HEAD =
  /^[ \t\r\n]{0,64}(?:[{["'][^\\"]{0,64}\\|\\{1,8}(?:"|x[257]|u00[257])|[A-Z]{3,7} [^ ]{1,4096} HTTP\/[\d.]{1,3}\\|[\w.-]{1,64}=[^&"]{0,4096}\\{1,8}(?:u0026|x26))/;

/** Takes one level of backslash escapes off, in the reading that makes sense of the inside. */
export function escapes(piece: Piece, look: Look) {
  const { text } = piece;
  if (!ESCAPED_HEAD.test(text)) return undefined;
  const code = escapeCode(text);
  let fallback: ReturnType<Look>;
  // nginx escapes nothing but bytes: a \n beside \x22 would then be the payload's own.
  for (const only of code === 'backslash-escapes' ? (['all'] as const) : (['all', 'codes'] as const)) {
    const inner = wrappedIn(
      [{ code }],
      look({ ...piece, text: unescapeBackslashes(text, only), inside: true }),
    );
    if (inner !== undefined && inner.rank > RANK.partial) return inner;
    fallback ??= inner;
  }
  return fallback;
}

/** Which escapes stand for the quotes: that names the writer. */
export function escapeCode(text: ByteText): 'hex-escapes' | 'unicode-escapes' | 'backslash-escapes' {
  const quote = /(?:^|[^\\])\\(x[257]|u00[257]|")/i.exec(text.slice(0, 4096))?.[1];
  if (quote?.startsWith('x')) return 'hex-escapes';
  return quote?.startsWith('u') ? 'unicode-escapes' : 'backslash-escapes';
}

const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  '0': '\0',
};

/**
 * One pass over backslash escapes as JSON, Java, JavaScript, Go and Python write them. `\xHH` and octal escapes
 * are bytes, `\uHHHH` and `\UHHHHHHHH` code points that become UTF-8. What is no escape stays as it is.
 * `only: 'codes'` leaves the letters (`\n`, `\"`, `\\`) alone.
 */
export function unescapeBackslashes(text: ByteText, only: 'all' | 'codes' = 'all'): ByteText {
  if (!text.includes('\\')) return text;
  const out = Buffer.allocUnsafe(text.length);
  const doubleByte = /[\x80-\xff]/.test(text) && !isUtf8(toBytes(text));
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 92) {
      out[length++] = code;
      // In GBK a `\` may be the second byte of a character.
      if (doubleByte && code > 0x80 && at + 1 < text.length) out[length++] = text.charCodeAt(++at);
      continue;
    }
    const read = readEscape(text, at, only);
    if (read === undefined) {
      out[length++] = code;
      continue;
    }
    length += out.write(read.bytes, length, 'latin1');
    at += read.length - 1;
  }
  return out.toString('latin1', 0, length);
}

/** The escape at a backslash: the bytes it stands for, never more than it is long. */
function readEscape(text: ByteText, at: number, only: 'all' | 'codes') {
  const letter = text[at + 1];
  if (letter === undefined) return undefined;
  if (letter === 'x') {
    const byte = hexNumber(text, at + 2, 2);
    return byte < 0 ? undefined : { bytes: String.fromCharCode(byte), length: 4 };
  }
  if (letter === 'u') return readUnicodeEscape(text, at);
  if (letter === 'U') {
    const point = hexNumber(text, at + 2, 8);
    return point < 0 || point > 0x10ffff || isSurrogate(point)
      ? undefined
      : { bytes: fromText(String.fromCodePoint(point)), length: 10 };
  }
  if (only === 'codes') return undefined;
  const octal = letter <= '3' ? /^[0-3][0-7]{2}/.exec(text.slice(at + 1, at + 4))?.[0] : undefined;
  if (octal !== undefined) return { bytes: String.fromCharCode(Number.parseInt(octal, 8)), length: 4 };
  const simple = Object.hasOwn(SIMPLE, letter) ? SIMPLE[letter] : undefined;
  if (simple !== undefined) return { bytes: simple, length: 2 };
  return /["'`\\/]/.test(letter) ? { bytes: letter, length: 2 } : undefined;
}

/** `\uHHHH`, or two of them for one character outside the basic plane. */
function readUnicodeEscape(text: ByteText, at: number) {
  const unit = hexNumber(text, at + 2, 4);
  if (unit < 0) return undefined;
  if (unit < 0x80) return { bytes: String.fromCharCode(unit), length: 6 };
  if (!isSurrogate(unit)) return { bytes: fromText(String.fromCharCode(unit)), length: 6 };
  const low = text[at + 6] === '\\' && text[at + 7] === 'u' ? hexNumber(text, at + 8, 4) : -1;
  // A lone surrogate has no UTF-8: the escape stays.
  if (unit >= 0xdc00 || low < 0xdc00 || low > 0xdfff) return undefined;
  return { bytes: fromText(String.fromCharCode(unit, low)), length: 12 };
}

function isSurrogate(point: number): boolean {
  return point >= 0xd800 && point < 0xe000;
}
