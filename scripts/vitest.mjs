/**
 * Runs vitest. Its time limits are timers of the process that runs the tests, so a test that keeps this process busy
 * for ever, or blocks it, stops everything without a word. Here such a run is told, with what each process was doing,
 * and ended.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT, say } from './steps.mjs';

/** The environment variable with the file where scripts/progress-reporter.mjs writes what is running. */
export const PROGRESS = 'CBK_TEST_PROGRESS';

/** How often that file is looked at. */
const LOOK_MS = 5000;

/** Makes Node print where it is when it is interrupted, even in an endless loop. */
export const TRACING = '--trace-sigint';

/** A test has a minute, twice. Nothing begins or ends for so long only where something is stuck. */
const LONGEST_SILENCE_MS = Number(process.env.CBK_TEST_SILENCE_MS) || 300_000;

/** Runs vitest with its output shown, its files in `folder`. How it ended: `passed`, `failed` or `stuck`. */
export async function vitest(args, folder) {
  const progress = join(folder, 'progress');
  writeFileSync(progress, 'before the first test');
  const reporter = `--reporter=${join(ROOT, 'scripts', 'progress-reporter.mjs')}`;
  const child = spawn(
    process.execPath,
    [join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'), 'run', reporter, ...args],
    { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, [PROGRESS]: progress } },
  );
  const end = new Promise((resolve) => {
    child.once('exit', (status) => resolve(status === 0 ? 'passed' : 'failed'));
  });
  for (;;) {
    const ended = await Promise.race([end, sleep(LOOK_MS)]);
    if (ended) return ended;
    if (Date.now() - statSync(progress).mtimeMs < LONGEST_SILENCE_MS) continue;
    say(`the tests stand still: ${readFileSync(progress, 'utf8')}`);
    await tellAndEnd(child.pid);
    return 'stuck';
  }
}

/** Shows what a process and those that it started are doing, and ends them all. */
async function tellAndEnd(root) {
  const processes = familyOf(root);
  for (const { pid, command, state, waitsIn } of processes)
    say(`process ${pid} (${state}, ${waitsIn}): ${command.slice(0, 300)}`);
  for (const { pid, command } of processes) if (command.includes(TRACING)) signal(pid, 'SIGINT');
  // The stacks come through vitest.
  await sleep(3000);
  for (const { pid } of processes) signal(pid, 'SIGKILL');
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}

/** A process and all that it started, with what Linux knows of them; elsewhere the process alone. */
function familyOf(root) {
  const known = existsSync('/proc/self/stat')
    ? readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .flatMap(processOf)
    : [];
  const family = known.filter(({ pid }) => pid === root);
  for (const { pid } of family) family.push(...known.filter(({ parent }) => parent === pid));
  return family.length > 0 ? family : [{ pid: root, command: 'vitest', state: '?', waitsIn: '?' }];
}

function processOf(pid) {
  const read = (name) => readFileSync(`/proc/${pid}/${name}`, 'utf8');
  try {
    // The name of a program, in parentheses, may hold anything.
    const [state, parent] = read('stat')
      .replace(/^.*\) /s, '')
      .split(' ');
    const command = read('cmdline').replaceAll('\0', ' ');
    return [{ pid: Number(pid), parent: Number(parent), state, command, waitsIn: read('wchan') }];
  } catch {
    return [];
  }
}
