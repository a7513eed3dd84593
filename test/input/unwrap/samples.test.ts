/** One realistic sample of each format, with the exact body and the layers that come off. */
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/input/unwrap/index.ts';

const JSON_BODY =
  '{"order_no":"HM1","data":"x y+z","n":583920174650291837,"d":"中文\\n\\"q\\"","u":"\\u4e2d\\/"}';
const BLOB =
  'LHgsTGbF+GdhOS4lQSn3p72mumuptCzGzOTN0sqTD9R7efiVwvgIP8jzN4TZICkg8b+PMNrtJNvkIgI+wqioKVTo5rZYOcv731ASJUYEVXH6KvnXR2NhFMmWVqxxXEUSmM4DgYpW4DWe2OKsKymYIjmY0s6MwRYF5DOiOigdobA=';
const FORM = 'app_id=1001&data=%7B%22a%22%3A%221+%2B%22%7D&timestamp=2026-11-21+10%3A00%3A00&sign=ABCDEF';

const take = (text: string | Buffer, options = {}) => {
  const found = unwrap(Buffer.from(text as string), options);
  return { ...found, body: found.request.body.toString('utf8'), codes: found.layers.map((l) => l.code) };
};
const nginx = (text: string) =>
  Buffer.from(text)
    .toString('latin1')
    .replace(
      /["\\\x00-\x1f\x7f-\xff]/g,
      (c) => `\\x${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    );
const html = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

describe('nothing to take off', () => {
  it.each([
    ['json', JSON_BODY],
    ['json', ' {"a":1}'.trim()],
    ['json', '{"html":"&quot;%7B%22","log":"{\\"a\\":1}","b":"eyJhIjoxfQ=="}'],
    ['form', FORM],
    ['form', 'a=%257B&b='],
    ['form', 'app_id=1&data={"a":"b&c=1"}&timestamp=2026-11-21 10:00:00&sign=AB'],
    ['blob', BLOB],
    ['blob', Buffer.from(BLOB, 'base64').toString('hex')],
    ['unknown', 'hello world'],
    ['unknown', '1234567890123456'],
    ['unknown', 'curl failed with 22'],
    ['unknown', '/api/v1/callback/notify/success'],
  ])('%s: %s', (kind, text) =>
    expect(take(text)).toMatchObject({ kind, layers: [], problems: [], body: text }),
  );

  it('empty and binary', () => {
    expect(take('')).toMatchObject({ kind: 'empty', body: '' });
    expect(take(' \r\n\t')).toMatchObject({ kind: 'empty', body: '' });
    const bytes = Buffer.from([0x4c, 0, 0xff, 0x10, 10]);
    expect(unwrap(bytes)).toMatchObject({ kind: 'binary', layers: [], request: { body: bytes } });
  });

  it('keeps the bytes of GBK, whose second byte may be a backslash', () => {
    const gbk = Buffer.from([...Buffer.from('{"n":"'), 0xd5, 0x5c, 0xd0, 0xcc, ...Buffer.from('"}')]);
    expect(unwrap(gbk)).toMatchObject({ kind: 'json', layers: [], request: { body: gbk } });
    const line = Buffer.concat([Buffer.from('INFO body='), gbk, Buffer.from(' ok')]);
    expect(unwrap(line)).toMatchObject({ kind: 'json', request: { body: gbk } });
  });
});

describe('white space, marks and charsets', () => {
  it.each([
    [`${JSON_BODY}\n`, ['final-newline']],
    [`${JSON_BODY}\r\n`, ['final-newline']],
    [`${JSON_BODY}\n\n`, ['white-space']],
    [`\n  ${JSON_BODY}`, ['white-space']],
    [`\ufeff${JSON_BODY}\n`, ['bom', 'final-newline']],
    [Buffer.from(`\ufeff${JSON_BODY}\r\n`, 'utf16le'), ['utf-16', 'final-newline']],
    [Buffer.from(`\ufeff${JSON_BODY}`, 'utf16le').swap16(), ['utf-16']],
  ])('%#', (text, codes) => expect(take(text)).toMatchObject({ kind: 'json', codes, body: JSON_BODY }));

  it('white space that was encoded belongs to the body', () => {
    expect(take(Buffer.from('{"a":1}\n').toString('base64')).body).toBe('{"a":1}\n');
    expect(take('"{\\"a\\":1}\\n"').body).toBe('{"a":1}\n');
  });
});

describe('encodings and escapes of JSON', () => {
  const escaped = JSON.stringify(JSON_BODY);
  const inside = escaped.slice(1, -1);
  it.each([
    [escaped, ['json-string']],
    [JSON.stringify(escaped), ['json-string', 'json-string']],
    [inside, ['backslash-escapes']],
    [JSON.stringify(inside).slice(1, -1), ['backslash-escapes', 'backslash-escapes']],
    [inside.replaceAll('\\"', '\\u0022'), ['unicode-escapes']],
    [nginx(JSON_BODY), ['hex-escapes']],
    [html(JSON_BODY), ['html-entities']],
    [html(html(JSON_BODY)), ['html-entities', 'html-entities']],
    [
      `b'${JSON_BODY.replaceAll('\\', '\\\\').replace('中文', '\\xe4\\xb8\\xad\\xe6\\x96\\x87')}'`,
      ['quotes', 'backslash-escapes'],
    ],
    [`'${JSON_BODY.replaceAll('\\', '\\\\')}'`, ['quotes', 'backslash-escapes']],
    ['`{"order_no":"HM1"}`', ['quotes']],
    [`"${JSON_BODY.replaceAll('"', '""')}"`, ['quotes', 'doubled-quotes']],
    [encodeURIComponent(JSON_BODY), ['percent']],
    [encodeURIComponent(encodeURIComponent(JSON_BODY)), ['percent', 'percent']],
    [encodeURIComponent(JSON_BODY).replaceAll('%20', '+'), ['percent']],
    [Buffer.from(JSON_BODY).toString('base64'), ['base64']],
    [Buffer.from(JSON_BODY).toString('hex'), ['hex']],
    [
      Buffer.from(JSON_BODY)
        .toString('base64')
        .replace(/(.{64})/g, '$1\r\n'),
      ['line-wrap', 'base64'],
    ],
    [JSON_BODY.replace(/(.{30})/g, '$1\n'), ['line-wrap']],
  ])('%s', (text, codes) => {
    const body = text.startsWith('`') ? '{"order_no":"HM1"}' : JSON_BODY;
    expect(take(text)).toMatchObject({ kind: 'json', codes, body, problems: [] });
  });

  it('JSON that parses as it stands is not unescaped, in a log line or in quotes either', () => {
    const tricky = '{"a":"&amp;&quot;","b":"\\\\x22\\u4e2d","c":"%22%7B"}';
    for (const text of [
      `time=1 x='y' body=${tricky} ok`,
      `'${tricky}'`,
      `body='${tricky}' ok`,
      `\`${tricky}\``,
    ])
      expect(take(text)).toMatchObject({ kind: 'json', body: tricky });
  });

  it('a whole form', () => {
    expect(take(html(FORM))).toMatchObject({ kind: 'form', codes: ['html-entities'], body: FORM });
    expect(take(encodeURIComponent(FORM))).toMatchObject({ kind: 'form', codes: ['percent'], body: FORM });
    expect(take(JSON.stringify(FORM))).toMatchObject({ kind: 'form', codes: ['json-string'], body: FORM });
  });

  it('says where JSON stops being JSON, and does not take its parts for the whole', () => {
    expect(take('{"a":{"b":1},"c":"cut')).toMatchObject({
      kind: 'unknown',
      problems: [{ code: 'json-cut-off', offset: 21 }],
    });
    expect(take('{"a":1,,"b":{"c":2}}')).toMatchObject({
      kind: 'unknown',
      problems: [{ code: 'json-broken', offset: 7 }],
    });
    expect(take('INFO body: {"a":"cut')).toMatchObject({
      codes: ['log-prefix'],
      body: '{"a":"cut',
      problems: [{ code: 'json-cut-off', offset: 9 }],
    });
  });

  it('counts bad percent escapes', () => {
    expect(take('%7B%22a%22%3A%2250%%22%7D').problems).toEqual([
      { code: 'bad-percent-escapes', count: 1, offset: 18 },
    ]);
  });
});

