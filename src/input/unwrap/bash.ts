/** Splits a command line as bash does. */

import type { UnwrapProblem } from './layers.ts';
import { type ByteText, fromText } from './recogniser.ts';

/** Longer than any system takes a command (2 MB on Linux, 32 kB on Windows): what is longer is not one. */
export const LONGEST_COMMAND = 4 << 20;

/** More words than a command that sends a callback has. */
export const MOST_WORDS = 10_000;

/** The words of one command, and where it ends. */
export interface CommandLine {
  readonly args: readonly ByteText[];
  readonly end: number;
  readonly problems: readonly UnwrapProblem[];
}

/**
 * Reads the simple command that starts at `from`, up to a newline, `;`, `|`, `&` or the end.
 * Knows '…', "…", $'…' and backslashes; expands nothing. Undefined when a quote stays open.
 */
export function readBash(text: ByteText, from: number): CommandLine | undefined {
  const args: ByteText[] = [];
  const problems: UnwrapProblem[] = [];
  let word: string[] | undefined;
  /** A redirection's target is no argument. */
  let redirected = false;
  let at = from;

  const add = (part: string) => {
    word ??= [];
    word.push(part);
  };
  const endWord = () => {
    if (word !== undefined && !redirected) args.push(word.join(''));
    if (word !== undefined) redirected = false;
    word = undefined;
  };
  const expansion = () => {
    const name = /^(?:\$(?:\w{1,64}|\{[^}]{0,64}\}|\([^)]{0,64}\)|[?$!#@*-])|`[^`]{0,64}`)/.exec(
      text.slice(at, at + 70),
    )?.[0];
    if (name !== undefined) problems.push({ code: 'shell-expansion', text: name });
    add(name ?? (text[at] as string));
    at += name?.length ?? 1;
  };

  while (at < text.length) {
    if (args.length > MOST_WORDS || problems.length > MOST_WORDS) return undefined;
    const plain = matchAt(/[^ \t\r\n'"\\$`;&|<>()#]+/y, text, at);
    if (plain !== undefined) {
      add(plain);
      at += plain.length;
      continue;
    }
    const char = text[at] as string;
    if (char === '\n' || char === ';' || char === '&' || char === '|' || char === '(' || char === ')') break;
    // A carriage return is left over from CRLF; bash itself would keep it.
    if (char === ' ' || char === '\t' || char === '\r') {
      endWord();
      at++;
    } else if (char === '#' && word === undefined) {
      break;
    } else if (char === '#') {
      add(char);
      at++;
    } else if (char === '<' || char === '>') {
      // 2> and 2>&1: the number belongs to the redirection.
      if (word !== undefined && /^\d$/.test(word.join(''))) word = undefined;
      endWord();
      const operator = matchAt(/[<>]{1,3}[&|]?/y, text, at) ?? char;
      redirected = true;
      at += operator.length;
    } else if (char === '\\') {
      const skipped = matchAt(/\\\r?\n/y, text, at);
      if (skipped === undefined && at + 1 < text.length) add(text[at + 1] as string);
      at += skipped?.length ?? 2;
    } else if (char === "'") {
      const close = text.indexOf("'", at + 1);
      if (close < 0) return undefined;
      add(text.slice(at + 1, close));
      at = close + 1;
    } else if (char === '$' && text[at + 1] === "'") {
      const quoted = readAnsiC(text, at + 2);
      if (quoted === undefined) return undefined;
      add(quoted.value);
      at = quoted.end;
    } else if (char === '"' || (char === '$' && text[at + 1] === '"')) {
      at += char === '"' ? 1 : 2;
      add('');
      for (;;) {
        const run = matchAt(/[^"\\$`]+/y, text, at);
        if (run !== undefined) {
          add(run);
          at += run.length;
        }
        const next = text[at];
        if (next === undefined) return undefined;
        if (next === '"') break;
        if (next !== '\\') expansion();
        else {
          const skipped = matchAt(/\\\r?\n/y, text, at);
          const escaped = text[at + 1] ?? '';
          if (skipped === undefined) add(/["\\$`]/.test(escaped) ? escaped : `\\${escaped}`);
          at += skipped?.length ?? 2;
        }
      }
      at++;
    } else expansion();
  }
  endWord();
  return { args, end: Math.min(at, text.length), problems };
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

const ANSI_C: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '?': '?',
};

const ANSI_C_PART =
  /([^'\\]+)|\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|c([\x00-\xff])|([abeEfnrtv\\'"?]))|(\\)/y;

/** The inside of $'…' (bash manual, ANSI-C quoting), from after the quote. */
function readAnsiC(text: ByteText, from: number): { value: ByteText; end: number } | undefined {
  const parts: string[] = [];
  let at = from;
  while (at < text.length && text[at] !== "'") {
    ANSI_C_PART.lastIndex = at;
    const [whole = '\\', run, octal, hex, short, long, control, letter] = ANSI_C_PART.exec(text) ?? [];
    const point = short ?? long;
    if (run !== undefined) parts.push(run);
    else if (octal !== undefined) parts.push(String.fromCharCode(Number.parseInt(octal, 8) & 255));
    else if (hex !== undefined) parts.push(String.fromCharCode(Number.parseInt(hex, 16)));
    else if (point !== undefined) parts.push(codePoint(Number.parseInt(point, 16)) ?? whole);
    else if (control !== undefined)
      parts.push(String.fromCharCode(control.toUpperCase().charCodeAt(0) & 0x1f));
    else parts.push(letter === undefined ? '\\' : (ANSI_C[letter] as string));
    at += whole.length;
  }
  if (at >= text.length) return undefined;
  const value = parts.join('');
  // A zero byte ends a shell string.
  const zero = value.indexOf('\0');
  return { value: zero < 0 ? value : value.slice(0, zero), end: at + 1 };
}

function codePoint(point: number): ByteText | undefined {
  return point <= 0x10ffff ? fromText(String.fromCodePoint(point)) : undefined;
}
