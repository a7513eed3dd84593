/** What scripts rely on: streams, the object of --json, colour, languages, exit statuses, and that secrets stay secret. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../scripts/examples.mjs';
import { cbk, ROOT, shell } from './cbk.ts';

const ESCAPE = '\u001b';
const example = (file: string) => EXAMPLES.find((e) => e.file === file)?.keys ?? [];
const inspect = (file: string, ...more: string[]) =>
  cbk(['inspect', '-f', `examples/${file}`, ...example(file), ...more]);

describe('--json', () => {
  /** Every key of the contract, and which of them each example has. */
  const SHAPES = {
    'haomiao-good.http': ['plaintext', 'decrypted', 'layers'],
    'haomiao-bad.log': ['decrypted', 'layers'],
    'haitouhui-good.txt': ['sign', 'signingString', 'layers'],
    'haitouhui-bad.http': ['sign', 'signingString', 'layers'],
    'yunzhimeng-good.http': ['decrypted', 'signingString', 'layers'],
    'lianyou-good.json': ['sign', 'signingString', 'layers'],
    'lianyou-bad.sh': ['sign', 'signingString', 'layers'],
  };
  it.each(Object.entries(SHAPES))('of %s is one object on one line, with what applies', (file, keys) => {
    const { stdout, stderr } = inspect(file, '--json');
    expect(stderr).toBe('');
    expect(stdout.indexOf('\n')).toBe(stdout.length - 1);
    const report = JSON.parse(stdout) as Record<string, unknown>;
    const { diagnosis: _, ...rest } = report;
    expect(Object.keys(rest).sort()).toEqual(['version', 'platform', 'verdict', 'findings', ...keys].sort());
    expect(report).toMatchObject({
      version: 1,
      platform: file.split('-')[0],
      verdict: file.includes('good') ? 'valid' : 'invalid',
    });
    for (const finding of report['findings'] as Record<string, unknown>[]) {
      expect(finding).toMatchObject({ code: expect.any(String), message: expect.any(String) });
      expect(['ok', 'info', 'warning', 'error']).toContain(finding['severity']);
    }
  });

  it('keeps the digits of numbers that a double cannot hold', () => {
    const body = '{"type":1005,"contract":"0x1","value":1000000000000000001,"sign":"00"}';
    const { stdout } = cbk(['verify', body, '-p', 'lianyou', '--key', 'key', '--json']);
    expect((JSON.parse(stdout) as { signingString: string }).signingString).toContain(
      'value=1000000000000000001',
    );
    const schema = cbk(['validate', body.replace('"0x1"', '12345678901234567890'), '--json']);
    expect(schema.stdout).toContain('12345678901234567890');
    expect(schema.stdout).not.toContain('12345678901234567000');
  });

  it('has the decrypted fields by JSON pointer', () => {
    const { stdout } = inspect('yunzhimeng-good.http', '--json');
    expect((JSON.parse(stdout) as { decrypted: unknown }).decrypted).toEqual({
      '/idCardNum': '110101199003077459',
      '/phone': '13800138000',
      '/nodes/0/phone': '13900139000',
    });
  });

  it('says the same in both languages, but for the messages', () => {
    const strip = (lang: string) =>
      JSON.parse(inspect('haitouhui-bad.http', '--json', '--lang', lang).stdout, (key, value) =>
        key === 'message' ? undefined : value,
      ) as unknown;
    expect(strip('zh')).toEqual(strip('en'));
    const messages = (lang: string) => inspect('haitouhui-bad.http', '--json', '--lang', lang).stdout;
    expect(messages('zh')).toMatch(/[\u4e00-\u9fff]/);
  });
});

describe('stdout and stderr', () => {
  it('notes go to stderr, and -q leaves them out', () => {
    const loud = cbk(['sign', 'a=1', '-p', 'haitouhui', '--secret', 'marker']);
    const quiet = cbk(['sign', 'a=1', '-p', 'haitouhui', '--secret', 'marker', '-q']);
    expect(loud.stdout).toBe(quiet.stdout);
    expect(loud.stdout).toMatch(/^[0-9A-F]{32}\n$/);
    expect(loud.stderr).not.toBe('');
    expect(quiet.stderr).toBe('');
  });

  it('errors are said even with -q', () => {
    const { status, stdout, stderr } = cbk(['sign', 'a=1', '-p', 'haitouhui', '-q']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^cbk: .*\n$/);
  });

  it('a reader that goes away is no error', () => {
    const { status, stderr } = shell('set -o pipefail; cbk platforms yunzhimeng | head -1');
    expect([status, stderr]).toEqual([0, '']);
  });
});

