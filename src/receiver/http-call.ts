/** Sends a request as its bytes are and takes the answer: for forwarding, replaying and playing the platform. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { CallbackRequest, Header } from '../request/request.ts';
import type { GivenAnswer } from './answer/judge.ts';
import { unpackBody } from './body.ts';

/** Of one connection only; everything else is for the receiver (RFC 9110, section 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
/** Told anew for each connection. */
const FRAMING = new Set(['host', 'content-length', 'expect']);

/** The headers that go on to the next hop: without those of the connection, and those that `Connection` names. */
export function endToEnd(headers: readonly Header[]): Header[] {
  const named = headers
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.toLowerCase().split(','))
    .map((name) => name.trim());
  const dropped = new Set([...HOP_BY_HOP, ...named]);
  return headers.filter(([name]) => !dropped.has(name.toLowerCase()));
}

/** An answer, and its body on the wire where a content encoding makes that differ. */
export interface CallAnswer extends GivenAnswer {
  readonly encoded?: Buffer;
}

export type CallResult = { readonly answer: CallAnswer } | { readonly failed: string; readonly ms: number };

export interface CallOptions {
  readonly timeoutMs: number;
  /** The answer's body takes no more than this, on the wire and unpacked. */
  readonly maxBytes: number;
  /** Aborts the call. */
  readonly signal?: AbortSignal;
}

/** Sends headers and body bytes to an http or https URL. Never throws: `failed` is a short reason such as `ECONNREFUSED`. */
export async function callHttp(
  url: URL,
  request: Pick<CallbackRequest, 'method' | 'headers'> & { readonly wire: Buffer },
  options: CallOptions,
): Promise<CallResult> {
  const started = performance.now();
  const elapsed = () => Math.round(performance.now() - started);
  try {
    const message = await exchange(url, request, options);
    const wire = await collect(message, options.maxBytes);
    const body = await unpackBody(wire, message.headers['content-encoding'], {
      unpackedBytes: options.maxBytes,
    });
    const headers: Header[] = [];
    for (let at = 0; at + 1 < message.rawHeaders.length; at += 2)
      headers.push([message.rawHeaders[at] as string, message.rawHeaders[at + 1] as string]);
    return {
      answer: {
        status: message.statusCode ?? 0,
        headers,
        body,
        ms: elapsed(),
        ...(body !== wire && { encoded: wire }),
      },
    };
  } catch (error) {
    return { failed: failureOf(error), ms: elapsed() };
  }
}

function exchange(
  url: URL,
  request: Pick<CallbackRequest, 'method' | 'headers'> & { readonly wire: Buffer },
  { timeoutMs, signal }: CallOptions,
): Promise<IncomingMessage> {
  const secure = url.protocol === 'https:';
  const kept = endToEnd(request.headers).filter(([name]) => !FRAMING.has(name.toLowerCase()));
  const method = request.method ?? 'POST';
  const bodiless = request.wire.length === 0 && (method === 'GET' || method === 'HEAD');
  const headers = [
    ['Host', url.host],
    ...kept,
    ...(bodiless ? [] : [['Content-Length', String(request.wire.length)]]),
  ];
  return new Promise((resolve, reject) => {
    const call = (secure ? httpsRequest : httpRequest)(
      url,
      {
        method,
        // As a flat list the names keep their case, their order and their repeats.
        headers: headers.flat() as unknown as NodeJS.Dict<string>,
        // A connection of its own: one that was kept may be closed by the other side just as it is used again.
        agent: false,
        setHost: false,
        ...(signal && { signal }),
      },
      (message) => {
        message.once('close', () => clearTimeout(timer));
        resolve(message);
      },
    );
    const timer = setTimeout(
      () => call.destroy(Object.assign(new Error('time-out'), { code: 'ETIMEDOUT' })),
      timeoutMs,
    );
    call.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    call.end(request.wire);
  });
}

async function collect(message: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limit) throw Object.assign(new Error('answer too large'), { code: 'answer too large' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** `ECONNREFUSED` and the like; of an error that gathers several, the first. */
function failureOf(error: unknown): string {
  const { code, message, errors } = error as NodeJS.ErrnoException & { errors?: NodeJS.ErrnoException[] };
  return code ?? errors?.[0]?.code ?? message ?? String(error);
}
