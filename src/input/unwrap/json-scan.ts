/**
 * Finds where a JSON value ends without building it: pasted text is tried as JSON at many places, and a tree of
 * 64 MB would not fit. Accepts what src/json/read.ts accepts.
 */
import { MAX_DEPTH } from '../../json/read.ts';
import { type ByteText, isBlank } from './recogniser.ts';

export interface JsonScan {
  readonly complete: boolean;
  /** After the last byte of the value; where reading stopped when it is not complete. */
  readonly end: number;
  /** True when the text ended before the value did. */
  readonly cutOff: boolean;
  /** How many names with a colon were read: something that has one is hardly anything but JSON. */
  readonly names: number;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const WORDS = ['true', 'false', 'null'];

/**
 * Scans the value that starts at `from` (white space before it is skipped).
 * `doubleByte`: a byte of 0x81 or more takes the next one with it, as in GBK, whose second byte may be a `\`.
 */
export function scanJson(text: ByteText, from: number, doubleByte = false): JsonScan {
  let at = from;
  let names = 0;
  /** The brackets that are open, `{` or `[`. */
  const open: number[] = [];
  const stopped = (): JsonScan => ({
    complete: false,
    end: Math.min(at, text.length),
    cutOff: at >= text.length,
    names,
  });

  const skipBlank = () => {
    while (isBlank(text.charCodeAt(at))) at++;
  };
  /** Leaves `at` after the closing quote; false where the string is broken or cut off. */
  const skipString = (): boolean => {
    if (text.charCodeAt(at) !== 34) return false;
    for (at++; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 34) {
        at++;
        return true;
      }
      if (code < 32) return false;
      if (code === 92) {
        ESCAPE.lastIndex = at;
        if (!ESCAPE.test(text)) {
          if (/^\\(?:u[0-9a-fA-F]{0,3})?$/.test(text.slice(at, at + 6))) at = text.length;
          return false;
        }
        at = ESCAPE.lastIndex - 1;
      } else if (doubleByte && code > 0x80) at++;
    }
    return false;
  };
  const skipName = (): boolean => {
    skipBlank();
    if (!skipString()) return false;
    skipBlank();
    if (text.charCodeAt(at) !== 58) return false;
    at++;
    names++;
    return true;
  };

  for (;;) {
    skipBlank();
    const first = text.charCodeAt(at);
    if (first === 123 || first === 91) {
      if (open.length >= MAX_DEPTH) return stopped();
      at++;
      skipBlank();
      if (text.charCodeAt(at) === first + 2) at++;
      else {
        open.push(first);
        if (first === 123 && !skipName()) return stopped();
        continue;
      }
    } else if (first === 34) {
      if (!skipString()) return stopped();
    } else {
      const word = WORDS.find((w) => text.startsWith(w, at));
      NUMBER.lastIndex = at;
      if (word !== undefined) at += word.length;
      else if (NUMBER.test(text)) {
        at = NUMBER.lastIndex;
        // Cut off behind the point or the e of a number.
        if (text.length - at <= 2 && /^(?:\.|[eE][+-]?)$/.test(text.slice(at))) {
          at = text.length;
          return stopped();
        }
      } else {
        const tail = text.slice(at, at + 5);
        if (at + tail.length === text.length && (tail === '-' || WORDS.some((w) => w.startsWith(tail))))
          at = text.length;
        return stopped();
      }
    }
    // A value is complete: close what ends here, or go on to the next one.
    for (;;) {
      const bracket = open.at(-1);
      if (bracket === undefined) return { complete: true, end: at, cutOff: false, names };
      skipBlank();
      const next = text.charCodeAt(at);
      if (next === 44) {
        at++;
        if (bracket === 123 && !skipName()) return stopped();
        break;
      }
      if (next !== bracket + 2) return stopped();
      at++;
      open.pop();
    }
  }
}
