/** Steps of setting up, shared by the scripts. Plain Node: they run before anything is installed. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Says on stderr what is being done; stdout belongs to results. */
export function say(line) {
  console.error(`callback-kit: ${line}`);
}

/** Runs a program in the repository, and stops with its exit status and output when it fails. */
function run(program, args, env = process.env) {
  // stdin may be closed or be a pipe that nobody writes to.
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status === 0) return;
  process.stderr.write(error ? `${error.message}\n` : Buffer.concat([stdout, stderr]));
  process.exit(status || 1);
}

/** True when what is installed is what the lockfile names. Packages for other systems are not expected. */
function isInstalled() {
  const installed = readPackages('node_modules/.package-lock.json');
  if (!installed) return false;
  const wanted = readPackages('package-lock.json') ?? {};
  return Object.entries(wanted).every(([path, { optional, version }]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === version && existsSync(join(ROOT, path)) : optional === true;
  });
}

function readPackages(name) {
  try {
    return JSON.parse(readFileSync(join(ROOT, name), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Installs the packages of the lockfile, unless they are there. */
export function install() {
  if (isInstalled()) return;
  say('installing packages (npm ci) …');
  const env = { ...process.env, NODE_ENV: 'development' };
  // Inside `npm install --global .` npm hands its own settings down; they are not meant for this install.
  for (const name of ['global', 'location', 'prefix', 'local_prefix', 'global_prefix', 'omit', 'production'])
    delete env[`npm_config_${name}`];
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  if (npm && /\.[cm]?js$/.test(npm)) run(process.execPath, [npm, ...args], env);
  else run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, env);
}

/** Everything that the built files are made from, as one digest. */
function sourcesDigest() {
  const hash = createHash('sha256');
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  for (const name of ['package.json', 'package-lock.json', 'rolldown.config.js'].map((n) => join(ROOT, n)))
    files.push(name);
  for (const file of files)
    hash
      .update(`${file.slice(ROOT.length)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

/** Builds dist/ from src/, unless it is built from the sources as they are. */
export function build() {
  const stamp = join(ROOT, 'dist', '.sources');
  const digest = sourcesDigest();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  say('building dist/ …');
  run(process.execPath, [join('node_modules', 'rolldown', 'bin', 'cli.mjs'), '-c']);
  writeFileSync(stamp, digest);
}
