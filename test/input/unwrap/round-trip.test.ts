/** Whatever a payload is wrapped in, its bytes come out again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/input/unwrap/index.ts';
import { scanJson } from '../../../src/input/unwrap/json-scan.ts';

const value = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom(...'\'"\\&<>=%+ \n\t{}[]中文😀$`^;#!x22u0') }),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constant(null),
);
/** A JSON object with at least one name, printed on one line or several. */
const body = fc
  .tuple(
    fc.dictionary(
      fc.string({ minLength: 1, maxLength: 8 }),
      fc.oneof(value, fc.array(value), fc.dictionary(fc.string(), value)),
      {
        minKeys: 1,
        maxKeys: 6,
      },
    ),
    fc.constantFrom(0, 2),
  )
  .map(([data, indent]) => JSON.stringify(data, null, indent));

const bytesAsText = (text: string) => Buffer.from(text).toString('latin1');
const hex2 = (c: string) => c.charCodeAt(0).toString(16).padStart(2, '0');

const jsonString = (text: string) => JSON.stringify(text);
const inside = (text: string) => JSON.stringify(text).slice(1, -1);
const nginx = (text: string) =>
  bytesAsText(text).replace(/["\\\x00-\x1f\x7f-\xff]/g, (c) => `\\x${hex2(c).toUpperCase()}`);
const python = (text: string) =>
  `b'${bytesAsText(text).replace(/[\\'\x00-\x1f\x7f-\xff]/g, (c) => ({ '\\': '\\\\', "'": "\\'", '\n': '\\n', '\t': '\\t' })[c] ?? `\\x${hex2(c)}`)}'`;
const html = (text: string) =>
  text.replace(
    /[&"'<>]/g,
    (c) => ({ '&': '&amp;', '"': '&quot;', "'": '&#39;', '<': '&lt;', '>': '&gt;' })[c] as string,
  );
const base64 = (text: string) => Buffer.from(text).toString('base64');
const wrapped = (text: string) => base64(text).replace(/(.{76})/g, '$1\r\n');
const hex = (text: string) => Buffer.from(text).toString('hex');
const percent = (text: string) => encodeURIComponent(text);
const plusses = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');
const log = (text: string) =>
  `2026-11-21 10:00:00.123 INFO [http-nio-8080-exec-1] c.e.Notify - callback body: ${text}`;
const logfmt = (text: string) => `time=2026-11-21T10:00:00Z level=info body=${text} cost=12ms`;
const compose =
  (...layers: ((text: string) => string)[]) =>
  (text: string) =>
    layers.reduce((t, layer) => layer(t), text);

const WRAPPINGS: Record<string, (text: string) => string> = {
  jsonString,
  'jsonString twice': compose(jsonString, jsonString),
  inside,
  'inside twice': compose(inside, inside),
  nginx,
  python,
  html,
  'html twice': compose(html, html),
  base64,
  wrapped,
  hex,
  percent,
  'percent twice': compose(percent, percent),
  plusses,
  'base64 in percent': compose(base64, percent),
  'string in base64': compose(jsonString, base64),
  log,
  logfmt,
  'string in logfmt': compose(jsonString, logfmt),
  'inside in log': compose(inside, log),
  'inside in logfmt': compose(inside, logfmt),
  'nginx in quotes in log': compose(nginx, (t) => `1.2.3.4 - [x] "POST /n HTTP/1.1" 200 "${t}" "-"`),
  'python in log': compose(python, logfmt),
  'html in a page': compose(html, (t) => `<td>${t}</td>`),
  'percent in log': compose(percent, logfmt),
  'log in docker': (t) => JSON.stringify({ log: `${log(t)}\n`, stream: 'stdout', time: 'x' }),
  'final newline': (t) => `${t}\n`,
};

describe('a JSON body', () => {
  it.each(Object.entries(WRAPPINGS))('%s', (_, wrap) => {
    fc.assert(
      fc.property(body, (text) => {
        const found = unwrap(Buffer.from(wrap(text)));
        expect(found.kind).toBe('json');
        expect(found.request.body.toString('utf8')).toBe(text);
        expect(found.layers.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('as it stands keeps every layer it has inside', () => {
    fc.assert(
      fc.property(body, fc.constantFrom(...Object.values(WRAPPINGS)), (text, wrap) => {
        const outer = JSON.stringify({ data: wrap(text) });
        expect(unwrap(Buffer.from(outer))).toMatchObject({
          kind: 'json',
          layers: [],
          request: { body: Buffer.from(outer) },
        });
      }),
    );
  });
});

const headerName = fc
  .string({ unit: fc.constantFrom(...'ABCxyz-019'), minLength: 1, maxLength: 12 })
  .map((n) => `X-${n}`);
const headerValue = fc
  .string({ unit: fc.constantFrom(...'abc XYZ019=+/;,:"\\%中'), maxLength: 30 })
  .map((v) => v.trim());
const headers = fc.uniqueArray(
  fc.tuple(
    headerName,
    headerValue.filter((v) => v !== ''),
  ),
  {
    maxLength: 5,
    selector: ([name]) => name.toLowerCase(),
  },
);
const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((b) => Buffer.from(b)),
  body.map((b) => Buffer.from(b)),
);

const WRITERS: Record<string, (headers: [string, string][], payload: Buffer) => Buffer> = {
  http: (list, payload) =>
    Buffer.concat([
      Buffer.from(
        [
          'POST /n HTTP/1.1',
          ...list.map((h) => h.join(': ')),
          `Content-Length: ${payload.length}`,
          '',
          '',
        ].join('\r\n'),
      ),
      payload,
      Buffer.from('\n'),
    ]),
  chunked: (list, payload) =>
    Buffer.concat([
      Buffer.from(
        ['POST /n HTTP/1.1', ...list.map((h) => h.join(': ')), 'Transfer-Encoding: chunked', '', ''].join(
          '\r\n',
        ),
      ),
      ...(payload.length > 1
        ? [
            Buffer.from('1\r\n'),
            payload.subarray(0, 1),
            Buffer.from(`\r\n${(payload.length - 1).toString(16)}\r\n`),
            payload.subarray(1),
            Buffer.from('\r\n'),
          ]
        : [Buffer.from(payload.length ? '1\r\n' : ''), payload, Buffer.from(payload.length ? '\r\n' : '')]),
      Buffer.from('0\r\n\r\n'),
    ]),
  delivery: (list, payload) =>
    Buffer.from(
      `${JSON.stringify({ type: 'delivery', method: 'POST', url: '/n', headers: list, body_b64: payload.toString('base64'), received_at: 'x' })}\n`,
    ),
  har: (list, payload) =>
    Buffer.from(
      JSON.stringify({
        log: {
          entries: [
            {
              request: {
                method: 'POST',
                url: '/n',
                headers: list.map(([name, value]) => ({ name, value })),
                postData: { text: payload.toString('base64'), encoding: 'base64' },
              },
            },
          ],
        },
      }),
    ),
};

describe('a request', () => {
  it.each(Object.entries(WRITERS))('%s keeps headers and any body bytes', (_, write) => {
    fc.assert(
      fc.property(headers, anyBytes, (list, payload) => {
        const found = unwrap(write(list, payload));
        expect(found.kind).toBe('request');
        expect(found.request).toMatchObject({ method: 'POST', url: '/n' });
        expect(found.request.body.equals(payload)).toBe(true);
        expect(found.request.headers.slice(0, list.length)).toEqual(list);
        expect(found.problems).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  const sh = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const psh = (text: string) => `'${text.replaceAll("'", "''")}'`;
  /** As browsers' "Copy as cURL (cmd)" quotes a value, but for backslashes, which only count before a quote. */
  const cmd = (text: string) =>
    `^"${text
      .replace(/(\\*)"/g, '$1$1\\"')
      .replace(/(\\+)$/, '$1$1')
      .replace(/[^a-zA-Z0-9\s_\-:=+~'/.',?;()*`]/gu, '^$&')
      .replace(/%(?=[a-zA-Z0-9_])/g, '%^')
      .replace(/\r?\n/g, '^\n\n')}^"`;

  it.each([
    ['bash', sh, ' \\\n'],
    ['cmd', cmd, ' ^\r\n'],
  ] as const)('a curl command for %s', (shell, quote, join) => {
    fc.assert(
      fc.property(headers, body, (list, text) => {
        const parts = [
          `curl ${quote('https://a.b/n')}`,
          ...list.map((h) => `-H ${quote(h.join(': '))}`),
          `--data-raw ${quote(text)}`,
        ];
        const found = unwrap(Buffer.from(parts.join(join)));
        expect(found.layers).toEqual([{ code: 'curl', shell }]);
        expect(found.request.body.toString()).toBe(text);
        expect(found.request.headers.slice(0, list.length)).toEqual(list);
      }),
      { numRuns: 300 },
    );
  });

  it('an Invoke-RestMethod command', () => {
    fc.assert(
      fc.property(headers, body, (list, text) => {
        const table = `@{ ${list.map(([n, v]) => `${psh(n)} = ${psh(v)}`).join('; ')} }`;
        const found = unwrap(
          Buffer.from(
            `Invoke-RestMethod -Uri ${psh('https://a.b/n')} -Method Post -Headers ${table} \`\n -Body ${psh(text)}`,
          ),
        );
        expect(found.request.body.toString()).toBe(text);
        expect(found.request.headers.slice(0, list.length)).toEqual(list);
      }),
      { numRuns: 300 },
    );
  });
});

describe('scanJson', () => {
  const near = fc.string({ unit: fc.constantFrom(...'{}[]",:0123456789.eE+-truefalsn\\u \n\t') });
  it('accepts exactly what JSON.parse accepts', () => {
    fc.assert(
      fc.property(fc.oneof(near, fc.json()), (text) => {
        let accepted = true;
        try {
          JSON.parse(text);
        } catch {
          accepted = false;
        }
        const ascii = bytesAsText(text);
        const scan = scanJson(ascii, 0);
        expect(scan.complete && ascii.slice(scan.end).trim() === '').toBe(accepted);
      }),
      { numRuns: 5000 },
    );
  });

  it('calls every proper beginning of an object cut off', () => {
    fc.assert(
      fc.property(body, fc.nat(), (text, n) => {
        const cut = bytesAsText(text).slice(0, 1 + (n % (bytesAsText(text).length - 1)));
        expect(scanJson(cut, 0)).toMatchObject({ complete: false, cutOff: true, end: cut.length });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('anything', () => {
  const fragments = fc.constantFrom(
    '{"',
    '"a":1',
    '}',
    '[',
    ']',
    '"',
    "'",
    '\\',
    '\\"',
    '\\x22',
    '\\u0022',
    '&quot;',
    '&amp;',
    '&#39;',
    '%7B',
    '%22',
    '%',
    '%2',
    '=',
    '&',
    'a=1&b=2',
    'curl ',
    '-d ',
    '-H ',
    '--json',
    '$',
    '`',
    '^',
    '@{',
    '\n',
    '\r\n',
    ' ',
    'POST / HTTP/1.1\r\n',
    'Content-Length: 5\r\n',
    '\r\n\r\n',
    'Transfer-Encoding: chunked\r\n',
    '5\r\n',
    "b'",
    '"body_b64"',
    '"request"',
    '\xff\xfe',
    '\xef\xbb\xbf',
    '\0',
    '\xd5',
    'QUJDREVGR0hJSktMTU5PUFFSU1RVVg==',
    'http://a.b',
    '"log"',
    '"stream"',
    '> ',
    'Invoke-WebRequest ',
    '-Uri ',
  );
  it('never throws, and never takes bytes from nowhere', () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((b) => Buffer.from(b)),
      fc.array(fragments, { maxLength: 20 }).map((parts) => Buffer.from(parts.join(''), 'latin1')),
      fc.string().map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(noise, fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }), (input, entry) => {
        const found = unwrap(input, entry === undefined ? {} : { entry });
        if (found.layers.length === 0 && found.kind !== 'empty')
          expect(found.request.body.equals(input)).toBe(true);
        if (found.kind === 'json')
          expect(() => JSON.parse(found.request.body.toString('latin1'))).not.toThrow();
        expect((found.kind === 'blob') === (found.blob !== undefined)).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });

  it('takes off no more than eight layers', () => {
    let text = '{"a":1}';
    for (let i = 0; i < 7; i++) text = JSON.stringify(text);
    expect(unwrap(Buffer.from(text))).toMatchObject({ kind: 'json', layers: { length: 7 } });
    for (let i = 0; i < 5; i++) text = JSON.stringify(text);
    expect(unwrap(Buffer.from(text)).kind).toBe('unknown');
  });
});
