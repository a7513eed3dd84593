/** Every example that a user can paste works in the folder of the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXAMPLES as FILES } from '../../scripts/examples.mjs';
import { EXAMPLES } from '../../src/language/examples.ts';
import { cbk, ROOT, shell } from './cbk.ts';

/** Commands that end by themselves; the others have tests of their own. */
const ENDING = new Set(['inspect', 'decrypt', 'sign', 'verify', 'validate', 'platforms']);

describe('the files in examples/', () => {
  it.each(FILES)('$file ends with $status', ({ file, keys, status }) => {
    const run = cbk(['inspect', '-f', `examples/${file}`, ...keys]);
    expect(run.stderr).toBe('');
    expect(run.status).toBe(status);
  });

  it('each platform has a good and a failing one', () => {
    for (const platform of ['haomiao', 'haitouhui', 'yunzhimeng', 'lianyou'])
      expect(FILES.filter(({ file }) => file.startsWith(platform)).map(({ status }) => status)).toEqual([
        0, 1,
      ]);
  });
});

describe('the examples of --help', () => {
  const examples = Object.entries(EXAMPLES).filter(([command]) => ENDING.has(command));
  it.each(examples.flatMap(([command, lines]) => lines.map((line) => [command, line] as const)))(
    '%s: %s',
    (command, line) => {
      const { status, stdout, stderr } = shell(line);
      expect(stderr).not.toContain('error');
      expect([0, 1]).toContain(status);
      expect(stdout).not.toBe('');
      expect(cbk([command, '--help']).stdout).toContain(line);
    },
  );
});

describe.each(['README.md', 'README.zh.md'].filter((name) => existsSync(join(ROOT, name))))('%s', (name) => {
  const text = readFileSync(join(ROOT, name), 'utf8');
  const blocks = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, code]) => ({
    language,
    code: code ?? '',
  }));

  it.each(
    blocks
      .filter(({ language }) => language === 'sh')
      .flatMap(({ code }) => code.replaceAll('\\\n', '').split('\n'))
      .filter((line) => /(^|\| )cbk /.test(line) && ENDING.has(/cbk (\w+)/.exec(line)?.[1] ?? '')),
  )('%s', (line) => {
    const { status, stderr } = shell(line);
    expect(stderr).not.toContain('error');
    expect([0, 1]).toContain(status);
  });

  it.each(blocks.filter(({ code }) => code.startsWith('$ cbk ')).map(({ code }) => code))(
    'the screen is what is printed: %s',
    (code) => {
      const [command = '', ...screen] = code.split('\n');
      expect(`${shell(command.slice(2)).stdout}`).toBe(screen.join('\n'));
    },
  );
});
