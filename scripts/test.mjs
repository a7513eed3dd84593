/**
 * `npm test`: sets up, then checks types, style and unused code, then runs the tests. `npm test -- PATTERN` runs only
 * the tests whose file matches, without the other checks. The last line counts what passed and what failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install, ROOT, say } from './steps.mjs';
import { vitest } from './vitest.mjs';

install();
build();

const patterns = process.argv.slice(2);
let passed = 0;
let failed = 0;

/** Runs a tool of node_modules with its output shown. */
function tool(path, args) {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'node_modules', path), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return status === 0;
}

const CHECKS = [
  { what: 'types (tsc)', path: 'typescript/bin/tsc', args: [] },
  { what: 'lint and format (biome)', path: '@biomejs/biome/bin/biome', args: ['check'] },
  { what: 'unused code (knip)', path: 'knip/bin/knip.js', args: [] },
];
if (patterns.length === 0)
  for (const { what, path, args } of CHECKS) {
    say(`checking ${what} …`);
    if (tool(path, args)) passed++;
    else {
      failed++;
      say(`${what}: failed`);
    }
  }

say('running the tests (vitest) …');
const folder = mkdtempSync(join(tmpdir(), 'callback-kit-test-'));
const report = join(folder, 'report.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
let ended = await vitest([...reporters, ...patterns], folder);
// What is stuck for a reason of its own is stuck again; a machine that stood still gets another chance.
if (ended === 'stuck') ended = await vitest([...reporters, ...patterns], folder);
try {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
  passed += numPassedTests;
  failed += numFailedTests;
  if (numPendingTests > 0) say(`${numPendingTests} tests left out: see the notes above for what they need`);
} catch {
  say('the tests could not be run');
}
rmSync(folder, { recursive: true, force: true });
// A test file that does not load counts no failed test.
if (ended !== 'passed' && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
