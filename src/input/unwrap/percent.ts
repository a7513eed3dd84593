/** A payload that is percent-encoded as a whole. */
import { hexNumber } from './hex-digits.ts';
import type { UnwrapProblem } from './layers.ts';
import { type ByteText, type Look, type Piece, RANK, trimmedSpan, wrappedIn } from './recogniser.ts';

/** What is left alone by one encoder or another, besides letters and digits. */
const PLAIN = byteSet(/[\w.~!*'()+%/:,;@$?-]/);
const IN_URL = byteSet(/[\w.~!*'()+%/:,;@$?=&-]/);

/**
 * Where the encoded text that starts at `from` ends. `=` and `&` stand in it only where JSON was encoded as a
 * URL, or as padding at the end; else the text is a form, which is not encoded as a whole.
 */
function encodedEnd(text: ByteText, from: number): number {
  const allowed = /^%[57]b$/i.test(text.slice(from, from + 3)) ? IN_URL : PLAIN;
  let at = from;
  while (allowed[text.charCodeAt(at)] === 1) at++;
  return at + (/^={0,2}/.exec(text.slice(at, at + 2))?.[0].length ?? 0);
}

/** Which of the 256 bytes a pattern matches, as a table. */
function byteSet(pattern: RegExp): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => (pattern.test(String.fromCharCode(code)) ? 1 : 0));
}

/** Takes one level of percent-encoding off: for JSON a `+` is a space unless spaces are written `%20`. */
export function percent(piece: Piece, look: Look) {
  const { text, loose } = piece;
  const [start, trimmedEnd] = trimmedSpan(text);
  const end = encodedEnd(text, start);
  if (end === start || (end !== trimmedEnd && !loose)) return undefined;
  const run = text.slice(start, end);
  if (!/%[0-9a-fA-F]{2}/.test(run)) return undefined;
  const problems = badEscapes(run);
  const hasPlus = run.includes('+');
  let fallback: ReturnType<Look>;
  for (const plus of hasPlus
    ? run.includes('%20')
      ? (['kept'] as const)
      : (['space', 'kept'] as const)
    : (['none'] as const)) {
    const decoded = decodePercent(plus === 'space' ? run.replaceAll('+', ' ') : run);
    const inner = look({ ...piece, text: decoded, loose: false, inside: true, prefixed: false });
    const found = wrappedIn([{ code: 'percent', plus }], inner, end);
    if (found === undefined) continue;
    const result = { ...found, problems: [...problems, ...found.problems] };
    if (found.rank > RANK.partial) return result;
    fallback ??= result;
  }
  return fallback;
}

/** Each `%HH` as its byte; a `%` that no two hex digits follow stays. */
function decodePercent(text: ByteText): ByteText {
  const out = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const value = code === 37 ? hexNumber(text, at + 1, 2) : -1;
    out[length++] = value < 0 ? code : value;
    if (value >= 0) at += 2;
  }
  return out.toString('latin1', 0, length);
}

function badEscapes(text: string): UnwrapProblem[] {
  let count = 0;
  let offset = -1;
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
    if (hexNumber(text, at + 1, 2) >= 0) continue;
    count++;
    if (offset < 0) offset = at;
  }
  return count === 0 ? [] : [{ code: 'bad-percent-escapes', count, offset }];
}
