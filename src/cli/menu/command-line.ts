/** The command line that repeats in a script what was done in the menu. Keys stand in it as `env:NAME` only. */

export interface Repeat {
  /** A file that holds the callback. */
  readonly path: string | undefined;
  /** The callback itself. */
  readonly text: string;
  /** Where --platform was needed. */
  readonly platform: string | undefined;
  readonly keys: readonly { readonly option: string; readonly variable: string }[];
}

/** So long a callback still stands on the command line itself. */
const SHORT = 200;

/** For a POSIX shell. A long callback is read from stdin. */
export function commandLine({ path, text, platform, keys }: Repeat): string {
  const value = text.trim();
  const short = value.length <= SHORT && !value.includes('\n') && !value.startsWith('-');
  const words = ['cbk', 'inspect'];
  if (path !== undefined) words.push('-f', quote(path));
  else if (short) words.push(quote(value));
  else words.push('-f', 'callback.txt');
  if (platform !== undefined) words.push('-p', platform);
  for (const { option, variable } of keys) words.push(`--${option}`, `env:${variable}`);
  return words.join(' ');
}

/** As a word of a POSIX shell. */
function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
