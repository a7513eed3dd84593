/**
 * `npm start`: sets up, then inspects the examples one after the other.
 * `npm start -- FILE [options]`: sets up, then inspects FILE.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES } from './examples.mjs';
import { build, install, ROOT, say } from './steps.mjs';

install();
build();

const args = process.argv.slice(2);
const cbk = join(ROOT, 'bin', 'cbk.js');
/** Where the user called npm, which itself runs scripts in the folder of the package. */
const cwd = process.env.INIT_CWD ?? process.cwd();

if (args.length > 0) {
  const [first] = args;
  // A file's name is what most people give; anything else is input or an option of `cbk inspect`.
  const input = !first.startsWith('-') && existsSync(join(cwd, first)) ? ['--file', ...args] : args;
  const { status } = spawnSync(process.execPath, [cbk, 'inspect', ...input], { cwd, stdio: 'inherit' });
  process.exit(status ?? 1);
}

say('eight example callbacks, a good and a failing one of each platform\n');
let surprises = 0;
for (const { file, keys, status: expected } of EXAMPLES) {
  const command = ['inspect', '-f', `examples/${file}`, ...keys];
  console.log(`$ cbk ${command.join(' ')}`);
  const { status } = spawnSync(process.execPath, [cbk, ...command], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  console.log(`(exit status ${status})\n`);
  if (status !== expected) surprises++;
}
say('on your own callback: npm start -- FILE [options], e.g. npm start -- callback.log --secret @secret.txt');
process.exit(surprises === 0 ? 0 : 1);
