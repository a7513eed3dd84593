/** A text in the user's own editor. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeNew } from '../config/private-file.ts';
import { Problem } from '../findings/problem.ts';
import { reasonOf } from '../input/read.ts';
import type { Io } from './io.ts';

/**
 * Opens VISUAL, else EDITOR, else vi (notepad on Windows) on a text, and gives what was saved. The file lies in a
 * folder that nobody else can enter, and is removed.
 * @throws Problem when the editor cannot be started.
 */
export async function editText(text: string, io: Io): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cbk-'));
  const file = join(folder, 'callback.txt');
  const editor = io.env['VISUAL'] || io.env['EDITOR'] || (process.platform === 'win32' ? 'notepad' : 'vi');
  try {
    writeNew(file, text, 0o600);
    await start(editor, file);
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Problem('editor-failed', { editor, reason: reasonOf(error) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The variable may hold options (`code --wait`), so a shell takes it apart; the file's name holds nothing special. */
function start(editor: string, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // The terminal is stdin; stdout may be a pipe, so the editor draws where the questions stand.
    const child = spawn(`${editor} "${file}"`, { shell: true, stdio: [0, 2, 2] });
    child.on('error', reject);
    child.on('exit', (code, signal) => (code === 0 ? resolve() : reject(new Error(String(code ?? signal)))));
  });
}
