/** A callback as a file that a test can read again: a raw HTTP request where it was one, else its body. */
import type { Kind } from '../../input/unwrap/recogniser.ts';
import type { CallbackRequest } from '../../request/request.ts';

/** The bytes of the fixture; the body's bytes are those that came. */
export function requestText({ method, url, headers, body }: CallbackRequest, kind: Kind): Buffer {
  if (kind !== 'request') return body;
  const lines = [
    `${method ?? 'POST'} ${url ?? '/'} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'utf8'), body]);
}
