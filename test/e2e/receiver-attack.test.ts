/** Hostile senders against a running receiver: each gets a clear answer, none harms it, nothing reaches the terminal raw. */
import { existsSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, historyLines, type Listener, listen } from './listener.ts';

let target: Listener;
beforeAll(async () => {
  target = await listen(['--compact'], { json: false });
});
afterAll(async () => {
  await target.stop();
});

const BODY = '{"type":1003,"contract":"0xabc","sign":"x"}';

/** After every attack a callback is still taken. */
async function stillWell(listener = target): Promise<void> {
  const { status, body } = await call(`${listener.url}/lianyou`, { body: BODY });
  expect([status, body]).toEqual([200, '{"code":1,"msg":"SUCCESS"}']);
}

/** Writes these bytes and gives all that comes back until the connection closes, or for a while. */
function raw(
  parts: readonly (string | Buffer)[],
  options: { gapMs?: number; forMs?: number; end?: boolean } = {},
): Promise<string> {
  const { gapMs = 0, forMs = 5000, end = false } = options;
  return new Promise((resolve) => {
    let got = '';
    const socket = connect({ port: target.port, host: '127.0.0.1' });
    const stop = setTimeout(() => socket.destroy(), forMs);
    socket.on('data', (chunk: Buffer) => {
      got += chunk.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(stop);
      resolve(got);
    });
    socket.on('connect', async () => {
      for (const part of parts) {
        if (socket.destroyed) return;
        socket.write(part);
        if (gapMs > 0) await new Promise((next) => setTimeout(next, gapMs));
      }
      if (end) socket.end();
    });
  });
}

const status = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);