describe('blobs', () => {
  it.each([
    [BLOB.replace(/(.{64})/g, '$1\n'), ['line-wrap']],
    [BLOB.replace(/(.{76})/g, '$1\r\n'), ['line-wrap']],
    [encodeURIComponent(BLOB), ['percent']],
    [`"${BLOB}"`, ['json-string']],
    [`INFO data=${BLOB} ok`, ['log-prefix', 'log-suffix']],
    [`INFO data=${BLOB}`, ['log-prefix']],
    [Buffer.from(BLOB).toString('base64'), ['base64']],
  ])('%s', (text, codes) => {
    const found = take(text);
    expect(found).toMatchObject({
      kind: 'blob',
      codes,
      body: BLOB,
      blob: { text: BLOB, encoding: 'base64' },
    });
    expect(found.blob?.bytes).toEqual(Buffer.from(BLOB, 'base64'));
  });

  it('cut, with spaces for plusses, and keys', () => {
    expect(take(BLOB.slice(0, 89))).toMatchObject({
      kind: 'blob',
      problems: [{ code: 'base64-cut-off', length: 89, extra: 1 }],
    });
    expect(take(BLOB.replaceAll('+', ' '))).toMatchObject({
      kind: 'unknown',
      problems: [{ code: 'base64-spaces', count: 3 }],
    });
    expect(take('-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n')).toMatchObject({
      kind: 'unknown',
      problems: [{ code: 'looks-like-key' }],
    });
    expect(take('1'.repeat(32)).kind).toBe('blob');
    expect(take('1'.repeat(33)).kind).toBe('unknown');
    expect(take('1'.repeat(30)).kind).toBe('unknown');
  });
});