describe('colour', () => {
  const coloured = (env: Record<string, string>) =>
    cbk(['platforms'], { env }).stdout.includes(ESCAPE) ||
    cbk(['inspect', '{"a":1}'], { env }).stdout.includes(ESCAPE);
  it('is left out of a pipe', () => expect(coloured({})).toBe(false));
  it('is there with FORCE_COLOR', () => expect(coloured({ FORCE_COLOR: '1' })).toBe(true));
  it('is not with FORCE_COLOR=0', () => expect(coloured({ FORCE_COLOR: '0' })).toBe(false));
  it('NO_COLOR wins', () => expect(coloured({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false));
  it('is never in --json', () =>
    expect(cbk(['inspect', '{"a":1}', '--json'], { env: { FORCE_COLOR: '1' } }).stdout).not.toContain(
      ESCAPE,
    ));
});

describe('language', () => {
  const chinese = (env: Record<string, string>, ...args: string[]) =>
    /[\u4e00-\u9fff]/.test(cbk(['--help', ...args], { env }).stdout);
  it('comes from the environment', () => {
    expect(chinese({ LANG: 'zh_CN.UTF-8' })).toBe(true);
    expect(chinese({ LANG: 'en_US.UTF-8' })).toBe(false);
    expect(chinese({ LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN.UTF-8' })).toBe(true);
    expect(chinese({ LANG: 'C' })).toBe(false);
  });
  it('or from --lang', () => {
    expect(chinese({ LANG: 'en_US.UTF-8' }, '--lang', 'zh')).toBe(true);
    expect(chinese({ LANG: 'zh_CN.UTF-8' }, '--lang=en')).toBe(false);
  });
});

describe('secrets', () => {
  /** A secret of each shape that a platform takes; none may show, whole or in its better half. */
  const KEY = 'MARKERmarker0123456789MARKERmark';
  const IV = 'IVMARKERivmarker';
  const pem = readFileSync(join(ROOT, 'examples/keys/sign_secret_key.pem'), 'utf8');
  const der = pem.replace(/-----.*-----|\s/g, '');
  const COMMANDS = ['inspect', 'decrypt', 'sign', 'verify'];
  const SECRETS: Record<string, string[]> = {
    'haomiao-good.http': ['--key', KEY, '--iv', IV],
    'haomiao-bad.log': ['--key', KEY, '--iv', 'tooshortIVMARKER!!'],
    'haitouhui-bad.http': ['--secret', KEY],
    'haitouhui-good.txt': ['--secret', `"${KEY}"`],
    'yunzhimeng-good.http': ['--ivs-public-key', der, '--sign-secret-key', `${pem}broken`],
    'yunzhimeng-bad.har': ['--ivs-public-key', KEY, '--sign-secret-key', der.slice(0, -9)],
    'lianyou-good.json': ['--key', KEY],
    'lianyou-bad.sh': ['--key', ` ${KEY}\n`],
  };
  const matrix = COMMANDS.flatMap((command) =>
    Object.entries(SECRETS).flatMap(([file, keys]) =>
      [[], ['--json'], ['--lang', 'zh'], ['-q']].map((more) => ({ command, file, keys, more })),
    ),
  );
  it('are never printed', () => {
    for (const { command, file, keys, more } of matrix) {
      const effort = command === 'sign' ? [] : ['--effort', 'low'];
      const { stdout, stderr } = cbk([command, '-f', `examples/${file}`, ...keys, ...more, ...effort], {
        env: { FORCE_COLOR: '1', DEBUG: '*' },
      });
      const all = stdout + stderr;
      const shown = `${command} ${file} ${more.join(' ')}`;
      for (const part of ['MARKER', 'marker', der.slice(0, 40), der.slice(300, 340), der.slice(-60, -12)])
        expect(all.includes(part), `${shown} shows ${part}`).toBe(false);
    }
  }, 240_000);

  it('not even when usage is wrong, or the value is that of another option', () => {
    for (const args of [
      ['inspect', '{}', '--secret', KEY, '--frobnicate'],
      ['inspect', '--secret', KEY, '--platform', 'alipay', '{}'],
      ['inspect', '{}', '--secret', `@${'/tmp'}`],
      ['sign', 'a=1', '-p', 'yunzhimeng', '--secret', KEY],
      ['frobnicate', '--secret', KEY],
    ]) {
      const { stdout, stderr, status } = cbk(args);
      expect(status).toBe(2);
      expect(stdout + stderr).not.toContain('MARKER');
    }
  });
});
