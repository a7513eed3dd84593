/** What must never happen, whatever is put in: a stack trace, a hang, a status of its own, a raw escape on a terminal. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cbk, cleanEnv, LAUNCHER, NODE, type Result, ROOT } from './cbk.ts';

const folder = mkdtempSync(join(tmpdir(), 'cbk-bad-input-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const STACK = /^\s+at .*[(:]\d+|node:internal|Error:|\bundefined\b|\[object/m;

function expectPlain({ status, signal, stdout, stderr }: Result, statuses: readonly number[]): void {
  expect(signal).toBeNull();
  expect(stderr).not.toMatch(STACK);
  expect(stdout).not.toMatch(STACK);
  expect(statuses).toContain(status);
}

/** One clear line on stderr, nothing on stdout, exit status 2. */
function expectOneLine(result: Result): void {
  expectPlain(result, [2]);
  expect(result.stdout).toBe('');
  expect(result.stderr).toMatch(/^cbk: error: [^\n]+\n$/);
}

const KEYS = {
  haomiao: ['--key', '3e9a51c07bd84f26a1f0c85d92e47b63', '--iv', 'k7w2pz40qmx9t1vb'],
  haitouhui: ['--secret', 's'],
  lianyou: ['--key', 'k'],
  yunzhimeng: [
    '--ivs-public-key',
    '@examples/keys/ivs_public_key.pem',
    '--sign-secret-key',
    '@examples/keys/sign_secret_key.pem',
  ],
};
const COMMANDS = ['inspect', 'decrypt', 'sign', 'verify', 'validate'] as const;

/** The keys as a command takes them. A search for causes takes seconds where there is none, and has tests of its own. */
function keysFor(command: string, platform: string): string[] {
  if (command === 'validate') return [];
  const keys = KEYS[platform as keyof typeof KEYS];
  return command === 'sign' ? keys : [...keys, '--effort', 'none'];
}

