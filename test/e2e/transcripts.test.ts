/**
 * The transcripts are what a user sees, written down: commands, what they print, and how they end. Lines of stderr
 * begin with `2| `, and `[1]` is the exit status where it is not 0; `~` is a temporary folder. To write them anew after a change that is meant:
 * UPDATE_TRANSCRIPTS=1 npm test -- test/e2e/transcripts, then read the difference.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { HOME, shell } from './cbk.ts';

const folder = new URL('./transcripts/', import.meta.url);

function play(command: string): string {
  const { status, signal, ...streams } = shell(command);
  // How many hypotheses a search gets through depends on the machine where it is ended by the clock.
  const [stdout, stderr] = [streams.stdout, streams.stderr].map((text) =>
    text.replace(/\d+ hypotheses/g, 'N hypotheses').replaceAll(HOME, '~'),
  ) as [string, string];
  const errors = stderr.replace(/\n$/, '').split('\n');
  const end = status === 0 ? '' : `[${status ?? signal}]\n`;
  const gap = stdout === '' || stdout.endsWith('\n') ? '' : '⏎\n';
  return `$ ${command}\n${stdout}${gap}${stderr === '' ? '' : errors.map((line) => `2| ${line}\n`).join('')}${end}`;
}

for (const name of readdirSync(folder)) {
  const file = new URL(name, folder);
  const text = readFileSync(file, 'utf8');
  // A `#` line is a remark about the commands below it.
  const parts = text.split(/^(?=\$ |# )/m);
  const update = process.env['UPDATE_TRANSCRIPTS'];
  if (update)
    writeFileSync(
      file,
      parts
        .map((part) => (part.startsWith('$ ') ? `${play(part.slice(2).split('\n')[0] ?? '')}\n` : part))
        .join(''),
    );
  else
    for (const part of parts)
      if (part.startsWith('$ ')) {
        const command = part.slice(2).split('\n')[0] ?? '';
        it(`${name}: ${command}`, () => expect(play(command)).toBe(part.replace(/\n\n$/, '\n')));
      }
  if (update) it(`${name} is written anew`, () => expect(parts.length).toBeGreaterThan(1));
}
