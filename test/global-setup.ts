/**
 * Before the tests: the built command, which some of them run, is made from the sources as they are. Around them: a
 * folder of their own as the system's temporary folder, which goes away with all that they leave in it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export function setup(): () => void {
  const script = fileURLToPath(new URL('../scripts/set-up.mjs', import.meta.url));
  execFileSync(process.execPath, [script], { stdio: ['ignore', 'inherit', 'inherit'] });
  const folder = mkdtempSync(join(tmpdir(), 'cbk-tests-'));
  // The tests run in processes that are started later and take the environment over, as what they start does.
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
