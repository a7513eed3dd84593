/** Recorded deliveries as an HTTP Archive (HAR 1.2). */
import { type CallbackRequest, type Header, header } from '../../request/request.ts';
import type { Entry } from '../history/reader.ts';

const named = (headers: readonly Header[]) => headers.map(([name, value]) => ({ name, value }));

/** The archive, as a value for JSON. A body that is not UTF-8 text is in base64, with `encoding` beside it. */
export function harArchive(entries: readonly Entry[], version: string) {
  return {
    log: {
      version: '1.2',
      creator: { name: 'callback-kit', version },
      entries: entries.map(harEntry),
    },
  };
}

function harEntry({ delivery, answered }: Entry) {
  const { request } = delivery;
  return {
    startedDateTime: request.receivedAt,
    time: answered?.ms ?? 0,
    request: {
      method: request.method,
      url: absolute(request),
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: named(request.headers),
      queryString: [...new URL(absolute(request)).searchParams].map(([name, value]) => ({ name, value })),
      postData: { mimeType: header(request, 'content-type') ?? '', ...bodyText(request.body) },
      headersSize: -1,
      bodySize: request.body.length,
    },
    response: {
      status: answered?.status ?? 0,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: named(answered?.headers ?? []),
      content: {
        size: answered?.body.length ?? 0,
        mimeType: answered ? (header(answered, 'content-type') ?? '') : '',
        ...bodyText(answered?.body ?? Buffer.alloc(0)),
      },
      redirectURL: '',
      headersSize: -1,
      bodySize: answered?.body.length ?? 0,
    },
    cache: {},
    timings: { send: 0, wait: answered?.ms ?? 0, receive: 0 },
    _id: delivery.id,
  };
}

function absolute(request: CallbackRequest): string {
  const url = request.url ?? '/';
  const whole = `http://${header(request, 'host') ?? 'localhost'}${url}`;
  if (URL.canParse(url)) return url;
  return URL.canParse(whole) ? whole : `http://localhost/${encodeURIComponent(url)}`;
}

function bodyText(body: Buffer) {
  const text = body.toString('utf8');
  return Buffer.from(text, 'utf8').equals(body)
    ? { text }
    : { text: body.toString('base64'), encoding: 'base64' };
}
