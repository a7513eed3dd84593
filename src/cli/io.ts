/** The process as the commands see it: streams, environment, terminal. The only place that knows `process`. */
import type { Readable, Writable } from 'node:stream';
import type { Machine } from '../config/folder.ts';

/** What results are written to: a stream, or less. */
export interface Output {
  write(chunk: string | Uint8Array): unknown;
  /** From here on a slow reader must not hold the program up; missing where it cannot. */
  unblock?(): void;
  readonly isTTY?: boolean;
  readonly columns?: number | undefined;
}

export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** True when questions can be asked: a terminal on both sides, and no CI. */
export function canAsk(io: Io): boolean {
  return Boolean(io.stdin.isTTY && io.stderr.isTTY && !io.env['CI']);
}

/** Whether an output gets colour: NO_COLOR and FORCE_COLOR decide, else a terminal that is not dumb. */
export function wantsColour(stream: { readonly isTTY?: boolean }, env: Io['env']): boolean {
  if (env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return Boolean(stream.isTTY) && env['TERM'] !== 'dumb';
}

/** The machine, as far as the place of settings depends on it. */
export function machineOf(env: Io['env']): Machine {
  return { system: process.platform, home: process.getBuiltinModule('node:os').homedir(), env };
}

/** The folder that the command runs in; undefined where it has been deleted meanwhile. */
export function workingFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}
