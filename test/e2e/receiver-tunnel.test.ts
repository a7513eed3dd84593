/** Real tunnels: the localtunnel client against a server on loopback, and `ssh -R` against an sshd. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startLocaltunnelServer } from '../peers/localtunnel-server.ts';
import { hasSshd, startSshd } from '../peers/sshd.ts';
import { NODE } from './cbk.ts';
import { call, type Listener, listen, until } from './listener.ts';

const BODY = '{"type":1003,"contract":"0xabc","sign":"x"}';
const LT = join(dirname(createRequire(import.meta.url).resolve('localtunnel/package.json')), 'bin', 'lt.js');

const tunnelUrls = (listener: Listener) =>
  listener.lines().flatMap((line) => (line.type === 'tunnel' ? [String(line['url'])] : []));

/** Processes whose command line holds a text. */
const processes = (text: string) =>
  spawnSync('pgrep', ['-f', '--', text], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean).map(Number);

describe('localtunnel', () => {
  it('carries a callback, says who sent it, comes back when its client dies, ends with the receiver', {
    timeout: 60_000,
  }, async () => {
    const server = await startLocaltunnelServer();
    const command = `"${NODE}" "${LT}" --port {port} --host ${server.url}`;
    const listener = await listen(['--tunnel', command]);
    await until('the address', () => tunnelUrls(listener).length === 1 && server.waiting() > 0);
    const [first = ''] = tunnelUrls(listener);
    expect(first).toBe(`http://t1.localhost:${server.port}`);
    await until('the addresses to enter', () => listener.stderr().includes(`${first}/haitouhui`));
    const through = (url: string) =>
      call(`${server.url}/notify`, {
        body: BODY,
        headers: { Host: new URL(url).host, 'Content-Type': 'application/json' },
      });
    expect(await through(first)).toMatchObject({ status: 200, body: '{"code":1,"msg":"SUCCESS"}' });
    const [line] = await listener.deliveries(1);
    expect(line).toMatchObject({
      platform: 'lianyou',
      remote: '127.0.0.1',
      client: { address: '203.0.113.7', scheme: 'https' },
    });

    const mark = `--port ${listener.port} --host ${server.url}`;
    for (const pid of processes(mark)) if (pid !== listener.child.pid) process.kill(pid, 'SIGKILL');
    await listener.printed('the tunnel is down');
    await until('the second address', () => tunnelUrls(listener).length === 2 && server.waiting() > 0);
    expect((await through(tunnelUrls(listener)[1] ?? '')).status).toBe(200);

    expect(await listener.stop()).toBe(130);
    expect(processes(mark)).toEqual([]);
    server.close();
  });
});

describe('a client among the packages of the project', () => {
  it('is found without being on the search path', async () => {
    // The client's own default server is not asked: its environment names another one.
    const server = await startLocaltunnelServer();
    const listener = await listen(['--tunnel', 'localtunnel'], { env: { HOST: server.url } });
    await until('the address', () => tunnelUrls(listener).length === 1);
    expect(tunnelUrls(listener)[0]).toBe(`http://t1.localhost:${server.port}`);
    await listener.stop();
    server.close();
  });
});

describe.runIf(hasSshd)('ssh -R', () => {
  it('carries a callback through a real sshd and ends with the receiver', { timeout: 60_000 }, async () => {
    const sshd = await startSshd();
    const command = `ssh ${sshd.login.join(' ')} -N -o ExitOnForwardFailure=yes -R 0:127.0.0.1:{port} 127.0.0.1`;
    const listener = await listen(['--tunnel', command]);
    await until('the address', () => tunnelUrls(listener).length === 1);
    const [url = ''] = tunnelUrls(listener);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(url).not.toBe(listener.url);
    expect(await call(`${url}/lianyou`, { body: BODY })).toMatchObject({ status: 200 });
    expect((await listener.deliveries(1))[0]).toMatchObject({ platform: 'lianyou', url: '/lianyou' });
    await listener.stop();
    await expect(call(`${url}/lianyou`, { body: BODY })).rejects.toThrow();
    sshd.stop();
  });
});

describe('a command that fails', () => {
  it('is started again, later each time, with its last words as the reason', async () => {
    const listener = await listen(['--tunnel', 'echo relay refused {port} >&2; exit 3']);
    await until('two restarts', () => (listener.stderr().match(/the tunnel is down/g)?.length ?? 0) >= 2);
    expect(listener.stderr()).toMatch(
      /relay refused \d+\); starting it again in 1 s[\s\S]*starting it again in 2 s/,
    );
    expect((await call(`${listener.url}/lianyou`, { body: BODY })).status).toBe(200);
    await listener.stop();
  });
});
