/** A payload that is percent-encoded as a whole. */
import type { UnwrapProblem } from './layers.ts';
import { type ByteText, type Look, type Piece, RANK, trimmedSpan, wrappedIn } from './recogniser.ts';

/** `=` and `&` stand in it only where JSON was encoded as a URL; else the text is a form, not encoded as a whole. */
const ENCODED_RUN = /^[ \t\r\n]*(%[57]B[\w.~!*'()+%/=:,;@$&?-]+|[\w.~!*'()+%/:,;@$?-]+={0,2})/i;

/** Takes one level of percent-encoding off: for JSON a `+` is a space unless spaces are written `%20`. */
export function percent(piece: Piece, look: Look) {
  const { text, loose } = piece;
  const [start, trimmedEnd] = trimmedSpan(text);
  const run = ENCODED_RUN.exec(text.slice(start, trimmedEnd))?.[1];
  if (run === undefined || !/%[0-9a-fA-F]{2}/.test(run)) return undefined;
  const end = start + run.length;
  if (end !== trimmedEnd && !loose) return undefined;
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
export function decodePercent(text: ByteText): ByteText {
  const out = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const value = code === 37 ? hexPair(text, at + 1) : -1;
    out[length++] = value < 0 ? code : value;
    if (value >= 0) at += 2;
  }
  return out.toString('latin1', 0, length);
}

function hexPair(text: string, at: number): number {
  const high = hexValue(text.charCodeAt(at));
  const low = hexValue(text.charCodeAt(at + 1));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

function badEscapes(text: string): UnwrapProblem[] {
  let count = 0;
  let offset = -1;
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
    if (hexPair(text, at + 1) >= 0) continue;
    count++;
    if (offset < 0) offset = at;
  }
  return count === 0 ? [] : [{ code: 'bad-percent-escapes', count, offset }];
}