describe.each(COMMANDS)('%s', (command) => {
  it.each([
    ['nothing', ''],
    ['white space', ' \r\n\t\n'],
    ['a byte order mark', '\ufeff'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')],
    ['zero bytes', Buffer.alloc(1000)],
    ['prose', 'The quick brown fox.\nJumps over the lazy dog.'],
    ['a key', readFileSync(join(ROOT, 'examples/keys/sign_secret_key.pem'))],
  ])('refuses %s', (_, input) => expectOneLine(cbk([command], { input })));

  it.each(Object.keys(KEYS))('survives damaged callbacks of %s', (platform) => {
    const option = keysFor(command, platform);
    const text = readFileSync(
      join(
        ROOT,
        'examples',
        {
          haomiao: 'haomiao-good.http',
          haitouhui: 'haitouhui-good.txt',
          lianyou: 'lianyou-good.json',
          yunzhimeng: 'yunzhimeng-good.http',
        }[platform] ?? '',
      ),
    );
    for (const cut of [0.1, 0.35, 0.6, 0.85, 0.99]) {
      const damaged = text.subarray(0, Math.floor(text.length * cut));
      expectPlain(cbk([command, '-p', platform, ...option], { input: damaged }), [0, 1, 2]);
      const flipped = Buffer.from(text);
      flipped[Math.floor(text.length * cut)] = 0xff;
      expectPlain(cbk([command, '-p', platform, ...option], { input: flipped }), [0, 1, 2]);
    }
  });

  it('survives JSON of every shape as the body of every platform', () => {
    const bodies = [
      '[]',
      'null',
      '"x"',
      '1e999',
      '{}',
      '{"data":{},"time":[],"uid":null,"order_no":1e400,"sign":[1],"type":{}}',
      '{"__proto__":{"polluted":1},"constructor":{"prototype":1},"toString":1,"sign":"x","type":1001}',
      '{"sign":"a","sign":"b","type":1001,"type":1002}',
      `{"data":"${'A'.repeat(100_000)}"}`,
      `{"type":${'9'.repeat(5000)},"sign":""}`,
    ];
    for (const platform of Object.keys(KEYS))
      for (const input of bodies)
        expectPlain(cbk([command, '-p', platform, ...keysFor(command, platform)], { input }), [0, 1, 2]);
  }, 120_000);

  it('100,000 brackets', () => {
    for (const input of [
      '['.repeat(100_000),
      '['.repeat(100_000) + ']'.repeat(100_000),
      '{"a":'.repeat(100_000),
      '{"type":1001,"contract":"0x","sign":"A","x":'.concat('['.repeat(100_000), ']'.repeat(100_000), '}'),
    ])
      expectPlain(cbk([command, '-p', 'lianyou', ...keysFor(command, 'lianyou')], { input }), [1, 2]);
  });
});

it('a form of 5,000 parameters keeps them all', () => {
  const names = Array.from({ length: 5000 }, (_, i) => `p${String(i).padStart(4, '0')}`);
  const input = names.map((name) => `${name}=${name.length}%20`).join('&');
  const { status, stdout } = cbk(['sign', '-p', 'haitouhui', '--secret', 's', '--json'], { input });
  expect(status).toBe(0);
  const { signingString } = JSON.parse(stdout) as { signingString: string };
  expect(signingString).toBe(`‹secret›${names.map((name) => `${name}5 `).join('')}‹secret›`);
});

it('parameters and members named __proto__ are signed like any other', () => {
  const form = cbk(['sign', '__proto__=1&constructor=2&a=3', '-p', 'haitouhui', '--secret', 's', '--json']);
  expect((JSON.parse(form.stdout) as { signingString: string }).signingString).toBe(
    '‹secret›__proto__1a3constructor2‹secret›',
  );
  const json = cbk(['sign', '{"__proto__":1,"a":2}', '-p', 'lianyou', '--key', 'kk', '--json']);
  expect((JSON.parse(json.stdout) as { signingString: string }).signingString).toMatch(
    /^__proto__=1&a=2&key=/,
  );
});

describe('keys that do not fit', () => {
  it.each([
    [
      'an AES key of 31 characters',
      ['decrypt', '-f', 'examples/haomiao-good.http', '--key', 'a'.repeat(31), '--iv', 'k7w2pz40qmx9t1vb'],
    ],
    [
      'an IV of 12',
      ['decrypt', '-f', 'examples/haomiao-good.http', '--key', 'a'.repeat(32), '--iv', 'a'.repeat(12)],
    ],
    [
      'a private key for a public one',
      [
        'verify',
        '-f',
        'examples/yunzhimeng-good.http',
        '--ivs-public-key',
        '@examples/keys/ivs_private_key.pem',
      ],
    ],
    ['no key at all', ['verify', '-f', 'examples/yunzhimeng-good.http', '--ivs-public-key', 'nonsense']],
    [
      'half a key',
      [
        'verify',
        '-f',
        'examples/yunzhimeng-good.http',
        '--ivs-public-key',
        readFileSync(join(ROOT, 'examples/keys/ivs_public_key.pem'), 'utf8').slice(0, 200),
      ],
    ],
    ['a directory', ['verify', '-f', 'examples/yunzhimeng-good.http', '--ivs-public-key', '@examples']],
    [
      'a binary file',
      [
        'verify',
        '-f',
        'examples/yunzhimeng-good.http',
        '--ivs-public-key',
        `@${file('picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))}`,
      ],
    ],
  ])('%s: a line that says so, exit status 2', (_, args) => {
    const result = cbk(args);
    expectPlain(result, [2]);
    expect(result.stdout + result.stderr).toMatch(/--(key|iv|ivs-public-key)/);
  });
});

describe('64 MB of noise', () => {
  const size = 64 << 20;
  const random = Buffer.alloc(size);
  for (let i = 0, x = 1; i < size; i++) {
    x = (x * 48271) % 2147483647;
    random[i] = x;
  }
  const NOISES: [string, () => string | Buffer][] = [
    ['random bytes', () => random],
    ['base64', () => random.toString('base64').slice(0, size)],
    ['brackets', () => '['.repeat(size)],
    ['quotes', () => '"'.repeat(size)],
    ['backslashes', () => '\\'.repeat(size)],
    ['spaces', () => ' '.repeat(size)],
    ['percent signs', () => '%'.repeat(size)],
    ['ampersands', () => 'a=1&'.repeat(size / 4)],
    ['log lines', () => '2026-11-21 09:00:00 INFO {"a":"b\\"c"} x=1\n'.repeat(size / 44)],
    ['entities', () => '&quot;'.repeat(size / 6)],
  ];
  it.each(NOISES)(
    'of %s ends soon, with a plain line',
    (name, make) => {
      const path = file('noise', make());
      const start = Date.now();
      const result = cbk(['inspect', '-f', path]);
      expectPlain(result, [0, 1, 2]);
      expect(result.stderr.split('\n').length).toBeLessThan(20);
      // Linear work on 64 MB; the limit is for what is not linear, which takes hours.
      expect(Date.now() - start, name).toBeLessThan(100_000);
    },
    130_000,
  );

  it('a form of 5,000 parameters is shown up to the thousandth', () => {
    const input = Array.from({ length: 5000 }, (_, i) => `name${i}=${i}`).join('&');
    const { stdout } = cbk(['inspect', '-p', 'haitouhui'], { input });
    expect(stdout).toContain('name999 ');
    expect(stdout).not.toContain('name1000 ');
    expect(stdout).toContain('… and 4000 more');
  });

  it('more than the limit is refused', () => {
    expectOneLine(cbk(['inspect', '-f', '/dev/zero']));
  });
});

describe('terminal escapes', () => {
  /** What a terminal acts on: C0 but line ends and tabs, DEL, C1, and bidirectional controls. */
  const RAW = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
  const EVIL = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egnp.exe\u0000\r';
  const inputs: Record<string, string> = {
    json: JSON.stringify({
      type: 1001,
      contract: EVIL,
      sign: EVIL,
      [EVIL]: EVIL,
      nested: [{ [EVIL]: EVIL }],
    }),
    'json raw': `{"type":1001,"sign":"x","contract":"\u009b31m\u007f\u202e","\u202e":1}`,
    form: `app_id=1&sign=${encodeURIComponent(EVIL)}&${encodeURIComponent(EVIL)}=${encodeURIComponent(EVIL)}&data=%1b%5b2J&timestamp=%1b&version=1.0`,
    http: `POST /\u001b[31m HTTP/1.1\r\nX-EventCode: \u001b[2J\r\nX-Timestamp: \u009b1m\r\nX-Nonce: \u001b\r\nX-Signature: \u001b]0;x\u0007\r\n\r\n{"a":"\\u001b[31m"}`,
    log: `\u001b[31mERROR\u001b[0m body={"type":1001,"contract":"0x","sign":"\\u001b"} \u001b[0m`,
  };

  /** Runs a command in a pseudo-terminal; what the terminal receives. */
  function onTerminal(args: readonly string[]): string {
    const line = [NODE, LAUNCHER, ...args].map((a) => `'${a.replaceAll("'", "'\\''")}'`).join(' ');
    const log = join(folder, 'typescript');
    const { status } = spawnSync('script', ['-q', '-e', '-c', line, log], {
      cwd: ROOT,
      env: cleanEnv({ TERM: 'xterm', NO_COLOR: '1', CI: '1' }),
      input: '',
      timeout: 60_000,
    });
    expect(status).not.toBeNull();
    return readFileSync(log, 'utf8')
      .replaceAll('\r\n', '\n')
      .replace(/^Script (started|done).*$/gm, '');
  }

  const cases = Object.keys(inputs).flatMap((name) =>
    COMMANDS.flatMap((command) =>
      ['lianyou', 'haitouhui', 'yunzhimeng', 'haomiao'].map((p) => ({ name, command, p })),
    ),
  );
  it.each(cases)('of $name never reach the terminal: $command -p $p', ({ name, command, p }) => {
    const path = file('evil', inputs[name] ?? '');
    const shown = onTerminal([command, '-f', path, '-p', p, ...keysFor(command, p)]);
    expect(shown.length).toBeGreaterThan(10);
    expect(shown).not.toMatch(RAW);
  });

  it('of options and file names do not either', () => {
    for (const args of [
      ['inspect', '-f', `/tmp/\u001b[31m`],
      ['inspect', '-p', EVIL.replaceAll('\0', ''), '{}'],
      ['inspect', '--lang', '\u001b[2J', '{}'],
      ['verify', '-f', 'examples/yunzhimeng-good.http', '--canonical', '{\u001b[2J'],
      ['validate', '{}', '--schema', '\u001b[2J'],
      ['sign', 'a=1', '-p', 'haitouhui', '--secret', '@/tmp/\u001b[2J'],
      ['sign', 'a=1', '-p', 'haitouhui', '--secret', 's', '--rule', '\u001b[2J'],
      ['platforms', '\u001b[2J'],
      ['\u001b[2J'],
      ['inspect', '--\u001b[2J'],
    ])
      expect(onTerminal(args)).not.toMatch(RAW);
  });

  it('of a decrypted text do not: on a terminal it is made safe, in a pipe it is as it is', () => {
    const text = '{"uid":"\u202e\u2066110","name":"\u200b张三"}';
    const run = cbk(['decrypt', '-q', ...KEYS.haomiao], { input: encrypted(text) });
    expect(run.stdout).toBe(`${text}\n`);
    const shown = onTerminal(['decrypt', '-q', ...KEYS.haomiao, encrypted(text)]);
    expect(shown).toContain('\\u202e\\u2066110');
    expect(shown).not.toMatch(RAW);
  });
});

/** AES-256-CBC under the keys of the examples, as base64. */
function encrypted(text: string): string {
  const [, key = '', , iv = ''] = KEYS.haomiao;
  return spawnSync(
    'openssl',
    [
      'enc',
      '-aes-256-cbc',
      '-K',
      Buffer.from(key).toString('hex'),
      '-iv',
      Buffer.from(iv).toString('hex'),
      '-a',
      '-A',
    ],
    { input: text, encoding: 'utf8' },
  ).stdout;
}
