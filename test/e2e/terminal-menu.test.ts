/** The menu and the questions, in a real terminal: both languages, 80 and 120 columns, restored afterwards. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { columns } from '../../src/render/columns.ts';
import { Terminal } from './terminal.ts';

const SECRET = 'S3cretOfTheTest';
/** Signed by secret-around with another secret. */
const FORM =
  'version=1.0&app_id=10002301&timestamp=2025-11-21+09%3A53%3A20&data=%7B%22order_no%22%3A%221%22%7D&sign=ABC';
const REQUEST = `POST /notify HTTP/1.1\nHost: shop.example\nContent-Type: application/x-www-form-urlencoded\n\n${FORM}`;

const WORDS = {
  en: {
    title: 'What has come in?',
    paste: 'Paste the callback',
    platform: 'Haitouhui · HTTP request',
    verdict: 'NOT genuine',
    next: 'And now?',
    save: 'Save the keys (haitouhui.secret)',
    script: 'The same in a script',
    keys: 'Keys',
    back: 'Back',
  },
  zh: {
    title: '收到了什么？',
    paste: '请粘贴回调',
    platform: '海投汇 · HTTP 请求',
    verdict: '验证不通过',
    next: '接下来？',
    save: '保存密钥（haitouhui.secret）',
    script: '脚本里这样写',
    keys: '密钥',
    back: '返回',
  },
} as const;

/** Moves down to a choice and takes it. */
async function take(terminal: Terminal, choice: string): Promise<void> {
  for (let i = 0; i < 12 && !new RegExp(`^❯ ${choice}`, 'm').test(terminal.screen()); i++) {
    terminal.keys('Down');
    await terminal.sees('❯');
    await new Promise((resolve) => setTimeout(resolve, 80));
  }
  terminal.keys('Enter');
}

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  const words = WORDS[language];
  const env = { LC_ALL: language === 'zh' ? 'zh_CN.UTF-8' : 'en_US.UTF-8', CBK_PAGER: 'cat' };

  test.each([80, 120])('at %i columns: paste, report, next steps, out', async (width) => {
    using terminal = new Terminal({ columns: width, rows: 40, env });
    const before = terminal.settings();
    terminal.type('cbk');
    await terminal.sees(words.title);
    terminal.keys('Enter');
    await terminal.sees(words.paste);
    terminal.paste(REQUEST);
    // It says at once what it has recognised, before Enter.
    await terminal.sees(words.platform);
    terminal.keys('Enter');
    await terminal.sees('--secret');
    terminal.paste(SECRET);
    terminal.keys('Enter');
    const report = await terminal.sees(words.next);
    expect(terminal.screen({ history: true })).toContain(words.verdict);
    for (const line of terminal.screen().split('\n')) expect(columns(line)).toBeLessThanOrEqual(width);
    expect(report).toContain(words.save);
    terminal.keys('Escape');
    await terminal.sees(words.title);
    terminal.keys('Escape');
    await terminal.sees(/\n\$ *\n/);
    expect(await terminal.status()).toBe(0);
    expect(terminal.settings()).toBe(before);
    expect(terminal.modes().cursor).toBe(true);
    expect(terminal.screen({ history: true })).not.toContain(SECRET);
  });
});

