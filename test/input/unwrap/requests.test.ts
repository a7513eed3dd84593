/** Whole requests: raw HTTP, shell commands, HAR and recorded deliveries. */
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/input/unwrap/index.ts';

const take = (text: string, options = {}) => {
  const { request, layers, ...found } = unwrap(Buffer.from(text), options);
  return {
    ...found,
    ...request,
    headers: request.headers.map(([name, value]) => `${name}: ${value}`),
    body: request.body.toString('utf8'),
    codes: layers.map((l) => l.code),
    layers,
  };
};
const JSON_BODY = '{"a":"x y","d":"中\\n"}';

describe('raw HTTP', () => {
  it.each(['\r\n', '\n'])('head, body and a line end that Content-Length does not cover (%j)', (eol) => {
    const head = ['POST /n?x=1 HTTP/1.1', 'Host: a.b', 'X-Sign:  v ', 'Content-Length: 23'].join(eol);
    expect(take(`${head}${eol}${eol}${JSON_BODY}${eol}`)).toMatchObject({
      kind: 'request',
      method: 'POST',
      url: '/n?x=1',
      headers: ['Host: a.b', 'X-Sign: v', 'Content-Length: 23'],
      body: JSON_BODY,
      codes: ['http-request', 'final-newline'],
      problems: [],
    });
  });

  it('keeps a line end that Content-Length covers, and says when the length is wrong', () => {
    expect(take('POST / HTTP/1.1\nContent-Length: 3\n\nab\n')).toMatchObject({
      body: 'ab\n',
      codes: ['http-request'],
    });
    expect(take('POST / HTTP/1.1\nContent-Length: 9\n\nab\n')).toMatchObject({
      body: 'ab',
      problems: [{ code: 'content-length-differs', expected: 9, actual: 2 }],
    });
    expect(take('POST / HTTP/1.1\nContent-Length: 2\n\n{&quot;')).toMatchObject({
      body: '{&quot;',
      problems: [{ code: 'content-length-differs', expected: 2, actual: 7 }],
    });
    expect(take('POST / HTTP/1.1\nContent-Length: 2\n\nab\nHTTP/1.1 200 OK\n')).toMatchObject({
      body: 'ab',
      codes: ['http-request', 'log-suffix'],
    });
  });

  it('absolute form, chunks, missing blank line, no version', () => {
    expect(take('GET https://a.b/w?uid=1 HTTP/1.1\r\nHost: a.b\r\n\r\n')).toMatchObject({
      url: 'https://a.b/w?uid=1',
      body: '',
    });
    expect(
      take('POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5;x=1\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n'),
    ).toMatchObject({ body: '{"a":1}', codes: ['http-request', 'chunked'] });
    expect(take('POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n{"a":1}')).toMatchObject({
      body: '{"a":1}',
      codes: ['http-request'],
    });
    expect(take('POST / HTTP/1.1\nHost: a\n{"a":1}')).toMatchObject({
      body: '{"a":1}',
      problems: [{ code: 'no-blank-line' }],
    });
    expect(take('POST https://a.b/n\nContent-Type: application/json\n\n{"a":1}')).toMatchObject({
      url: 'https://a.b/n',
      body: '{"a":1}',
    });
  });

  it('as curl -v prints it, inside a string, after a prefix', () => {
    expect(
      take('* Connected\n> POST /x HTTP/1.1\n> Host: a.b\n> \n> {"a":1}\n< HTTP/1.1 200 OK\n'),
    ).toMatchObject({
      codes: ['final-newline', 'log-prefix', 'curl-verbose', 'http-request'],
      headers: ['Host: a.b'],
      body: '{"a":1}',
    });
    const raw = `POST /x HTTP/1.1\r\nHost: a\r\n\r\n${JSON_BODY}`;
    expect(take(JSON.stringify(raw))).toMatchObject({
      codes: ['json-string', 'http-request'],
      body: JSON_BODY,
    });
    expect(take(`dump: ${JSON.stringify(raw)} ok`)).toMatchObject({ url: '/x', body: JSON_BODY });
    expect(take(Buffer.from(raw).toString('base64'))).toMatchObject({
      codes: ['base64', 'http-request'],
      body: JSON_BODY,
    });
  });

  it('names a response', () => {
    expect(take('HTTP/1.1 500 Oops\r\nA: b\r\n\r\nno').problems).toEqual([
      { code: 'looks-like-response', status: 500 },
    ]);
  });
});

