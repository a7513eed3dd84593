/** Shows long text in the user's pager. */
import { spawn } from 'node:child_process';
import { columns } from '../render/columns.ts';
import type { Io } from './io.ts';

/** The rows of the terminal that stdout is; undefined where it is none. */
function rowsOf(io: Io): number | undefined {
  return io.stdout.isTTY ? (io.stdout as { rows?: number }).rows : undefined;
}

/**
 * The pager's command line, undefined where none is wanted: CBK_PAGER, else PAGER, else less; empty and `cat` mean
 * none. On Windows only a pager that is named, because `more` breaks Chinese.
 */
export function pagerOf(env: Io['env'], system: string): string | undefined {
  const named = env['CBK_PAGER'] ?? env['PAGER'];
  const pager = named ?? (system === 'win32' ? '' : 'less');
  return pager.trim() === '' || pager.trim() === 'cat' ? undefined : pager;
}

/** True when a text is higher than a terminal. `text` may hold colour. */
export function isLong(text: string, rows: number, width: number): boolean {
  const plain = text.replace(/\u001b\[[\d;]*m/g, '');
  let used = 0;
  for (const line of plain.split('\n').slice(0, -1)) {
    used += Math.max(1, Math.ceil(columns(line) / width));
    if (used >= rows) return true;
  }
  return false;
}

/**
 * Writes text to stdout, through a pager where it is longer than the terminal. Never where stdout is no terminal, in
 * CI, or on a dumb terminal.
 */
export async function writePaged(text: string, io: Io): Promise<void> {
  const rows = rowsOf(io);
  const pager = pagerOf(io.env, process.platform);
  const plain = rows === undefined || io.env['CI'] || io.env['TERM'] === 'dumb' || pager === undefined;
  if (plain || !isLong(text, rows, io.stdout.columns ?? 80) || !(await throughPager(text, pager, io)))
    io.stdout.write(text);
}

/** False when the pager could not be started. */
function throughPager(text: string, pager: string, io: Io): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(pager, {
      shell: true,
      stdio: ['pipe', 'inherit', 'inherit'],
      // F: leave at once when it fits; R: show colour; X: leave the text on the screen.
      env: { ...io.env, LESS: io.env['LESS'] ?? 'FRX', LESSCHARSET: io.env['LESSCHARSET'] ?? 'utf-8' },
    });
    // Ctrl-C belongs to the pager while it runs.
    const ignore = () => {};
    process.on('SIGINT', ignore);
    const finish = (shown: boolean) => {
      process.off('SIGINT', ignore);
      resolve(shown);
    };
    child.on('error', () => finish(false));
    // The shell's word for a program that is not there.
    child.on('exit', (code) => finish(code !== 127 && code !== 126));
    // Somebody may leave the pager before all is written.
    child.stdin.on('error', () => {});
    child.stdin.end(text);
  });
}
