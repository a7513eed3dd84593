/** The input of a command: what the command line names, else stdin where it is no terminal. */
import { readInput } from '../input/read.ts';
import type { Call } from './command.ts';

/**
 * The input's bytes, undefined where nothing is given and stdin is a terminal.
 * @throws Problem
 */
export async function inputBytes({ io, input, options, bytes }: Call): Promise<Buffer | undefined> {
  if (bytes) return bytes;
  const { file, clipboard } = options;
  const choice = {
    positional: input,
    file,
    clipboard: clipboard
      ? async () => {
          const { readClipboard } = await import('./clipboard.ts');
          return readClipboard(io.env);
        }
      : undefined,
  };
  const named = input === '-' || file === '-';
  return readInput(choice, () => (io.stdin.isTTY && !named ? undefined : io.stdin));
}
