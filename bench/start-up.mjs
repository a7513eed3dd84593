/**
 * How long commands take to start, beside a bare Node in the same run: the medians of interleaved runs, and the
 * median of the ratios within each round, so that a machine that slows down slows down both.
 * CBK_TEST_NODE names another node binary.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { median } from './median.mjs';

const ROUNDS = 41;
const folder = fileURLToPath(new URL('..', import.meta.url));
const node = process.env.CBK_TEST_NODE || process.execPath;

const firstCase = (name) =>
  JSON.parse(readFileSync(new URL(`../test/vectors/${name}.json`, import.meta.url), 'utf8')).cases[0];
const wallet = firstCase('haomiao');
const order = firstCase('lianyou');

/** About 1 KB, as a long message would be. */
const ciphertext = wallet.ciphertext;
const CASES = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: 'cbk --version', args: ['bin/cbk.js', '--version'], limit: 1.35 },
  { name: 'cbk --help', args: ['bin/cbk.js', '--help'], limit: 1.35 },
  {
    name: 'cbk decrypt',
    args: ['bin/cbk.js', 'decrypt', ciphertext, '--key', wallet.key, '--iv', wallet.iv],
    limit: 2,
  },
  { name: 'cbk verify', args: ['bin/cbk.js', 'verify', order.body, '--key', order.key], limit: 2 },
];
const times = CASES.map(() => []);

for (let round = -1; round < ROUNDS; round++)
  for (const [i, { name, args }] of CASES.entries()) {
    const start = process.hrtime.bigint();
    const { status, stderr } = spawnSync(node, args, { cwd: folder, input: '' });
    const elapsed = Number(process.hrtime.bigint() - start) / 1e6;
    if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
    // The first round fills the caches.
    if (round >= 0) times[i].push(elapsed);
  }

const [bare] = times;
const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
console.log(`Start-up on Node ${version}, ${ROUNDS} rounds\n`);
console.log('command          median    of node -e 0   limit');
for (const [i, { name, limit }] of CASES.entries()) {
  const ratio = median(times[i].map((time, round) => time / bare[round]));
  const over = limit !== undefined && ratio > limit ? '  over' : '';
  console.log(
    `${name.padEnd(14)} ${median(times[i]).toFixed(1).padStart(6)} ms ${ratio.toFixed(2).padStart(14)}   ${limit?.toFixed(2) ?? ''}${over}`,
  );
}
