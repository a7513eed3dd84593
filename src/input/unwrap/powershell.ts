/** Splits a command line as PowerShell does. */
import { type CommandLine, MOST_WORDS } from './bash.ts';
import type { UnwrapProblem } from './layers.ts';
import { type ByteText, fromText } from './recogniser.ts';

/** A hashtable literal, `@{ "name" = "value"; … }`, as names and values in order. */
type Hashtable = readonly (readonly [name: ByteText, value: ByteText])[];

export interface PowerShellLine extends CommandLine {
  /** Hashtables by the index of the argument that holds their place. */
  readonly tables: ReadonlyMap<number, Hashtable>;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * Reads the command that starts at `from`, up to a newline, `;`, `|` or the end.
 * Knows '…', "…", backticks, here-strings and hashtables; expands no variables. Undefined when a quote stays open.
 */
export function readPowerShell(text: ByteText, from: number): PowerShellLine | undefined {
  const reader = { text, at: from, problems: [] as UnwrapProblem[] };
  const args: ByteText[] = [];
  const tables = new Map<number, Hashtable>();
  for (;;) {
    if (args.length > MOST_WORDS || reader.problems.length > MOST_WORDS) return undefined;
    skipBlank(reader, false);
    const char = text[reader.at];
    if (char === undefined || char === '\n' || char === ';' || char === '|' || char === ')' || char === '}')
      break;
    if (text.startsWith('@{', reader.at)) {
      const table = readTable(reader);
      if (table === undefined) return undefined;
      tables.set(args.length, table);
      args.push('');
      continue;
    }
    const word = readWord(reader, /[^ \t\r\n'"`;|$)}]+/y);
    if (word === undefined) return undefined;
    args.push(word);
  }
  return { args, tables, end: reader.at, problems: reader.problems };
}

interface Reader {
  readonly text: ByteText;
  at: number;
  readonly problems: UnwrapProblem[];
}

/** Skips spaces and backtick line ends; plain line ends and `;` too within a hashtable. */
function skipBlank(reader: Reader, lines: boolean): void {
  const pattern = lines ? /(?:[ \t\r\n;]+|`\r?\n)*/y : /(?:[ \t\r]+|`\r?\n)*/y;
  pattern.lastIndex = reader.at;
  pattern.test(reader.text);
  reader.at = Math.max(reader.at, pattern.lastIndex);
}

/** One word of quoted and bare parts; `bare` is what may stand without quotes. */
function readWord(reader: Reader, bare: RegExp): ByteText | undefined {
  const { text } = reader;
  const parts: string[] = [];
  const start = reader.at;
  for (;;) {
    const here = /@(['"])[ \t]*\r?\n/y;
    here.lastIndex = reader.at;
    const quote = reader.at === start ? here.exec(text)?.[1] : undefined;
    if (quote !== undefined) {
      const close = text.indexOf(`\n${quote}@`, here.lastIndex - 1);
      if (close < 0) return undefined;
      const inside = text.slice(here.lastIndex, Math.max(here.lastIndex, close)).replace(/\r$/, '');
      reader.at = close + 3;
      return quote === "'" ? inside : readExpandable(reader, inside);
    }
    bare.lastIndex = reader.at;
    const run = bare.exec(text)?.[0];
    const char = text[reader.at];
    if (run !== undefined) {
      parts.push(run);
      reader.at += run.length;
    } else if (char === "'" || char === '"') {
      const close = closing(text, reader.at + 1, char);
      if (close === undefined) return undefined;
      const inside = text.slice(reader.at + 1, close);
      parts.push(char === "'" ? inside.replaceAll("''", "'") : readExpandable(reader, inside));
      reader.at = close + 1;
    } else if (char === '`' && !/^`\r?\n/.test(text.slice(reader.at, reader.at + 3))) {
      parts.push(escaped(text[reader.at + 1] ?? ''));
      reader.at += 2;
    } else if (char === '$') {
      parts.push(expansion(reader, text, reader.at));
      reader.at += parts.at(-1)?.length ?? 1;
    } else break;
  }
  // Nothing that can start a word stands here: step over it, so that reading goes on.
  if (reader.at === start) parts.push(text[reader.at++] ?? '');
  return parts.join('');
}

/** Where a string closes: at a quote that is neither doubled nor, within "…", behind a backtick. */
function closing(text: string, from: number, quote: string): number | undefined {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '`' && quote === '"') at++;
    else if (text[at] === quote) {
      if (text[at + 1] !== quote) return at;
      at++;
    }
  }
  return undefined;
}

/** The inside of "…": backticks, doubled quotes; variables are reported and kept. */
function readExpandable(reader: Reader, inside: ByteText): ByteText {
  const codePoints = /`u\{([0-9a-fA-F]{1,6})\}/g;
  const text = inside.replace(codePoints, (whole, hex: string) => {
    const point = Number.parseInt(hex, 16);
    return point <= 0x10ffff ? fromText(String.fromCodePoint(point)) : whole;
  });
  for (const name of text.matchAll(/(?<!`)\$(?:\w{1,64}|\{[^}]{1,64}\}|\()/g)) {
    expansion(reader, text, name.index);
    break;
  }
  return text.replace(/`([\x00-\xff])|""/g, (_, letter?: string) =>
    letter === undefined ? '"' : escaped(letter),
  );
}

function escaped(letter: string): string {
  return (Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined) ?? letter;
}

function expansion(reader: Reader, text: string, at: number): string {
  const name = /^\$(?:\w{1,64}|\{[^}]{1,64}\}|\([^)]{0,64}\)?)?/.exec(text.slice(at, at + 70))?.[0] ?? '$';
  if (name !== '$') reader.problems.push({ code: 'shell-expansion', text: name });
  return name;
}

function readTable(reader: Reader): Hashtable | undefined {
  const table: [ByteText, ByteText][] = [];
  reader.at += 2;
  for (;;) {
    skipBlank(reader, true);
    if (reader.at >= reader.text.length) return undefined;
    if (reader.text[reader.at] === '}') break;
    const name = readWord(reader, /[^ \t\r\n'"`;$}=]+/y);
    skipBlank(reader, false);
    if (name === undefined || reader.text[reader.at] !== '=') return undefined;
    reader.at++;
    skipBlank(reader, true);
    const value = readWord(reader, /[^ \t\r\n'"`;$}]+/y);
    if (value === undefined) return undefined;
    table.push([name, value]);
  }
  reader.at++;
  return table;
}