describe('curl', () => {
  const sent = { kind: 'request', method: 'POST', url: 'https://a.b/n', body: '{"a":"x y"}', problems: [] };
  it.each([
    ['bash', `curl -sSXPOST 'https://a.b/n' -H 'Content-Type: application/json' -d '{"a":"x y"}'`],
    [
      'bash',
      `curl https://a.b/n \\\n  --header="Content-Type: application/json" \\\r\n --data-raw "{\\"a\\":\\"x y\\"}"`,
    ],
    [
      'bash',
      `curl 'https://a.b/n' -H $'Content-Type: application/json' --data-binary $'{"a":"x\\u0020y"}' --compressed`,
    ],
    [
      'cmd',
      'curl ^"https://a.b/n^" ^\r\n  -H ^"Content-Type: application/json^" ^\r\n  --data-raw ^"^{^\\^"a^\\^":^\\^"x y^\\^"^}^"',
    ],
    ['cmd', 'curl -X POST https://a.b/n -H "Content-Type: application/json" -d "{""a"":""x y""}"'],
    [
      'powershell',
      `curl.exe -X POST https://a.b/n -H 'Content-Type: application/json' -d '{\\"a\\":\\"x y\\"}'`,
    ],
    ['powershell', 'curl.exe https://a.b/n `\n -H "Content-Type: application/json" `\n -d "{`"a`":`"x y`"}"'],
  ])('%s: %s', (shell, text) => {
    expect(take(text)).toMatchObject({
      ...sent,
      layers: [{ code: 'curl', shell }],
      headers: ['Content-Type: application/json'],
    });
  });

  it('reads cmd escapes of percent signs and line ends as browsers write them', () => {
    expect(take('curl ^"http://a.b/^" --data-raw ^"a=50^%^25^\n\nb%%^"').body).toBe('a=50%25\nb%');
  });

  it.each([
    [
      '-d a=1 -d b=2',
      { method: 'POST', body: 'a=1&b=2', headers: ['Content-Type: application/x-www-form-urlencoded'] },
    ],
    [
      `--json '{"a":' --json '1}'`,
      { body: '{"a":1}', headers: ['Content-Type: application/json', 'Accept: application/json'] },
    ],
    ['-G -d a=1 --data-urlencode "b=x y&"', { method: 'GET', url: 'http://a.b/n?a=1&b=x+y%26', body: '' }],
    [
      '--data-urlencode "x y" --data-urlencode "=a=b" --data-urlencode "n=中"',
      { body: 'x+y&a%3Db&n=%E4%B8%AD' },
    ],
    [
      '-u me:pass -A agent -e from -b k=v',
      {
        method: 'GET',
        headers: ['Authorization: Basic bWU6cGFzcw==', 'User-Agent: agent', 'Referer: from', 'Cookie: k=v'],
      },
    ],
    [`-H 'Content-Type:' -H 'X-Empty;' -H 'X-None:' -d a`, { headers: ['X-Empty: '], body: 'a' }],
    ['-X put -d ""', { method: 'PUT', body: '' }],
    [
      '-d @secret.txt',
      { method: 'GET', problems: [{ code: 'file-not-read', option: '--data', file: 'secret.txt' }] },
    ],
    ['--data-raw @not-a-file', { body: '@not-a-file', problems: [] }],
    [
      '--data-urlencode n@f',
      { problems: [{ code: 'file-not-read', option: '--data-urlencode', file: 'f' }] },
    ],
    ['-F a=1', { problems: [{ code: 'unsupported-option', option: '--form' }] }],
    ['-d "$BODY"', { body: '$BODY', problems: [{ code: 'shell-expansion', text: '$BODY' }] }],
    ['-d a=1 | jq .', { body: 'a=1', codes: ['curl', 'log-suffix'] }],
    ['-o out -d a=1 2>/dev/null', { body: 'a=1', url: 'http://a.b/n' }],
  ])('curl a.b/n %s', (options, expected) =>
    expect(take(`curl a.b/n ${options}`)).toMatchObject({ url: 'http://a.b/n', ...expected }),
  );

  it('after a prompt, and inside a chat message', () => {
    expect(take("$ curl 'https://a.b/n' -d 'a=1'\n")).toMatchObject({ url: 'https://a.b/n', body: 'a=1' });
    expect(take("try this:\ncurl 'https://a.b/n' -d 'a=1'\nthanks")).toMatchObject({
      url: 'https://a.b/n',
      body: 'a=1',
    });
  });

  it('Invoke-WebRequest as browsers copy it', () => {
    const text =
      '$session = New-Object X\nInvoke-WebRequest -UseBasicParsing -Uri "https://a.b/n" `\n-Method "POST" `\n-WebSession $session `\n-Headers @{\n"accept"="*/*"\n  "x-sig"="a`"b"; n = \'it\'\'s\'\n} `\n-ContentType "application/json" `\n-Body "{`"a`":`"x y`"}"';
    expect(take(text)).toMatchObject({
      ...sent,
      headers: ['accept: */*', 'x-sig: a"b', "n: it's", 'Content-Type: application/json'],
      problems: [{ code: 'shell-expansion', text: '$session' }],
      codes: ['log-prefix', 'invoke-web-request'],
    });
  });
});

