/** Questions on a terminal. Loaded only when one is asked. */
import inquirer from 'inquirer';
import type { Io } from './io.ts';

/** Asks for a secret with masked typing; undefined when nothing is entered. The question goes to stderr. */
export async function askSecret(message: string, io: Io): Promise<string | undefined> {
  const ask = inquirer.createPromptModule({
    input: io.stdin as NodeJS.ReadStream,
    output: io.stderr as NodeJS.WriteStream,
  });
  const { answer } = await ask<{ answer: string }>([
    { type: 'password', name: 'answer', message, mask: '*' },
  ]);
  return answer.trim() === '' ? undefined : answer;
}
