/** Where the history lies: --history, else the place that the system has for a user's records. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Options } from './command.ts';
import type { Io } from './io.ts';

/** `~/.local/state/callback-kit/history` on Linux (XDG), Application Support on macOS, %LOCALAPPDATA% on Windows. */
export function historyFolder(options: Options, env: Io['env']): string {
  const named = options['history'] as string | undefined;
  if (named !== undefined) return resolve(named);
  return join(stateFolder(env), 'callback-kit', 'history');
}

function stateFolder(env: Io['env']): string {
  // A relative XDG path is to be ignored by its specification.
  const { XDG_STATE_HOME: xdg, LOCALAPPDATA: local } = env;
  if (xdg?.startsWith('/')) return xdg;
  if (process.platform === 'win32') return local || join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return join(env['HOME'] || homedir(), '.local', 'state');
}
