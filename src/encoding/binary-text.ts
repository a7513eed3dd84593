/**
 * Strict readers for bytes written as text. `Buffer.from(text, 'base64' | 'hex')` drops what it does not
 * understand without a word, so a cut or mangled value would decode to other bytes; these refuse it instead.
 */

export type BinaryEncoding = 'base64' | 'base64url' | 'hex';

export interface DecodedText {
  readonly bytes: Buffer;
  /** `base64` also where the text holds none of `+ / - _`, so that both alphabets would do. */
  readonly encoding: BinaryEncoding;
  /** False when base64 lacks the `=` that its length asks for; hex needs none and is always true. */
  readonly padded: boolean;
  /** True when the text stood on several lines, or ended with a line end. */
  readonly wrapped: boolean;
}

/**
 * Decodes hex (even number of digits) or else base64 in either alphabet.
 * Line ends are allowed, and spaces or tabs beside them; a space within a line is not (it may have been a `+`).
 * @returns undefined for an empty text and for everything that is not decoded to the last bit: foreign
 * characters, both alphabets mixed, 4n+1 characters, wrong padding, bits left over in the last character.
 */
export function decodeBinaryText(text: string): DecodedText | undefined {
  return decodeHex(text) ?? decodeBase64(text);
}

/** Decodes base64 or base64url (RFC 4648 §4, §5), padded or not. Refuses what decodeBinaryText refuses. */
export function decodeBase64(text: string): DecodedText | undefined {
  const joined = joinLines(text);
  if (joined === undefined) return undefined;
  const { line, wrapped } = joined;
  const encoding = /^[A-Za-z0-9+/]+={0,2}$/.test(line)
    ? 'base64'
    : /^[A-Za-z0-9_-]+={0,2}$/.test(line)
      ? 'base64url'
      : undefined;
  if (encoding === undefined) return undefined;
  const equals = line.indexOf('=');
  const digits = equals < 0 ? line.length : equals;
  if (digits % 4 === 1 || (equals >= 0 && line.length % 4 !== 0)) return undefined;
  if (leftOverBits(line.charCodeAt(digits - 1), digits % 4)) return undefined;
  return {
    bytes: Buffer.from(line, encoding),
    encoding,
    padded: line.length % 4 === 0,
    wrapped,
  };
}

/** Decodes an even number of hex digits in any case. No `0x`, no separators but line ends. */
export function decodeHex(text: string): DecodedText | undefined {
  const joined = joinLines(text);
  if (joined === undefined || joined.line.length % 2 !== 0) return undefined;
  if (!/^[0-9a-fA-F]+$/.test(joined.line)) return undefined;
  return { bytes: Buffer.from(joined.line, 'hex'), encoding: 'hex', padded: true, wrapped: joined.wrapped };
}

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;

/**
 * The text without its line ends and the spaces beside them, in one pass. Undefined when a line holds a space
 * in its middle, when there are spaces but no line end, or for characters outside ASCII.
 */
export function joinLines(text: string): { line: string; wrapped: boolean } | undefined {
  if (!/[^!-~]/.test(text)) return { line: text, wrapped: false };
  const kept = Buffer.allocUnsafe(text.length);
  let length = 0;
  let spaces = false;
  let wrapped = false;
  /** What the current line holds so far. */
  let state: 'indent' | 'text' | 'space-after-text' = 'indent';
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || code === CR) {
      wrapped = true;
      state = 'indent';
    } else if (code === SPACE || code === TAB) {
      spaces = true;
      if (state === 'text') state = 'space-after-text';
    } else if (code < SPACE || code > 126 || state === 'space-after-text') {
      return undefined;
    } else {
      kept[length++] = code;
      state = 'text';
    }
  }
  if (spaces && !wrapped) return undefined;
  return { line: kept.toString('latin1', 0, length), wrapped };
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** True when the last digit of a partial group carries bits that no byte takes up; an encoder leaves them 0. */
function leftOverBits(lastCode: number, digitsInGroup: number): boolean {
  if (digitsInGroup === 0) return false;
  const last = String.fromCharCode(lastCode).replace('-', '+').replace('_', '/');
  const unused = digitsInGroup === 2 ? 0b1111 : 0b11;
  return (DIGITS.indexOf(last) & unused) !== 0;
}
