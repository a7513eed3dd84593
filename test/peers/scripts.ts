/** PHP and Python as peers: a list of calls in, a list of results out, one process for all. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type ScriptCall = readonly [name: string, ...parameters: (string | Buffer)[]];

const COMMANDS = {
  php: ['php', new URL('./php/peer.php', import.meta.url)],
  python: ['python3', new URL('./python/peer.py', import.meta.url)],
} as const;

/** Runs calls that test/peers/php/peer.php or test/peers/python/peer.py knows; results in order. Throws when it fails. */
export function runScript(language: keyof typeof COMMANDS, calls: readonly ScriptCall[]): Buffer[] {
  const [command, script] = COMMANDS[language];
  const input = JSON.stringify(
    calls.map(([name, ...parameters]) => [name, ...parameters.map((p) => Buffer.from(p).toString('base64'))]),
  );
  const { status, stdout, stderr } = spawnSync(command, [fileURLToPath(script)], {
    input,
    maxBuffer: 64 << 20,
  });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
  return (JSON.parse(stdout.toString()) as string[]).map((result) => Buffer.from(result, 'base64'));
}
