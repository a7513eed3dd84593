/** Lets the user edit bytes in the editor of their choice. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '../findings/problem.ts';
import { reasonOf } from '../input/read.ts';
import type { Io } from './io.ts';

/**
 * The bytes as the editor leaves them, without the line end that editors add to the last line. The file is readable
 * by its owner alone and is gone afterwards.
 * @param ending what the file is named for, so that the editor colours it
 * @throws Problem when there is no editor, or it fails
 */
export async function editBytes(bytes: Buffer, ending: 'json' | 'txt', env: Io['env']): Promise<Buffer> {
  const editor = env['VISUAL'] || env['EDITOR'] || (process.platform === 'win32' ? 'notepad' : 'vi');
  const folder = await mkdtemp(join(tmpdir(), 'cbk-'));
  const path = join(folder, `body.${ending}`);
  try {
    await writeFile(path, bytes, { mode: 0o600 });
    // The variable may hold options, as in `code --wait`.
    await runShell(`${editor} "${path}"`, editor, env);
    const edited = await readFile(path);
    const added = edited.at(-1) === 10 && bytes.at(-1) !== 10;
    return added ? edited.subarray(0, edited.at(-2) === 13 ? -2 : -1) : edited;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function runShell(command: string, editor: string, env: Io['env']): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new Problem('editor-failed', { editor, reason }));
    const child = spawn(command, { shell: true, stdio: 'inherit', env });
    child.once('error', (error) => fail(reasonOf(error)));
    child.once('exit', (code, signal) => (code === 0 ? resolve() : fail(signal ?? `exit ${code}`)));
  });
}