describe('log lines', () => {
  it.each([
    `2026-11-21 10:00:00 INFO [http-1] callback body: ${JSON_BODY}`,
    `[12345] [INFO] headers={"X-Sign":"1"} body=${JSON_BODY} cost=12ms`,
    `ts=1 level=info body=${JSON.stringify(JSON_BODY)} cost=1`,
    `ts=1 body=${JSON.stringify(JSON_BODY).slice(1, -1)} cost=1`,
    `1.2.3.4 - - [21/Nov/2026:10:00:00 +0800] "POST /notify HTTP/1.1" 200 12 "-" "Java/1.8" "${nginx(JSON_BODY)}"`,
    `<pre>${html(JSON_BODY)}</pre>`,
    `got ${encodeURIComponent(JSON_BODY)} now`,
    `回调报文：${JSON_BODY}，处理失败`,
    JSON.stringify({ log: `INFO body: ${JSON_BODY}\n`, stream: 'stdout', time: '2026-11-21T02:00:00Z' }),
  ])('%s', (text) => expect(take(text)).toMatchObject({ kind: 'json', body: JSON_BODY }));

  it('forms, encoded or not', () => {
    expect(take(`params: ${FORM} ok`)).toMatchObject({
      kind: 'form',
      body: FORM,
      codes: ['log-prefix', 'log-suffix'],
    });
    const decoded = 'app_id=1&data={"a":"b&c=1"}&timestamp=2026-11-21 10:00:00&sign=AB';
    expect(take(`INFO req: ${decoded} took 3ms`)).toMatchObject({ kind: 'form', body: decoded });
    expect(take('INFO data={"a":1}&sign=x done')).toMatchObject({
      kind: 'form',
      body: 'data={"a":1}&sign=x',
    });
  });

  it('shortens the prefix to what is next to the payload', () => {
    const [layer] = take(`${'x'.repeat(500)} body: {"a":1}`).layers;
    expect(layer).toEqual({ code: 'log-prefix', text: `…${'x'.repeat(72)} body: ` });
  });
});
