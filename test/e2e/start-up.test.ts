/**
 * What a start loads, as a list: the files of dist/ without their hashes, and whether Node's heavy modules are among
 * them. A library that creeps into the start shows here, on any machine, whatever its speed.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanEnv, LAUNCHER, NODE, ROOT } from './cbk.ts';

const HOOK = new URL('./loaded-modules.mjs', import.meta.url).href;

function loaded(args: readonly string[]): { files: string[]; builtIns: string[] } {
  const { stderr, status } = spawnSync(NODE, [LAUNCHER, ...args], {
    cwd: ROOT,
    env: cleanEnv({ NODE_OPTIONS: `--import=${HOOK}` }),
    encoding: 'utf8',
    input: '',
  });
  expect(status).toBe(0);
  const { files, builtIns } = JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as ReturnType<typeof loaded>;
  return { files: files.map((name) => name.replace(/-[\w-]{8}\.js$/, '.js')).sort(), builtIns };
}

const HEAVY = ['crypto', 'child_process', 'net', 'http', 'readline', 'worker_threads', 'zlib', 'fs/promises'];
const heavy = (builtIns: readonly string[]) => builtIns.filter((name) => HEAVY.includes(name));
const START = ['bin/cbk.js', 'dist/cli.js', 'dist/rolldown-runtime.js', 'dist/start.js'];

describe.each(['--version', '--help', 'inspect --help'])('cbk %s', (line) => {
  it('loads the start and nothing else', () => {
    const { files, builtIns } = loaded(line.split(' '));
    expect(files).toEqual(START);
    expect(heavy(builtIns)).toEqual([]);
  });
});

const firstCase = (name: string) =>
  (
    JSON.parse(readFileSync(join(ROOT, `test/vectors/${name}.json`), 'utf8')) as {
      cases: Record<'key' | 'iv' | 'ciphertext' | 'body', string>[];
    }
  ).cases[0];

/** Neither questions nor schemas, other platforms' cryptography, or the search of a diagnosis. */
const CHECKED = [...START, 'dist/callback.js', 'dist/checked.js', 'dist/en.js'].sort();

it('cbk decrypt loads the checks, and nothing that writes to a pipe through a socket', () => {
  const { key = '', iv = '', ciphertext = '' } = firstCase('haomiao') ?? {};
  const { files, builtIns } = loaded(['decrypt', ciphertext, '--key', key, '--iv', iv, '-q']);
  expect(files).toEqual(CHECKED);
  expect(builtIns).not.toContain('net');
});

it('cbk verify loads the same', () => {
  const { key = '', body = '' } = firstCase('lianyou') ?? {};
  const { files, builtIns } = loaded(['verify', body, '--key', key]);
  expect(files).toEqual(CHECKED);
  expect(builtIns).not.toContain('net');
});
