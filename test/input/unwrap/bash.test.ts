/** The bash reader against bash itself, and the request of a command against what curl sends. */
import { execFile, execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBash } from '../../../src/input/unwrap/bash.ts';
import { unwrap } from '../../../src/input/unwrap/index.ts';

const plain = fc.string({
  unit: fc.constantFrom(...'ab19 _-=+/.,:@%^~{}"\'\\&;|<>()#!*?\n\t中😀'),
  maxLength: 8,
});
const single = plain.map((t) => `'${t.replaceAll("'", "'\\''")}'`);
const double = fc
  .array(
    fc.oneof(
      plain.map((t) => t.replace(/[\\"]/g, '')),
      fc.constantFrom('\\"', '\\\\', '\\$', '\\`', '\\n', '\\a', '\\\n', "'"),
    ),
    { maxLength: 6 },
  )
  // An exclamation mark is only special in interactive shells.
  .map((parts) => `"${parts.join('')}"`);
const ansi = fc
  .array(
    fc.oneof(
      plain.map((t) => t.replace(/[\\']/g, '')),
      fc.constantFrom(
        "\\'",
        '\\"',
        '\\\\',
        '\\n',
        '\\t',
        '\\r',
        '\\a',
        '\\b',
        '\\e',
        '\\E',
        '\\f',
        '\\v',
        '\\?',
        '\\x41',
        '\\x4g',
        '\\xe4\\xb8\\xad',
        '\\101',
        '\\1012',
        '\\7z',
        '\\u4e2d',
        '\\u41z',
        '\\U0001f600',
        '\\cA',
        '\\q',
        '\\xz',
        '\\8',
      ),
    ),
    { maxLength: 6 },
  )
  .map((parts) => `$'${parts.join('')}'`);
const bare = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'ab19_-=+/.,:@%^#中'), minLength: 1, maxLength: 8 }),
  fc.constantFrom('\\"', "\\'", '\\ ', '\\\\', '\\$', '\\&', '\\a', '\\\n', '\\;', '\\#'),
);
const word = fc
  .array(fc.oneof(single, double, ansi, bare), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''))
  // A # at the start of a word is a comment: what a newline in it does is tested below.
  .map((text) => text.replace(/^((?:\\\n)*)#/, '$1x#'));
const command = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => `curl -- ${words.join(' ')}`);

describe('readBash', () => {
  it('sees the arguments that bash sees', () => {
    const ends = ['curl a #b c', 'curl a;true', 'curl a|cat', 'curl a 2>/dev/null b'];
    const commands = [...fc.sample(command, 3000), ...ends];
    const script = `set -f\ncurl() { printf '%s\\0' "$#" "$@"; }\n${commands.join('\n')}\n`;
    const printed = execFileSync('bash', ['--norc', '--noprofile', '-s'], {
      input: Buffer.from(script),
      encoding: 'latin1',
      env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' },
      maxBuffer: 1 << 26,
    });
    // Each command prints the number of its arguments and the arguments.
    const fields = printed.split('\0').slice(0, -1);
    const seen: string[][] = [];
    while (fields.length > 0) seen.push(fields.splice(0, 1 + Number(fields[0])).slice(1));
    expect(seen.length).toBe(commands.length);
    for (const [i, text] of commands.entries()) {
      const bytes = Buffer.from(text).toString('latin1');
      expect({ text, args: readBash(bytes, 0)?.args.slice(1) }).toEqual({ text, args: seen[i] });
    }
  });

  it('leaves a quote that stays open alone', () => {
    for (const text of ["curl 'a", 'curl "a', "curl $'a\\'", 'curl "a\\"'])
      expect(readBash(text, 0)).toBeUndefined();
  });
});

describe('what curl sends', () => {
  const COMMANDS = [
    `-d a=1 -d 'b=x y&c'`,
    `--data-raw '@x' -H 'Content-Type: text/plain' -H 'X-A:  b '`,
    `--data-urlencode 'n=x y&é~*' --data-urlencode '=a=b' --data-urlencode 'a b'`,
    `-G -d a=1 -d b=2 '@URL@?x=1'`,
    `-G --data-urlencode 'q=1/2+3'`,
    `--json '{"a":1}'`,
    `--json '{"a":' --json '1}' -H 'Accept: x'`,
    `-XPUT -d '' -H 'X-Empty;'`,
    `-sSXPOST -d$'a\\nb'`,
    `-u me:p:w -A agent -e from -b k=v`,
    `-H 'Content-Type:' --data-binary $'\\xff\\x01'`,
    `--url @URL@ --request PATCH --data-ascii=x`.replace('--data-ascii=x', '--data-ascii x'),
    `--url-query 'a=x y' -d b`,
  ];

  it.skipIf(!hasCurl())('is what the command is read as (needs curl)', async () => {
    const received: { method: string; url: string; headers: string[]; body: string }[] = [];
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { method = '', url = '', rawHeaders } = request;
      received.push({ method, url, headers: rawHeaders, body: Buffer.concat(chunks).toString('latin1') });
      response.end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/n`;
    try {
      for (const options of COMMANDS) {
        const text = `curl ${options.includes('@URL@') ? '' : `${base} `}${options.replace('@URL@', base)}`;
        await promisify(execFile)('bash', ['-c', text], {
          env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' },
        });
        const sent = received.at(-1);
        const { request } = unwrap(Buffer.from(text));
        expect({
          text,
          method: request.method,
          url: upperEscapes(request.url ?? ''),
          body: request.body.toString('latin1'),
        }).toEqual({
          text,
          method: sent?.method,
          url: upperEscapes(new URL(base).origin + sent?.url),
          body: sent?.body,
        });
        const wire = pairsOf(sent?.headers ?? []);
        for (const [name, value] of request.headers)
          expect({ text, value: wire.get(name.toLowerCase()) }).toEqual({ text, value });
        const own = ['host', 'user-agent', 'accept', 'content-length'];
        const read = request.headers.map(([name]) => name.toLowerCase());
        expect([...wire.keys()].filter((name) => !own.includes(name) && !read.includes(name))).toEqual([]);
      }
    } finally {
      server.close();
    }
  });
});

/** Versions of curl differ in the case of the escapes that they put into a URL. */
function upperEscapes(url: string): string {
  return url.replace(/%[0-9a-f]{2}/gi, (digits) => digits.toUpperCase());
}

function hasCurl(): boolean {
  try {
    execFileSync('curl', ['--version']);
    return true;
  } catch {
    return false;
  }
}

function pairsOf(raw: readonly string[]): Map<string, string> {
  return new Map(raw.flatMap((name, i) => (i % 2 === 0 ? [[name.toLowerCase(), raw[i + 1] ?? '']] : [])));
}