describe('the next steps', () => {
  async function atNextSteps(terminal: Terminal): Promise<void> {
    terminal.type('cbk');
    await terminal.sees('What has come in?');
    terminal.keys('Enter');
    await terminal.sees('Paste the callback');
    terminal.paste(REQUEST);
    await terminal.sees('HTTP request');
    terminal.keys('Enter');
    await terminal.sees('--secret');
    terminal.paste(SECRET);
    terminal.keys('Enter');
    await terminal.sees('And now?');
  }
  test('save the keys, so that the second time nothing is asked', async () => {
    using terminal = new Terminal({ rows: 50, env: { CBK_PAGER: 'cat' } });
    await atNextSteps(terminal);
    await take(terminal, 'Save the keys');
    await terminal.sees('Profile:');
    terminal.keys('Enter');
    await terminal.sees('stored haitouhui.secret in the profile default');
    await terminal.sees('And now?');
    const file = join(terminal.folder, '.config', 'callback-kit', 'profiles.json');
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      profiles: { default: { 'haitouhui.secret': SECRET } },
    });
    terminal.keys('C-c');
    expect(await terminal.status()).toBe(130);
    terminal.type(`clear; cbk inspect '${FORM}' --effort none`);
    await terminal.sees('should be', { history: true });
    expect(terminal.screen()).not.toContain('app secret (--secret)');
    expect(await terminal.status()).toBe(1);
    expect(terminal.screen({ history: true })).not.toContain(SECRET);
  });

  test('save a fixture that cbk reads again, then the command line, which has no key in it', async () => {
    using terminal = new Terminal({ rows: 50, columns: 120, env: { CBK_PAGER: 'cat' } });
    await atNextSteps(terminal);
    await take(terminal, 'Save it as a test fixture');
    await terminal.sees('File for the fixture:');
    terminal.keys('Enter');
    await terminal.sees('written to haitouhui.http');
    const fixture = readFileSync(join(terminal.folder, 'haitouhui.http'), 'utf8');
    expect(fixture).toBe(REQUEST.replaceAll('\n', '\r\n'));
    await terminal.sees('And now?');
    await take(terminal, 'Show the command line');
    await terminal.sees('cbk inspect -f haitouhui.http --secret env:CBK_HAITOUHUI_SECRET');
    await terminal.sees('And now?');
    terminal.keys('C-c');
    expect(await terminal.status()).toBe(130);
    terminal.type(
      `clear; CBK_HAITOUHUI_SECRET=x cbk inspect -f haitouhui.http --secret env:CBK_HAITOUHUI_SECRET --effort none`,
    );
    await terminal.sees('NOT genuine');
    expect(await terminal.status()).toBe(1);
  });

  test('open a file; a file that is not there is told, and the menu goes on', async () => {
    using terminal = new Terminal({ env: { CBK_PAGER: 'cat' } });
    terminal.type('cbk');
    await terminal.sees('What has come in?');
    await take(terminal, 'Open a file');
    await terminal.sees('File:');
    terminal.type('none.txt');
    await terminal.sees('cannot read none.txt');
    await terminal.sees('What has come in?');
    terminal.keys('C-c');
    expect(await terminal.status()).toBe(130);
  });
});

