/** `name=value&…`, encoded as it should be or already decoded by whoever logged it. */
import { scanInCharset } from './json.ts';
import { type ByteText, foundBody, type Piece, RANK, trimmedSpan } from './recogniser.ts';

const NAME = /[\w.[\]%-]{1,128}=/y;
/** What a value may hold when it is encoded; `'` is left alone by encodeURIComponent. */
const ENCODED = /[^ \t\r\n"<>{}\\&]*/y;
const ENCODED_IN_LOG = /[^ \t\r\n"'<>{}\\&,;]*/y;
/** The rest of a decoded value with spaces, when another parameter or the end follows. */
const SPACED = /[^\r\n"<>{}\\&=]*(?=&[\w.[\]%-]{1,128}=)/y;
const SPACED_TO_END = /[^\r\n"<>{}\\&=]*$/y;

/**
 * Where the form that starts at `from` ends, and how many parameters it has; undefined when there is none.
 * `loose`: something else may follow.
 */
export function formExtent(
  text: ByteText,
  from: number,
  loose: boolean,
): { end: number; count: number; decoded: boolean } | undefined {
  let at = from;
  let count = 0;
  let decoded = false;
  /** Moves on by a pattern; false when it does not match here. */
  const eat = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  for (;;) {
    if (!eat(NAME)) return undefined;
    count++;
    const first = text[at];
    if (first === '{' || first === '[') {
      const scan = scanInCharset(text, at);
      if (!scan.complete) return undefined;
      decoded = true;
      at = scan.end;
    } else {
      eat(loose ? ENCODED_IN_LOG : ENCODED);
      if (at < text.length && text[at] !== '&' && (eat(SPACED) || (!loose && eat(SPACED_TO_END))))
        decoded = true;
    }
    if (text[at] === '&' && at + 1 < text.length) {
      NAME.lastIndex = at + 1;
      if (loose && !NAME.test(text)) return { end: at, count, decoded };
      at++;
      continue;
    }
    return at >= text.length || loose ? { end: at, count, decoded } : undefined;
  }
}

/** A form body. One parameter alone must be plainly encoded, or `key=` of any log line would be one. */
export function form(piece: Piece) {
  const { text, loose } = piece;
  const [start, trimmedEnd] = trimmedSpan(text);
  const body = text.slice(start, trimmedEnd);
  const extent = formExtent(body, 0, loose);
  if (extent === undefined) return undefined;
  if (extent.count === 1 && (loose || extent.decoded || !/=[^=]/.test(body))) return undefined;
  return loose
    ? foundBody('form', RANK.form, body.slice(0, extent.end), { end: start + extent.end })
    : foundBody('form', RANK.form, text);
}
