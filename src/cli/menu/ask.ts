/** Questions with inquirer: on stderr, Esc goes back, Ctrl-C leaves. */
import inquirer from 'inquirer';
import type { Io } from '../io.ts';
import { Interrupted } from '../raw-terminal.ts';

export interface Choice<T> {
  readonly name: string;
  readonly value: T;
  /** Shown below the list while the choice is marked. */
  readonly description?: string;
}

const ESCAPE = 0x1b;
/** How long a lone escape character waits for the rest of a key's sequence, in milliseconds. */
const ESCAPE_MS = 60;
const PAGE = 14;

/**
 * Lets the user choose from a list; undefined after Esc.
 * @throws Interrupted after Ctrl-C.
 */
export function choose<T>(
  io: Io,
  message: string,
  choices: readonly Choice<T>[],
  hint: string,
): Promise<T | undefined> {
  return ask<T>(io, {
    type: 'select',
    name: 'answer',
    message,
    choices: [...choices],
    pageSize: PAGE,
    loop: false,
    theme: { style: { keysHelpTip: () => hint } },
  });
}

/**
 * Asks for a line; `check` gives what is wrong with it. Undefined after Esc or an empty line.
 * @throws Interrupted after Ctrl-C.
 */
export async function askText(
  io: Io,
  message: string,
  suggestion?: string,
  check: (text: string) => string | undefined = () => undefined,
): Promise<string | undefined> {
  const answer = await ask<string>(io, {
    type: 'input',
    name: 'answer',
    message,
    ...(suggestion !== undefined && { default: suggestion }),
    validate: (text: string) => (text.trim() === '' ? true : (check(text.trim()) ?? true)),
  });
  return answer === undefined || answer.trim() === '' ? undefined : answer.trim();
}

async function ask<T>(io: Io, question: object): Promise<T | undefined> {
  const escaped = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const onData = (chunk: Buffer) => {
    clearTimeout(timer);
    if (chunk.length === 1 && chunk[0] === ESCAPE) timer = setTimeout(() => escaped.abort(), ESCAPE_MS);
  };
  io.stdin.on('data', onData);
  const prompt = inquirer.createPromptModule({
    input: io.stdin as NodeJS.ReadStream,
    output: io.stderr as NodeJS.WriteStream,
    signal: escaped.signal,
    // What was chosen shows in what follows; a menu that was left must not stay on the screen.
    clearPromptOnDone: true,
  });
  try {
    const { answer } = (await prompt([question] as never)) as { answer: T };
    return answer;
  } catch (error) {
    const { name } = error as Error;
    if (name === 'AbortPromptError' && escaped.signal.aborted) return undefined;
    if (name === 'ExitPromptError') throw new Interrupted();
    throw error;
  } finally {
    clearTimeout(timer);
    io.stdin.off('data', onData);
    io.stdin.pause();
  }
}
