/** The question for a key on a terminal. Loaded only when it is asked. */
import type { Io } from './io.ts';
import { readPaste } from './paste.ts';

/**
 * Asks for a secret, which is not shown; a PEM key of many lines can be pasted. Undefined when nothing is entered or
 * after Esc. The question goes to stderr.
 * @throws Interrupted after Ctrl-C.
 */
export async function askSecret(message: string, io: Io): Promise<string | undefined> {
  const answer = await readPaste(io, { message, masked: true, received: () => '' });
  return answer === undefined || answer.trim() === '' ? undefined : answer.replace(/\n$/, '');
}