describe('too much', () => {
  it('of a body: 413, said before all of it is sent', async () => {
    const got = await call(`${target.url}/x`, { body: Buffer.alloc(2 << 20, 'a') });
    expect(got.status).toBe(413);
    expect(JSON.parse(got.body)).toMatchObject({ error: 'body-too-large' });
    const announced = await raw([`POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n`, 'abc']);
    expect(status(announced)).toBe(413);
    await stillWell();
  });

  it('of a chunked body: 413 once the limit is passed', async () => {
    const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
    const got = await raw([
      'POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n',
      ...Array<string>(40).fill(chunk),
    ]);
    expect(status(got)).toBe(413);
    await stillWell();
  });

  it('with Expect: 100-continue: 413 instead of 100', async () => {
    const got = await raw([
      'POST /x HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9999999\r\n\r\n',
    ]);
    expect(status(got)).toBe(413);
    expect(got).not.toContain('100 Continue');
  });

  it('behind a compression: a gzip bomb is 413 and takes little memory', async () => {
    const bomb = gzipSync(Buffer.alloc(300 << 20));
    expect(bomb.length).toBeLessThan(1 << 20);
    const got = await call(`${target.url}/x`, { body: bomb, headers: { 'Content-Encoding': 'gzip' } });
    expect(got.status).toBe(413);
    expect(JSON.parse(got.body)).toMatchObject({ error: 'unpacked-too-large' });
    const nested = await call(`${target.url}/x`, {
      body: gzipSync(gzipSync(gzipSync(gzipSync('x')))),
      headers: { 'Content-Encoding': 'gzip, gzip, gzip, gzip' },
    });
    expect(nested.status).toBe(415);
    await stillWell();
  });

  it('broken or unknown compression: 400 and 415', async () => {
    const broken = await call(`${target.url}/x`, {
      body: 'no gzip',
      headers: { 'Content-Encoding': 'gzip' },
    });
    expect(broken.status).toBe(400);
    for (const name of ['zstd', 'constructor', '__proto__'])
      expect(
        (await call(`${target.url}/x`, { body: 'x', headers: { 'Content-Encoding': name } })).status,
      ).toBe(415);
  });

  it('of headers, in bytes and in number: 431', async () => {
    const large = await raw([`POST /x HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`]);
    expect(status(large)).toBe(431);
    const many = Array.from({ length: 200 }, (_, i) => `h${i}: v\r\n`).join('');
    const bomb = await raw([`POST /x HTTP/1.1\r\nHost: x\r\n${many}Content-Length: 0\r\n\r\n`]);
    expect(status(bomb)).toBe(431);
    await stillWell();
  });

  it('of connections: 503', async () => {
    const idle = await Promise.all(
      Array.from(
        { length: 600 },
        () =>
          new Promise<{ end(): void; got: () => string }>((resolve) => {
            let got = '';
            const socket = connect({ port: target.port, host: '127.0.0.1' });
            socket.on('data', (chunk: Buffer) => {
              got += chunk.toString('latin1');
            });
            socket.on('error', () => undefined);
            socket.on('connect', () => resolve({ end: () => socket.destroy(), got: () => got }));
          }),
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    const refused = idle.filter(({ got }) => status(got()) === 503).length;
    for (const { end } of idle) end();
    expect(refused).toBeGreaterThanOrEqual(600 - 512);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await stillWell();
  });
});

describe('slow senders', () => {
  it('headers that trickle: 408 after the time that they have', { timeout: 30_000 }, async () => {
    const begun = Date.now();
    const trickle = raw(['POST /x HTTP/1.1\r\n', ...Array<string>(200).fill('a: b\r\n')], {
      gapMs: 200,
      forMs: 20_000,
    });
    await stillWell();
    expect(status(await trickle)).toBe(408);
    expect(Date.now() - begun).toBeLessThan(15_000);
  });
});

describe('smuggling', () => {
  it.each([
    ['both lengths', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['two different lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef'],
    ['a hidden encoding', 'Transfer-Encoding: xchunked\r\nContent-Length: 3\r\n\r\nabc'],
    ['an encoding in the wrong place', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
    ['a space before the colon', 'Content-Length : 3\r\n\r\nabc'],
    ['a bare line feed in a chunk size', 'Transfer-Encoding: chunked\r\n\r\n1\nx\r\n0\r\n\r\n'],
    ['a negative chunk', 'Transfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n0\r\n\r\n'],
    ['a header folded', 'X: a\r\n b\r\nContent-Length: x\r\n\r\n'],
    ['a nul in a header', 'X: a\u0000b\r\nContent-Length: 0\r\n\r\n'],
  ])('%s: refused, and the rest is no second request', async (_, rest) => {
    const before = historyLines(target.folder).filter(
      (l) => typeof l !== 'string' && l.type === 'delivery',
    ).length;
    const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
    const got = await raw([`POST /x HTTP/1.1\r\nHost: x\r\n${rest}${smuggled}`], { forMs: 1500 });
    expect([400, 501]).toContain(status(got));
    expect(got.match(/HTTP\/1\.1 \d/g)?.length).toBe(1);
    const after = historyLines(target.folder).filter((l) => typeof l !== 'string' && l.type === 'delivery');
    expect(after.length).toBe(before);
    expect(JSON.stringify(after)).not.toContain('smuggled');
    await stillWell();
  });

  it('a target that is no address is taken as a path, recorded and answered', async () => {
    for (const line of [
      'GET //',
      'GET //[',
      'GET //evil.example/x',
      'HEAD ///',
      'GET http://evil.example/x',
      'OPTIONS *',
    ])
      expect(await raw([`${line} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`])).toMatch(
        /^HTTP\/1\.1 200 /,
      );
    const urls = historyLines(target.folder).map((line) => (typeof line === 'string' ? line : line['url']));
    for (const url of ['//', '//[', '//evil.example/x', '///', 'http://evil.example/x', '*'])
      expect(urls).toContain(url);
    await stillWell();
  });

  it('what is no HTTP: 400', async () => {
    expect(status(await raw(['\u0016\u0003\u0001\u0002\u0000\u0001'], { forMs: 1500 }))).toBe(400);
    expect(status(await raw(['NONSENSE / HTTP/1.1\r\nHost: x\r\n\r\n'], { forMs: 1500 }))).toBe(400);
    await stillWell();
  });
});

describe('what a terminal must not see', () => {
  const EVIL = '\u001b]0;owned\u0007\u001b[2J\u202e\u2066\r\nFAKE LINE \u009b31m';

  it('no control, no bidi mark and no line of one’s own gets from a callback to the screen', async () => {
    const full = await listen([], { json: false });
    const body = JSON.stringify({ type: 1003, contract: EVIL, sign: EVIL, [EVIL]: EVIL });
    await call(`${full.url}/%1b[31m?x=\u00ff`, { body, headers: { 'X-Forwarded-For': '1.2.3.4' } });
    await raw(
      [`POST /\u009b31m\u0080 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nConnection: close\r\n\r\n\u001b[2`],
      { forMs: 1500 },
    );
    await call(`${full.url}/y`, { body: EVIL });
    await call(`${full.url}/z`, {
      body: `app_id=1&version=1&timestamp=2026-11-21+10:00:00&sign=${encodeURIComponent(EVIL)}&data=${encodeURIComponent(EVIL)}`,
    });
    await full.printed('/z');
    await full.stop();
    const shown = full.stdout() + full.stderr();
    expect(shown).toContain('\\x1b');
    expect(shown).toContain('\\u202e');
    expect(shown.replaceAll('\n', '')).not.toMatch(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
    );
    expect(shown.split('\n').filter((line) => line.trimStart().startsWith('FAKE LINE'))).toEqual([]);
  });
});

describe('what must not reach the file system', () => {
  it('a path, a header or an id names no file', async () => {
    for (const path of [
      '/../../../../tmp/cbk-owned',
      '/%2e%2e/%2e%2e/tmp/cbk-owned',
      '/..%5c..%5ctmp%5ccbk-owned',
    ])
      await raw(
        [
          `POST ${path} HTTP/1.1\r\nHost: ../../tmp/cbk-owned\r\nX-EventCode: ../../../tmp/cbk-owned\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}`,
        ],
        { forMs: 2000 },
      );
    expect(existsSync('/tmp/cbk-owned')).toBe(false);
    expect(readdirSync(target.folder).every((name) => /^\d{4}-\d\d-\d\d\.jsonl$/.test(name))).toBe(true);
  });
});