describe('HAR', () => {
  const entry = (method: string, url: string, postData?: object) => ({
    startedDateTime: '2026-11-21T02:00:00Z',
    request: {
      method,
      url,
      headers: [
        { name: ':method', value: method },
        { name: 'A', value: 'b' },
      ],
      postData,
    },
    response: {},
  });
  const har = (...entries: object[]) => JSON.stringify({ log: { version: '1.2', entries } }, null, 2);
  const post = entry('POST', 'https://a.b/n', { mimeType: 'application/json', text: JSON_BODY });

  it('takes the only request with a body', () => {
    expect(take(har(entry('GET', 'https://a.b/'), post))).toMatchObject({
      kind: 'request',
      url: 'https://a.b/n',
      headers: ['A: b'],
      body: JSON_BODY,
      receivedAt: '2026-11-21T02:00:00Z',
      layers: [{ code: 'har', entry: 2, of: 2 }],
    });
    expect(take(JSON.stringify(post))).toMatchObject({
      body: JSON_BODY,
      layers: [{ code: 'har', entry: 1, of: 1 }],
    });
  });

  it('offers a choice between several, and takes the chosen one', () => {
    const text = har(post, entry('GET', 'https://a.b/'), entry('PUT', 'https://a.b/2', { text: 'a=1' }));
    expect(take(text)).toMatchObject({
      kind: 'unknown',
      problems: [{ code: 'entry-not-chosen', of: 3 }],
      choices: [
        { index: 1, method: 'POST', url: 'https://a.b/n' },
        { index: 3, method: 'PUT', url: 'https://a.b/2' },
      ],
    });
    expect(take(text, { entry: 3 })).toMatchObject({ kind: 'request', method: 'PUT', body: 'a=1' });
    expect(take(text, { entry: 2 })).toMatchObject({ method: 'GET' });
    expect(take(text, { entry: 4 }).problems).toEqual([{ code: 'no-such-entry', entry: 4, of: 3 }]);
  });

  it('base64 text and parameters', () => {
    const base64 = { text: Buffer.from(JSON_BODY).toString('base64'), encoding: 'base64' };
    expect(take(har(entry('POST', '/', base64)))).toMatchObject({ body: JSON_BODY, problems: [] });
    expect(take(har(entry('POST', '/', { text: '!', encoding: 'base64' }))).problems).toEqual([
      { code: 'base64-broken', field: 'postData.text' },
    ]);
    const params = (value: string) => ({
      params: [
        { name: 'a', value },
        { name: 'b', value: '1' },
      ],
    });
    expect(take(har(entry('POST', '/', params('x y&'))))).toMatchObject({
      body: 'a=x+y%26&b=1',
      problems: [{ code: 'har-params-rebuilt' }],
    });
    expect(take(har(entry('POST', '/', params('x%20y'))))).toMatchObject({ body: 'a=x%20y&b=1' });
  });
});

describe('recorded deliveries', () => {
  const line = (url: string) =>
    JSON.stringify({
      type: 'delivery',
      method: 'POST',
      url,
      headers: [['A', 'b']],
      body_b64: Buffer.from(JSON_BODY).toString('base64'),
      received_at: '2026-11-21T02:00:00Z',
    });

  it('one line, alone or after a prefix', () => {
    const expected = {
      kind: 'request',
      url: '/1',
      headers: ['A: b'],
      body: JSON_BODY,
      receivedAt: '2026-11-21T02:00:00Z',
    };
    expect(take(`${line('/1')}\n`)).toMatchObject({
      ...expected,
      layers: [{ code: 'delivery', entry: 1, of: 1 }],
    });
    expect(take(`web_1 | ${line('/1')}`)).toMatchObject({ ...expected, codes: ['log-prefix', 'delivery'] });
  });

  it('several lines, with lines of other types between them', () => {
    const text = `${line('/1')}\n{"type":"answer","status":200}\n${line('/2')}\n`;
    expect(take(text)).toMatchObject({
      kind: 'unknown',
      problems: [{ code: 'entry-not-chosen', of: 2 }],
      choices: [{ index: 1 }, { index: 2, url: '/2' }],
    });
    expect(take(text, { entry: 2 })).toMatchObject({
      url: '/2',
      layers: [{ code: 'delivery', entry: 2, of: 2 }],
    });
  });

  it('a body that is not base64', () => {
    expect(take('{"method":"POST","url":"/","headers":[],"body_b64":"a"}').problems).toEqual([
      { code: 'base64-broken', field: 'body_b64' },
    ]);
  });
});
