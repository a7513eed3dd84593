/** Runs the built command as users do: as a process of its own, in the folder of the repository. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The node that runs the command; CBK_TEST_NODE names another version. */
export const NODE = process.env['CBK_TEST_NODE'] || process.execPath;
export const LAUNCHER = join(ROOT, 'bin', 'cbk.js');

const CLOCK = new URL('./fixed-clock.mjs', import.meta.url).href;

/** The home of a user who has nothing there but an executable `cbk`, for shells. */
export const HOME = mkdtempSync(join(tmpdir(), 'cbk-e2e-'));
writeFileSync(join(HOME, 'cbk'), `#!/bin/sh\nexec "${NODE}" "${LAUNCHER}" "$@"\n`);
chmodSync(join(HOME, 'cbk'), 0o755);

export interface Result {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An environment without keys, colour settings or a home that other tests or the user left behind. */
export function cleanEnv(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    PATH: `${HOME}${delimiter}${process.env['PATH'] ?? ''}`,
    HOME,
    TMPDIR: tmpdir(),
    LANG: 'C.UTF-8',
    NODE_OPTIONS: `--import=${CLOCK}`,
    ...extra,
  };
}

interface RunOptions {
  /** Bytes on standard input; nothing (an empty, ended input) without it. */
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs `cbk` with these arguments. A command that does not end within two minutes is killed, which shows as a signal. */
export function cbk(args: readonly string[], options: RunOptions = {}): Result {
  return result(spawnSync(NODE, [LAUNCHER, ...args], settings(options)));
}

/** Runs a line of shell in which `cbk` is the command. */
export function shell(line: string, options: RunOptions = {}): Result {
  return result(spawnSync('bash', ['-c', line], settings(options)));
}

function settings({ input = '', env = {}, cwd = ROOT }: RunOptions) {
  return { input, cwd, env: cleanEnv(env), timeout: 120_000, maxBuffer: 1 << 28, encoding: 'utf8' } as const;
}

function result({ status, signal, stdout, stderr }: SpawnSyncReturns<string>): Result {
  return { status, signal, stdout, stderr };
}
