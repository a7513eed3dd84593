/** Pager, colour, clipboard, completion and help, as a real terminal, X server and shells see them. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { columns } from '../../src/render/columns.ts';
import { historyLines, until } from './listener.ts';
import { Terminal } from './terminal.ts';

const GOOD = resolve('examples/lianyou-good.json');
const KEY = resolve('examples/keys/lianyou.key');
const ESC = '\u001b';

describe('the pager', () => {
  test('shows a report that is longer than the terminal, and the terminal is as before', async () => {
    using terminal = new Terminal({ rows: 12 });
    const before = terminal.settings();
    terminal.type('cbk platforms lianyou');
    await terminal.sees(/^:$/m);
    expect(terminal.screen()).toContain('Lianyou (lianyou)');
    terminal.keys('G');
    await terminal.sees('(END)');
    terminal.keys('q');
    expect(await terminal.status()).toBe(0);
    expect(terminal.settings()).toBe(before);
  });

  test.each([
    ['a short report', 'cbk platforms', {}],
    ['--no-pager', 'cbk platforms lianyou --no-pager', {}],
    ['CI', 'CI=1 cbk platforms lianyou', {}],
    ['TERM=dumb', 'TERM=dumb cbk platforms lianyou', {}],
    ['PAGER=cat', 'cbk platforms lianyou', { PAGER: 'cat' }],
    ['CBK_PAGER before PAGER', 'cbk platforms lianyou', { PAGER: 'less', CBK_PAGER: '' }],
    ['a pager that is not there', 'cbk platforms lianyou', { PAGER: '/none/pager' }],
    ['a pipe', 'cbk platforms lianyou | cat', {}],
  ])('is not used for %s', async (_, line, env) => {
    using terminal = new Terminal({ rows: 12, env });
    terminal.type(line);
    expect(await terminal.status()).toBe(0);
    expect(terminal.screen({ history: true })).toContain(line.endsWith('platforms') ? 'haomiao' : '--schema');
  });
});

describe('colour', () => {
  test('is on a terminal, not in a pipe', async () => {
    using terminal = new Terminal({ rows: 40 });
    terminal.type(`cbk inspect -f ${GOOD} --key @${KEY} --no-pager`);
    await terminal.sees('genuine');
    expect(terminal.screen({ colour: true })).toMatch(new RegExp(`${ESC}\\[[\\d;]*32m`));
    terminal.type(`clear; cbk inspect -f ${GOOD} --key @${KEY} > out.txt`);
    await terminal.status();
    // No escape sequence, and no control character but line ends.
    expect(readFileSync(join(terminal.folder, 'out.txt'), 'utf8')).not.toMatch(/[^\P{Cc}\n]/u);
  });

  test.each([
    ['NO_COLOR=1', false],
    ['TERM=dumb', false],
    ['FORCE_COLOR=0', false],
    ['FORCE_COLOR=1', true],
  ])('with %s: %s', async (variable, colour) => {
    using terminal = new Terminal({ rows: 40 });
    // Into a file for FORCE_COLOR=1, onto the terminal for the others.
    const to = colour ? '> out.txt; cat -v out.txt' : '';
    terminal.type(`${variable} cbk inspect -f ${GOOD} --key @${KEY} --no-pager ${to}`);
    const seen = await terminal.sees('genuine');
    if (colour) expect(seen).toContain('^[[');
    else expect(terminal.screen({ colour: true })).not.toContain(`${ESC}[3`);
  });
});

describe('the clipboard', () => {
  const display = `:${90 + (process.pid % 900)}`;
  let server: ChildProcess;
  const x = { DISPLAY: display };
  const copied = () =>
    execFileSync('xclip', ['-selection', 'clipboard', '-o'], {
      env: { ...process.env, ...x },
      encoding: 'utf8',
    });
  const copy = (text: string) =>
    execFileSync('xclip', ['-selection', 'clipboard'], {
      env: { ...process.env, ...x },
      input: text,
      stdio: ['pipe', 'ignore', 'ignore'],
    });

  beforeAll(async () => {
    server = spawn('Xvfb', [display, '-screen', '0', '320x200x8'], { stdio: 'ignore' });
    for (let i = 0; i < 100; i++) {
      if (spawnSync('xclip', ['-o'], { env: { ...process.env, ...x } }).stderr.includes('not available'))
        return;
      await setTimeout(50);
    }
  });
  afterAll(() => {
    server.kill();
  });

  test('--clipboard reads it, --copy puts the report there without colour', async () => {
    using terminal = new Terminal({ rows: 40, env: x });
    copy(readFileSync(GOOD, 'utf8'));
    terminal.type(`cbk inspect -c --key @${KEY} --copy --no-pager`);
    await terminal.sees('copied to the clipboard');
    expect(await terminal.status()).toBe(0);
    expect(copied()).toMatch(/^Lianyou · .*genuine\n/);
    expect(copied()).not.toContain(ESC);
  });

  test('--watch-clipboard inspects what is copied next, and nothing else', async () => {
    using terminal = new Terminal({ rows: 40, env: x });
    copy('a word');
    terminal.type(`cbk inspect --watch-clipboard --key @${KEY} --no-pager --effort none`);
    await terminal.sees('copy a callback');
    copy('just another word');
    await setTimeout(1200);
    expect(terminal.screen()).not.toContain('error');
    copy(readFileSync(GOOD, 'utf8'));
    await terminal.sees('Lianyou');
    copy(readFileSync(GOOD, 'utf8').replace('"sign":"', '"sign":"F'));
    await terminal.sees('NOT genuine');
    terminal.keys('C-c');
    expect(await terminal.status()).toBe(130);
  });

  test('listen: --copy puts the address there, the key c the last callback as curl', async () => {
    using terminal = new Terminal({ rows: 40, columns: 120, env: x });
    terminal.type(`cbk listen -p lianyou --key @${KEY} --port 0 --copy --compact --history h`);
    const shown = await terminal.sees('keys: r replay');
    const url = /listening on (http\S+)/.exec(shown)?.[1] ?? '';
    expect(copied()).toBe(`${url}/lianyou`);
    terminal.keys('c');
    await terminal.sees('nothing has come yet');
    const body = `{"type":1003,"contract":"it's ${ESC}[31m","sign":"链"}`;
    await fetch(`${url}/lianyou?a=1`, { method: 'POST', body, headers: { 'X-Own': 'yes' } });
    await terminal.sees('POST /lianyou');
    terminal.keys('c');
    await terminal.sees('copied as curl');
    const command = copied();
    expect(command).toMatch(/^curl -X 'POST' /);
    expect(command).not.toContain(ESC);
    // A shell makes the same request of it.
    const again = execFileSync('bash', ['-c', `${command} -sS --noproxy '*'`], { encoding: 'utf8' });
    expect(again).toBe('{"code":1,"msg":"SUCCESS"}');
    const came = () =>
      historyLines(join(terminal.folder, 'h')).flatMap((line) =>
        typeof line !== 'string' && line.type === 'delivery' ? [line] : [],
      );
    await until('the second', () => came().length === 2);
    const [first, second] = came();
    expect(second).toMatchObject({ method: 'POST', url: '/lianyou?a=1', body_b64: first?.['body_b64'] });
    expect(second?.['headers']).toContainEqual(['X-Own', 'yes']);
    terminal.keys('q');
    expect(await terminal.status()).toBe(0);
  });

  test('over SSH without a display: a clear line for reading, the terminal for copying', async () => {
    using terminal = new Terminal({ rows: 40, env: { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' } });
    terminal.type('cbk inspect -c');
    await terminal.sees('no display here');
    expect(await terminal.status()).toBe(2);
    terminal.setClipboard();
    terminal.type(
      `clear; cbk decrypt LHgsTGbF+GdhOS4lQSn3pw== --key x --iv y -q; cbk sign 'a=1' -p haitouhui --secret s --copy`,
    );
    await terminal.sees('OSC 52');
    const sign = execFileSync(
      process.execPath,
      ['bin/cbk.js', 'sign', 'a=1', '-p', 'haitouhui', '--secret', 's', '-q'],
      {
        encoding: 'utf8',
      },
    );
    expect(terminal.buffer()).toBe(sign.trim());
  });

  test('without display and terminal, copying fails in one line and the exit status stays', () => {
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      ['bin/cbk.js', 'sign', 'a=1', '-p', 'haitouhui', '--secret', 's', '--copy'],
      { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '' } },
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/^[0-9A-F]{32}\n$/);
    expect(stderr).toContain('not copied');
  });
});

describe('help', () => {
  const names = ['', ...COMMANDS.map(({ name }) => name), 'profile', 'keys'];
  test.each(['zh', 'en'].flatMap((language) => [80, 120].map((width) => [language, width] as const)))(
    'in %s fits %i columns, and its columns align',
    async (language, width) => {
      using terminal = new Terminal({ columns: width, rows: 60 });
      for (const name of ['', 'inspect', 'profile set', 'keys generate']) {
        terminal.type(`clear; cbk ${name} --help --lang ${language}; echo END`);
        const screen = await terminal.sees(/^END/m);
        const options = screen.split('\n').filter((line) => /^ {2}(?:-\w, )?--/.test(line));
        expect(options.length).toBeGreaterThan(1);
        const starts = options.map((line) => columns(/^ {2}\S.*?(?: <\S+>)? {2,}/.exec(line)?.[0] ?? ''));
        expect(new Set(starts).size).toBe(1);
      }
    },
  );

  test.each(['zh', 'en'])('in %s is in that language throughout, with two examples or more', (language) => {
    for (const name of names) {
      const { stdout, status } = spawnSync(
        process.execPath,
        ['bin/cbk.js', ...name.split(' ').filter(Boolean), '--help', '--lang', language],
        { encoding: 'utf8' },
      );
      expect(status).toBe(0);
      if (language === 'zh') {
        expect(stdout).toContain('用法：');
        expect(stdout).not.toMatch(/Usage|Options|Commands|Arguments|\[options\]|\[command\]/);
      } else expect(stdout).not.toMatch(/[\u4e00-\u9fff]/);
      if (COMMANDS.some((command) => command.name === name))
        expect(stdout.split('\n').filter((line) => /^ {2}.*\bcbk /.test(line)).length).toBeGreaterThanOrEqual(
          2,
        );
    }
  });

  test.each([
    ['en', ['inspct'], "unknown command 'inspct'; did you mean inspect?"],
    ['zh', ['inspct'], "没有命令 'inspct'；是不是 inspect？"],
    ['en', ['inspect', '--fil', 'x'], 'did you mean --file?'],
    ['zh', ['profile', 'ste'], '是不是 set？'],
    ['en', ['platforms', 'haitohui'], 'did you mean haitouhui?'],
    ['zh', ['platforms', 'haitohui'], '是不是 haitouhui？'],
    ['zh', ['keys', 'generate'], '缺少参数 <platform>'],
    ['zh', ['inspect', 'a', 'b'], '参数太多'],
    ['zh', ['inspect', '--file'], '缺少值'],
    ['zh', ['profile'], '之一'],
    ['en', ['profile', 'set', 'haitouhui.secrt', 'x'], 'did you mean haitouhui.secret?'],
  ])('a wrong word in %s: %j', (language, args, said) => {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['bin/cbk.js', ...args, '--lang', language],
      {
        encoding: 'utf8',
      },
    );
    expect(stderr).toContain(said);
    expect(stderr.trimEnd()).not.toContain('\n');
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});

describe('completion', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cbk-completion-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('bash completes commands, options, values and paths', async () => {
    using terminal = new Terminal({ env: { PS1: '> ' } });
    terminal.type('bash --norc --noprofile');
    terminal.type('source <(cbk completion bash); clear');
    terminal.type('touch callback.json');
    for (const [typed, becomes] of [
      ['cbk ins', 'cbk inspect '],
      ['cbk profile rem', 'cbk profile remove '],
      ['cbk inspect --watch', 'cbk inspect --watch-clipboard '],
      ['cbk inspect -p hait', 'cbk inspect -p haitouhui '],
      ['cbk profile set lian', 'cbk profile set lianyou.key '],
      ['cbk inspect -f callb', 'cbk inspect -f callback.json '],
    ] as const) {
      terminal.keys('C-u');
      terminal.keys('-l', typed);
      terminal.keys('Tab');
      await terminal.sees(becomes.trimEnd());
    }
  });

  test.each([
    ['zsh', ['zsh', '-f'], 'autoload -Uz compinit; compinit -u; source <(cbk completion zsh)'],
    ['fish', ['fish', '--no-config'], 'cbk completion fish | source'],
  ])('%s completes a command', async (shell, command, setUp) => {
    if (spawnSync(shell, ['--version']).error) {
      // The script of a shell that is not installed can only be looked at.
      const script = execFileSync(process.execPath, ['bin/cbk.js', 'completion', shell], {
        encoding: 'utf8',
      });
      expect(script).toContain('cbk completion-server');
      return;
    }
    using terminal = new Terminal({ rows: 30 });
    terminal.type(command.join(' '));
    await setTimeout(500);
    terminal.type(setUp);
    await setTimeout(500);
    terminal.keys('-l', 'cbk plat');
    terminal.keys('Tab');
    await terminal.sees('cbk platforms');
    terminal.keys('-l', ' lia');
    terminal.keys('Tab');
    await terminal.sees(/cbk platforms +lianyou/);
  });

  test('a parenthesis in what was pasted is not run by fish', () => {
    const script = execFileSync(process.execPath, ['bin/cbk.js', 'completion', 'fish'], { encoding: 'utf8' });
    expect(script).not.toContain('eval');
    expect(script).toContain('(commandline -opc)');
  });
});
