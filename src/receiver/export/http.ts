/** A recorded request as HTTP/1.1 text, with its bytes as they came. */
import type { CallbackRequest } from '../../request/request.ts';

/** The message; the length is told anew, since a body that came chunked or compressed is written plain. */
export function httpMessage(request: CallbackRequest): Buffer {
  const framing = new Set(['content-length', 'transfer-encoding', 'content-encoding']);
  const headers = request.headers.filter(([name]) => !framing.has(name.toLowerCase()));
  const lines = [
    `${request.method ?? 'POST'} ${request.url ?? '/'} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${request.body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), request.body]);
}
