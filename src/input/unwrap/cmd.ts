/** Splits a command line as Windows' cmd.exe and the C runtime of the program do, one after the other. */
import { type CommandLine, MOST_WORDS } from './bash.ts';
import type { ByteText } from './recogniser.ts';

/**
 * Reads the command that starts at `from`, up to a newline, `&`, `|` or the end.
 * Undefined for more words than any command has. `^` escapes outside quotes, `^` before a newline joins lines, `%%` is `%`; then the rules for arguments.
 */
export function readCmd(text: ByteText, from: number): CommandLine | undefined {
  const line: string[] = [];
  let quoted = false;
  let at = from;
  for (; at < text.length; at++) {
    const char = text[at] as string;
    if (char === '\r' && text[at + 1] === '\n') continue;
    if (char === '^' && !quoted) {
      at++;
      if (text[at] === '\r' && text[at + 1] === '\n') at++;
      // The character after a joined line end is taken literally, even another line end.
      if (text[at] === '\n') at++;
      if (text[at] === '\r' && text[at + 1] === '\n') at++;
      if (at < text.length) line.push(text[at] as string);
    } else if (char === '\n' || (!quoted && (char === '&' || char === '|'))) {
      break;
    } else if (char === '%' && text[at + 1] === '%') {
      line.push('%');
      at++;
    } else {
      if (char === '"') quoted = !quoted;
      line.push(char);
    }
  }
  const args = splitArguments(line.join(''));
  return args.length > MOST_WORDS ? undefined : { args, end: Math.min(at, text.length), problems: [] };
}

/**
 * The arguments of a command line by Microsoft's C rules: 2n backslashes before a quote are n and the quote
 * opens or closes, 2n+1 are n and the quote is literal; `""` within quotes is one literal quote.
 */
export function splitArguments(line: string): string[] {
  const args: string[] = [];
  let word: string[] | undefined;
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const char = line[at] as string;
    if (!quoted && (char === ' ' || char === '\t')) {
      if (word !== undefined) args.push(word.join(''));
      word = undefined;
      continue;
    }
    word ??= [];
    if (char === '\\') {
      const start = at;
      while (line[at] === '\\') at++;
      const count = at - start;
      if (line[at] !== '"') {
        word.push('\\'.repeat(count));
        at--;
      } else {
        word.push('\\'.repeat(count >> 1));
        if (count % 2 === 1) word.push('"');
        else at--;
      }
    } else if (char !== '"') word.push(char);
    else if (quoted && line[at + 1] === '"') {
      word.push('"');
      at++;
    } else quoted = !quoted;
  }
  if (word !== undefined) args.push(word.join(''));
  return args;
}
