/** The receiver as a process, against real clients and servers: curl, a JDK, node:http, and the other commands. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cbk } from './cbk.ts';
import { call, historyLines, KEYS, listen, newFolder } from './listener.ts';

/** The commands here play in real time. */
const env = { ...KEYS, NODE_OPTIONS: '' };
const run = (...args: string[]) => cbk(args, { env });
const LIANYOU = '{"type":1003,"contract":"0xabc","sign":"x"}';

interface Found {
  readonly code: string;
  readonly [fact: string]: unknown;
}
const codes = (line: Record<string, unknown> | undefined) =>
  ((line?.['findings'] ?? []) as Found[]).map(({ code }) => code);
const answerOf = (line: Record<string, unknown> | undefined) =>
  line?.['answer'] as { status: number; by: string; accepted: boolean; body_b64: string; findings: Found[] };

/** A server of the developer's own: it gives these answers, and keeps what came. */
async function ownServer(
  answer: (message: IncomingMessage, body: Buffer) => { status?: number; body: string; delayMs?: number },
) {
  const got: { message: IncomingMessage; body: Buffer }[] = [];
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      const whole = Buffer.concat(chunks);
      got.push({ message, body: whole });
      const { status = 200, body, delayMs = 0 } = answer(message, whole);
      setTimeout(() => {
        response.writeHead(status, {
          'Content-Type': 'application/json',
          'X-Own': 'yes',
          Connection: 'close',
        });
        response.end(body);
      }, delayMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { got, url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

describe('cbk listen', () => {
  it('says where it listens, and each delivery, in a form that inspect takes; ends with 130', async () => {
    const listener = await listen([], { env: KEYS });
    expect(listener.lines()[0]).toEqual({ type: 'listening', port: listener.port, url: listener.url });
    expect(run('send', '-p', 'haitouhui', '--to', `${listener.url}/anything?x=1`).status).toBe(0);
    const [delivery] = await listener.deliveries(1);
    expect(delivery).toMatchObject({
      method: 'POST',
      url: '/anything?x=1',
      platform: 'haitouhui',
      verdict: 'valid',
      remote: '127.0.0.1',
    });
    expect(codes(delivery)).toContain('sign-valid');
    const file = join(newFolder(), 'line.json');
    writeFileSync(file, JSON.stringify(delivery));
    const inspected = run('inspect', '-f', file, '--json');
    expect(inspected.status).toBe(0);
    expect(JSON.parse(inspected.stdout)).toMatchObject({ platform: 'haitouhui', verdict: 'valid' });
    expect(await listener.stop()).toBe(130);
    expect(listener.stderr()).toContain('1 callbacks: 1 genuine');
  });

  it('each platform: genuine, decrypted, answered as it expects, told apart by itself', async () => {
    const listener = await listen(['--seed-wallet', '100'], { env: KEYS });
    for (const platform of ['haomiao', 'haitouhui', 'yunzhimeng', 'lianyou'])
      expect(run('send', '-p', platform, '--to', listener.url).status).toBe(0);
    const lines = await listener.deliveries(4);
    expect(lines.map((l) => [l['platform'], l['verdict']])).toEqual(
      ['haomiao', 'haitouhui', 'yunzhimeng', 'lianyou'].map((p) => [p, 'valid']),
    );
    const body = (at: number) => Buffer.from(answerOf(lines[at]).body_b64, 'base64').toString();
    // The sample bets 10.50 and wins 25.00.
    expect(JSON.parse(body(0))).toMatchObject({ success: true, uid: '110', wallet: 114.5 });
    expect(
      await call(`${listener.url}/haomiao/wallet?uid=110`, { method: 'GET' }).then((g) => JSON.parse(g.body)),
    ).toMatchObject({ wallet: 114.5, uid: '110' });
    expect(body(1)).toBe('{"ret_code":20000,"ret_message":"OK"}');
    expect(body(3)).toBe('{"code":1,"msg":"SUCCESS"}');
    await listener.stop();
  });

  it('names what is wrong with a bad one, and why', async () => {
    const listener = await listen([], { env: KEYS });
    expect(run('send', '-p', 'lianyou', '--to', listener.url, '--tamper', 'sign').status).toBe(1);
    const [delivery] = await listener.deliveries(1);
    expect(delivery).toMatchObject({ verdict: 'invalid' });
    expect(codes(delivery)).toContain('sign-invalid');
    expect(run('send', '-p', 'haitouhui', '--to', listener.url, '--tamper', 'encoding').status).toBe(1);
    const causes = ((await listener.deliveries(2))[1]?.['diagnosis'] ?? []) as Found[];
    expect(causes).toContainEqual(expect.objectContaining({ code: 'not-decoded', proven: true }));
    await listener.stop();
  });

  it('probes get 200, HEAD without a body', async () => {
    const listener = await listen();
    expect((await call(listener.url, { method: 'GET' })).status).toBe(200);
    const head = await call(`${listener.url}/x`, { method: 'HEAD' });
    expect([head.status, head.body]).toEqual([200, '']);
    await listener.stop();
  });

  it('any method, path and content encoding; the decoded body and the bytes on the wire are both kept', async () => {
    const listener = await listen();
    const plain = Buffer.from(LIANYOU);
    for (const [name, wire] of [
      ['gzip', gzipSync(plain)],
      ['deflate', deflateSync(plain)],
      ['br', brotliCompressSync(plain)],
    ] as const)
      await call(`${listener.url}/%E4%BD%A0/a?b=c&b=d`, {
        method: 'PATCH',
        body: wire,
        headers: { 'Content-Encoding': name },
      });
    const lines = await listener.deliveries(3);
    for (const line of lines) {
      expect(line).toMatchObject({ method: 'PATCH', url: '/%E4%BD%A0/a?b=c&b=d', platform: 'lianyou' });
      expect(Buffer.from(String(line['body_b64']), 'base64').toString()).toBe(LIANYOU);
      expect(line['encoded_b64']).not.toBe(line['body_b64']);
    }
    await listener.stop();
  });

  it('curl: Expect: 100-continue, chunked, keep-alive', async () => {
    const listener = await listen();
    const folder = newFolder();
    const file = join(folder, 'body.json');
    writeFileSync(file, JSON.stringify({ type: 1003, contract: 'x'.repeat(200_000), sign: 'x' }));
    const url = `${listener.url}/lianyou`;
    const curl = (...args: string[]) =>
      spawnSync('curl', ['-sS', '-v', '--noproxy', '*', ...args], { encoding: 'utf8' });
    const expecting = curl('-H', 'Expect: 100-continue', '--data-binary', `@${file}`, url);
    expect(expecting.stderr).toContain('100 Continue');
    expect(expecting.stdout).toBe('{"code":1,"msg":"SUCCESS"}');
    const chunked = curl(
      '-H',
      'Transfer-Encoding: chunked',
      '-X',
      'POST',
      '-T',
      file,
      url,
      '--next',
      '-d',
      LIANYOU,
      url,
    );
    expect(chunked.stdout).toBe('{"code":1,"msg":"SUCCESS"}'.repeat(2));
    expect(chunked.stderr).toMatch(/Re-using existing connection/);
    expect(await listener.deliveries(3)).toHaveLength(3);
    await listener.stop();
  });

  it('a JDK’s HttpClient', async () => {
    const listener = await listen();
    const folder = newFolder();
    writeFileSync(
      join(folder, 'Send.java'),
      `import java.net.URI; import java.net.http.*;
public class Send { public static void main(String[] a) throws Exception {
  HttpClient client = HttpClient.newHttpClient();
  for (int i = 0; i < 3; i++) {
    HttpRequest r = HttpRequest.newBuilder(URI.create(a[0])).header("Content-Type", "application/json;charset=UTF-8").expectContinue(i == 1)
      .POST(HttpRequest.BodyPublishers.ofString("{\\"type\\":1003,\\"contract\\":\\"合约" + i + "\\",\\"sign\\":\\"x\\"}")).build();
    HttpResponse<String> s = client.send(r, HttpResponse.BodyHandlers.ofString());
    System.out.println(s.statusCode() + " " + s.body());
  } } }`,
    );
    const java = spawnSync(
      'java',
      ['-Dfile.encoding=UTF-8', join(folder, 'Send.java'), `${listener.url}/lianyou`],
      { encoding: 'utf8' },
    );
    expect(java.stderr).toBe('');
    expect(java.stdout.trim().split('\n')).toEqual(Array(3).fill('200 {"code":1,"msg":"SUCCESS"}'));
    const lines = await listener.deliveries(3);
    expect(
      lines.map((l) => JSON.parse(Buffer.from(String(l['body_b64']), 'base64').toString()).contract),
    ).toEqual(['合约0', '合约1', '合约2']);
    await listener.stop();
  });

  it('--fail-first, then success: retries are recognised', async () => {
    const listener = await listen(['--fail-first', '2'], { env: KEYS });
    const sent = run('send', '-p', 'haitouhui', '--to', listener.url, '--schedule', '--speed', '3000');
    expect(sent.status).toBe(0);
    expect(sent.stdout).toContain('Timeline');
    const lines = await listener.deliveries(3);
    expect(lines.map((l) => answerOf(l).accepted)).toEqual([false, false, true]);
    const retry = ((lines[2]?.['findings'] ?? []) as Found[]).find(({ code }) => code === 'retry');
    expect(retry).toMatchObject({ attempt: 3, first: lines[0]?.['id'] });
    await listener.stop();
  });

  it('a replay is marked as one', async () => {
    const listener = await listen([], { env: KEYS });
    expect(run('send', '-p', 'yunzhimeng', '--to', listener.url).status).toBe(0);
    expect(run('replay', 'last', '--to', listener.url, '--history', listener.folder).status).toBe(0);
    const lines = await listener.deliveries(2);
    expect(codes(lines[1])).toContain('replayed');
    expect(lines[1]?.['body_b64']).toBe(lines[0]?.['body_b64']);
    await listener.stop();
  });

  it('--respond with a code, a file with placeholders, --status, --delay, --drop', async () => {
    const file = join(newFolder(), 'own.json');
    writeFileSync(file, '{"who":"{contract}","left":"{unknown}"}');
    const own = await listen(['--respond', `@${file}`, '--status', '202', '--delay', '300ms']);
    const begun = Date.now();
    const got = await call(own.url, { body: '{"type":1003,"contract":"a\\"b","sign":"x"}' });
    expect([got.status, got.body]).toEqual([202, '{"who":"a\\"b","left":"{unknown}"}']);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(300);
    const [line] = await own.deliveries(1);
    expect(answerOf(line).findings.map(({ code }) => code)).toContain('answer-field-missing');
    await own.stop();
    const code = await listen(['--respond', '10005', '-p', 'haitouhui']);
    expect((await call(code.url, { body: 'app_id=1' })).body).toContain('"ret_code":10005');
    await code.stop();
    const drop = await listen(['--drop']);
    await expect(call(drop.url, { body: LIANYOU })).rejects.toThrow();
    await drop.deliveries(1);
    expect(historyLines(drop.folder)).toMatchObject([
      { type: 'delivery' },
      { type: 'answer', by: 'nobody', accepted: false },
    ]);
    await drop.stop();
  });

  it('--filter chooses what is shown, not what is recorded', async () => {
    const listener = await listen(['--filter', 'path=/b']);
    for (const path of ['/a', '/b', '/c']) await call(`${listener.url}${path}`, { body: LIANYOU });
    await listener.deliveries(1);
    await listener.stop();
    expect(
      listener
        .lines()
        .filter(({ type }) => type === 'delivery')
        .map((l) => l['url']),
    ).toEqual(['/b']);
    expect(
      historyLines(listener.folder).filter((l) => typeof l !== 'string' && l.type === 'delivery'),
    ).toHaveLength(3);
  });

  it('wrong options and a taken port end with 2 and one line', async () => {
    for (const args of [
      ['--port', '99999'],
      ['--respond', 'nonsense'],
      ['--delay', 'x'],
      ['--forward', 'ftp://x'],
      ['--tunnel', 'nonsense'],
      ['--filter', 'x'],
      ['--seed-wallet', 'x'],
      ['-p', 'nonsense'],
      ['--trust-proxy', 'x'],
    ]) {
      const { status, stdout, stderr } = run('listen', ...args);
      expect([args, status, stdout]).toEqual([args, 2, '']);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
    const listener = await listen();
    const second = run('listen', '--port', String(listener.port));
    expect(second.status).toBe(2);
    expect(second.stderr).toContain('is taken');
    await listener.stop();
  });

  it('a tunnel client that is not there gets one line on how to install it', () => {
    const { status, stderr } = cbk(['listen', '--port', '0', '--tunnel', 'cloudflared'], {
      env: { PATH: '/nowhere' },
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/cloudflared is not installed: install it from https:/);
  });
});

describe('--forward', () => {
  it('passes the raw request on and the answer back, without the headers of one hop', async () => {
    const own = await ownServer(() => ({ body: '{"code":1,"msg":"SUCCESS"}' }));
    const listener = await listen(['--forward', own.url]);
    const wire = gzipSync(Buffer.from(LIANYOU));
    const got = await call(`${listener.url}/notify?a=b`, {
      body: wire,
      headers: {
        'Content-Encoding': 'gzip',
        'X-Custom': 'kept',
        Connection: 'close, X-Hop',
        'X-Hop': 'gone',
        TE: 'trailers',
        'Proxy-Connection': 'x',
      },
    });
    expect([got.status, got.body, got.headers['x-own']]).toEqual([200, '{"code":1,"msg":"SUCCESS"}', 'yes']);
    const [seen] = own.got;
    expect(seen?.body.equals(wire)).toBe(true);
    expect(seen?.message.url).toBe('/notify?a=b');
    expect(seen?.message.headers).toMatchObject({
      'x-custom': 'kept',
      'content-encoding': 'gzip',
      host: new URL(own.url).host,
    });
    for (const name of ['x-hop', 'te', 'proxy-connection'])
      expect(seen?.message.headers).not.toHaveProperty(name);
    expect(answerOf((await listener.deliveries(1))[0])).toMatchObject({ by: 'forward', accepted: true });
    await listener.stop();
    own.close();
  });

  it.each([
    ['{"code":"1","msg":"SUCCESS"}', 200, 'answer-code'],
    ['{"msg":"SUCCESS"}', 200, 'answer-field-missing'],
    ['OK', 200, 'answer-not-json'],
    ['{"code":1,"msg":"SUCCESS"}', 500, 'answer-status'],
  ])('judges %s with status %s: %s', async (body, status, code) => {
    const own = await ownServer(() => ({ body, status }));
    const listener = await listen(['--forward', own.url]);
    expect(await call(listener.url, { body: LIANYOU })).toMatchObject({ status, body });
    const answer = answerOf((await listener.deliveries(1))[0]);
    expect(answer.findings.map((f) => f.code)).toContain(code);
    expect(answer.accepted).toBe(false);
    await listener.stop();
    own.close();
  });

  it('a slow answer is named', async () => {
    const own = await ownServer(() => ({ body: '{"ret_code":20000,"ret_message":"OK"}', delayMs: 10_300 }));
    const listener = await listen(['--forward', own.url, '-p', 'haitouhui']);
    await call(listener.url, { body: 'app_id=1' });
    expect(answerOf((await listener.deliveries(1))[0]).findings).toContainEqual(
      expect.objectContaining({ code: 'answer-slow', limit: 10 }),
    );
    await listener.stop();
    own.close();
  });

  it('a server that is down: said, and the platform is asked to send again', async () => {
    const own = await ownServer(() => ({ body: '' }));
    own.close();
    const listener = await listen(['--forward', own.url], { json: false, env: KEYS });
    const sent = run('send', '-p', 'haitouhui', '--to', listener.url, '--json');
    expect(JSON.parse(sent.stdout).attempts[0]).toMatchObject({ consequence: 'retried' });
    expect(Buffer.from(JSON.parse(sent.stdout).attempts[0].answer.body_b64, 'base64').toString()).toContain(
      '-10000',
    );
    await listener.printed('ECONNREFUSED');
    await listener.stop();
  });

  it('--forward-only valid keeps the rest away', async () => {
    const own = await listen();
    const listener = await listen(['--forward', own.url, '--forward-only', 'valid', '--respond', 'auto'], {
      env: KEYS,
    });
    expect(run('send', '-p', 'lianyou', '--to', listener.url).status).toBe(0);
    expect(run('send', '-p', 'lianyou', '--to', listener.url, '--tamper', 'body').status).toBe(0);
    const lines = await listener.deliveries(2);
    expect(lines.map((line) => answerOf(line).by)).toEqual(['forward', 'rule']);
    await Promise.all([listener.stop(), own.stop()]);
    expect(own.lines().filter(({ type }) => type === 'delivery')).toHaveLength(1);
  });
});

describe('cbk history', () => {
  it('lists, shows and exports; credentials only when asked', async () => {
    const listener = await listen([], { env: KEYS });
    expect(run('send', '-p', 'haomiao', '--to', `${listener.url}/n?token=hush`).status).toBe(0);
    const [delivery] = await listener.deliveries(1);
    const id = String(delivery?.['id']);
    const headers = (delivery?.['headers'] ?? []) as [string, string][];
    const token = headers.find(([name]) => name === 'Authorization')?.[1] ?? '';
    expect(token).toMatch(/^Bearer .{50}/);
    await listener.stop();
    const history = (...args: string[]) => run('history', ...args, '--history', listener.folder);
    expect(history().stdout).toContain(id);
    expect(history('--filter', 'verdict=invalid').stdout).toBe('');
    expect(history('show', id).stdout).toContain('total_bet');
    for (const form of ['--curl', '--http', '--har', '--json']) {
      const masked = history('export', id, form);
      expect([form, masked.status]).toEqual([form, 0]);
      expect(masked.stdout).toContain('***');
      expect(masked.stdout).not.toContain(token.slice(10, 40));
      expect(masked.stdout).not.toContain('hush');
      expect(history('export', id, form, '--with-secrets').stdout).toContain(token.slice(10, 40));
      const exported = join(newFolder(), 'export');
      writeFileSync(exported, history('export', id, form, '--with-secrets').stdout);
      const inspected = run('inspect', '-f', exported, '--json');
      expect([form, JSON.parse(inspected.stdout).verdict]).toEqual([form, 'valid']);
    }
    expect(history('show', 'nothing').status).toBe(2);
    expect(history('show', '../../etc/passwd').status).toBe(2);
    expect(history('prune', '--older', '1d').stdout).toContain('deleted 0 days');
  });

  it('skips a torn line with a note', async () => {
    const listener = await listen();
    await call(listener.url, { body: LIANYOU });
    await listener.deliveries(1);
    await listener.stop();
    const day = new Date().toISOString().slice(0, 10);
    writeFileSync(join(listener.folder, `${day}.jsonl`), '{"type":"delivery","id":"26', { flag: 'a' });
    const { status, stdout, stderr } = run('history', '--history', listener.folder, '--json');
    expect(status).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('is damaged');
  });
});

describe('cbk replay', () => {
  it('sends the same bytes; --resign a fresh time and sign; --edit what the editor leaves; --times', async () => {
    const listener = await listen(['--respond', 'auto'], { env: KEYS });
    const replay = (...args: string[]) =>
      run('replay', ...args, '--to', listener.url, '--history', listener.folder);
    expect(run('send', '-p', 'haitouhui', '--to', listener.url).status).toBe(0);
    expect(replay('last', '--times', '2').status).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(replay('last', '--resign').status).toBe(0);
    const edited = cbk(['replay', 'last', '--edit', '--to', listener.url, '--history', listener.folder], {
      env: { ...env, EDITOR: "sed -i 's/10002301/10002302/'" },
    });
    expect(edited.status).toBe(1);
    const lines = await listener.deliveries(5);
    const bodies = lines.map((l) => Buffer.from(String(l['body_b64']), 'base64').toString());
    expect(bodies[1]).toBe(bodies[0]);
    expect(bodies[2]).toBe(bodies[0]);
    expect(bodies[3]).not.toBe(bodies[0]);
    expect(bodies[4]).toBe(bodies[3]?.replace('10002301', '10002302'));
    expect(lines.map((l) => l['verdict'])).toEqual(['valid', 'valid', 'valid', 'valid', 'invalid']);
    await listener.stop();
  });

  it('takes a file of any form; without --to, or of nothing that is there, it ends with 2', async () => {
    const listener = await listen([], { env: KEYS });
    expect(run('replay', 'examples/yunzhimeng-good.http', '--to', listener.url).status).toBe(0);
    expect((await listener.deliveries(1))[0]).toMatchObject({ platform: 'yunzhimeng', verdict: 'valid' });
    expect(run('replay', 'last').status).toBe(2);
    expect(run('replay', 'no-such-file', '--to', listener.url).status).toBe(2);
    await listener.stop();
  });
});

describe('cbk send', () => {
  it('every sample of every platform is genuine by its own rules', async () => {
    const listener = await listen(['--respond', 'auto'], { env: KEYS });
    const types = {
      haomiao: ['spin'],
      haitouhui: ['order'],
      yunzhimeng: ['CREATE_WAYBILL', 'OPEN_ACCOUNT'],
      lianyou: ['1001', '1005', '1009'],
    };
    let count = 0;
    for (const [platform, names] of Object.entries(types))
      for (const name of names) {
        expect([name, run('send', name, '-p', platform, '--to', listener.url).status]).toEqual([name, 0]);
        count++;
      }
    for (const line of await listener.deliveries(count)) expect(line).toMatchObject({ verdict: 'valid' });
    await listener.stop();
  });

  it('--set reaches into what is encrypted', async () => {
    const listener = await listen(['--seed-wallet', '50'], { env: KEYS });
    expect(
      run(
        'send',
        '-p',
        'haomiao',
        '--to',
        listener.url,
        '--set',
        'data.total_bet=5',
        'data.total_win=0',
        'uid=7',
      ).status,
    ).toBe(0);
    const [line] = await listener.deliveries(1);
    const decrypted = line?.['decrypted'] as Record<string, string>;
    expect(JSON.parse(decrypted['/data'] ?? '')).toMatchObject({ total_bet: 5, total_win: 0 });
    expect(JSON.parse(Buffer.from(answerOf(line).body_b64, 'base64').toString())).toMatchObject({
      uid: '7',
      wallet: 45,
    });
    await listener.stop();
  });

  it('what means nothing for a platform, and an unknown message, end with 2', () => {
    for (const args of [
      ['-p', 'lianyou', '--tamper', 'nonce'],
      ['nothing', '-p', 'lianyou'],
      ['--to', 'x'],
      ['-p', 'lianyou', '--set', 'x'],
    ])
      expect(run('send', ...args, '--to', 'http://127.0.0.1:9').status).toBe(2);
  });
});