describe('pasting', () => {
  test('takes a line longer than the 4,096 characters of a terminal line, and many lines', async () => {
    using terminal = new Terminal({ rows: 30, env: { CBK_PAGER: 'cat' } });
    const long = `{"type":1003,"contract":"0xC5","abi":"${'x'.repeat(20_000)}","sign":"AB"}`;
    terminal.type('cbk inspect --json --key k > out.json');
    await terminal.sees('Paste the callback');
    terminal.paste(long);
    await terminal.sees('JSON body');
    terminal.keys('Enter');
    expect(await terminal.status()).toBe(1);
    const report = JSON.parse(readFileSync(join(terminal.folder, 'out.json'), 'utf8')) as {
      signingString: string;
    };
    expect(report.signingString).toContain('x'.repeat(20_000));
  });

  test('without brackets, as an old terminal sends it, ends with Ctrl-D', async () => {
    using terminal = new Terminal({ rows: 30, env: { CBK_PAGER: 'cat' } });
    terminal.type('cbk inspect --secret k --effort none');
    await terminal.sees('Paste the callback');
    terminal.paste(REQUEST, false);
    await terminal.sees('bytes');
    terminal.keys('C-d');
    await terminal.sees('NOT genuine', { history: true });
    expect(await terminal.status()).toBe(1);
  });

  test('a PEM key of many lines goes in masked', async () => {
    using terminal = new Terminal({ rows: 30 });
    const pem = readFileSync('examples/keys/sign_secret_key.pem', 'utf8');
    terminal.type('cbk profile set yunzhimeng.sign-secret-key');
    await terminal.sees('--yunzhimeng.sign-secret-key');
    terminal.paste(pem);
    terminal.keys('Enter');
    const said = await terminal.sees('stored yunzhimeng.sign-secret-key');
    expect(said).not.toContain('history');
    expect(await terminal.status()).toBe(0);
    terminal.type('clear; cbk profile show');
    const shown = await terminal.sees('RSA 2048 private');
    expect(shown).not.toContain('BEGIN');
    expect(terminal.screen({ history: true })).not.toContain(pem.split('\n')[1]);
  });

  test('Ctrl-C at a question ends with 130, Esc as well, and the terminal is as before', async () => {
    using terminal = new Terminal();
    const before = terminal.settings();
    for (const key of ['C-c', 'Escape']) {
      terminal.type('clear; cbk inspect');
      await terminal.sees('Paste the callback');
      terminal.keys(key);
      // What follows Esc at once would be taken for a letter typed with Alt.
      await terminal.sees(/\n\$ *\n/);
      expect(await terminal.status()).toBe(130);
    }
    expect(terminal.settings()).toBe(before);
  });

  test('the editor opens on Ctrl-E', async () => {
    using terminal = new Terminal({
      rows: 30,
      env: { EDITOR: `printf '{"ret_code":20000}' >`, CBK_PAGER: 'cat' },
    });
    terminal.type('cbk validate --schema haitouhui/answer');
    await terminal.sees('Paste the callback');
    terminal.keys('C-e');
    await terminal.sees('ret_message');
    expect(await terminal.status()).toBe(1);
  });

  test('a key that another profile has can be picked', async () => {
    using terminal = new Terminal({ rows: 40, env: { CBK_PAGER: 'cat' } });
    terminal.type(`cbk profile set haitouhui.secret ${SECRET} --profile production`);
    await terminal.sees(/stored haitouhui\.secret.*shell's history/s);
    terminal.type(`clear; cbk inspect '${FORM}' --effort none`);
    await terminal.sees(/❯ production · [0-9a-f]{8}/);
    terminal.keys('Enter');
    await terminal.sees('should be', { history: true });
    expect(await terminal.status()).toBe(1);
  });
});

test('no terminal, no question: help, or a problem at once', async () => {
  using terminal = new Terminal({ rows: 50 });
  terminal.type('cbk < /dev/null > out.txt; echo st=$?');
  await terminal.sees('st=0');
  expect(readFileSync(join(terminal.folder, 'out.txt'), 'utf8')).toContain('Usage: cbk');
  terminal.type('clear; CI=1 cbk inspect');
  await terminal.sees('nothing to read');
  expect(await terminal.status()).toBe(2);
  expect(existsSync(join(terminal.folder, '.config'))).toBe(false);
});

describe('with the receiver', () => {
  test('the last failed delivery is taken from the history and sent to a URL again', async () => {
    using terminal = new Terminal({ rows: 50, columns: 120, env: { CBK_PAGER: 'cat' } });
    terminal.type('cbk listen -p haitouhui --secret other --port 0');
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(await terminal.sees(/http:\/\/127\.0\.0\.1:\d+/))?.[0] ?? '';
    const { status } = await fetch(`${url}/notify`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: FORM,
    });
    expect(status).toBe(200);
    terminal.keys('C-c');
    await terminal.status();

    terminal.type('clear; cbk');
    await terminal.sees('What has come in?');
    await take(terminal, 'The last failed delivery');
    await terminal.sees('--secret');
    terminal.paste(SECRET);
    terminal.keys('Enter');
    await terminal.sees('And now?');
    expect(terminal.screen({ history: true })).toContain('POST /notify');
    await take(terminal, 'Send it to a URL again');
    await terminal.sees('URL:');
    const received = new Promise<string>((resolve) => {
      const server = createServer((request, response) => {
        let body = '';
        request.on('data', (chunk: Buffer) => {
          body += chunk.toString('utf8');
        });
        request.on('end', () => {
          response.end('{"ret_code":20000,"ret_message":"OK"}');
          server.close();
          resolve(body);
        });
      });
      server.listen(0, '127.0.0.1', () =>
        terminal.type(`http://127.0.0.1:${(server.address() as AddressInfo).port}/notify`),
      );
    });
    // The body is sent byte for byte as it came.
    expect(await received).toBe(FORM);
    await terminal.sees('And now?');
    terminal.keys('C-c');
    expect(await terminal.status()).toBe(130);
  });
});
