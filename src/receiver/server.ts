/** The HTTP server: takes requests within the limits and hands them on whole; refuses the rest with a clear answer. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type CallbackRequest, type Header, header } from '../request/request.ts';
import { readWire, unpackBody } from './body.ts';
import { type Client, clientOf, PROXY_HEADERS, type Trust } from './client.ts';
import type { Limits } from './limits.ts';
import { REFUSALS, Refusal, type RefusalCode, refusalBody } from './refusal.ts';

/** A request that came in whole. */
export interface Arrival {
  readonly request: CallbackRequest & {
    readonly method: string;
    readonly url: string;
    readonly receivedAt: string;
  };
  /** The body on the wire, where a content encoding made it differ. */
  readonly encoded: Buffer | undefined;
  readonly remote: string;
  readonly client: Client | undefined;
  /** When the request began, milliseconds since 1970. */
  readonly at: number;
}

/** An answer to give; `drop` closes the connection without one. */
export type Reply =
  | { readonly status: number; readonly headers: readonly Header[]; readonly body: Buffer }
  | { readonly drop: true };

export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  readonly limits: Limits;
  readonly trust: Trust;
  /** Decides on the answer. A Refusal that it throws is answered as such. */
  readonly handle: (arrival: Arrival) => Promise<Reply>;
  readonly onRefused: (code: RefusalCode, remote: string) => void;
  /** A failure of the program itself; the sender gets status 500. */
  readonly onError: (error: unknown) => void;
}

export interface RunningServer {
  readonly port: number;
  /** Stops listening, lets answers under way finish for a short while, then closes every connection. */
  close(): Promise<void>;
}

const GRACE_MS = 1000;

/** Listens. Throws the system's error when the port is taken or not allowed. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { limits } = options;
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: Math.min(1000, limits.headersMs / 2),
      keepAliveTimeout: 65_000,
      noDelay: true,
      insecureHTTPParser: false,
    },
    (message, response) => void take(message, response, options),
  );
  // Node would drop what is beyond its own count without a word; the limit is checked where it can be answered.
  server.maxHeadersCount = 0;
  server.on('checkContinue', (message: IncomingMessage, response: ServerResponse) => {
    if (Number(message.headers['content-length'] ?? 0) <= limits.bodyBytes) response.writeContinue();
    void take(message, response, options);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const code = CLIENT_ERRORS[error.code ?? ''] ?? 'not-http';
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    options.onRefused(code, socket.remoteAddress ?? '');
    socket.end(rawRefusal(code));
    setTimeout(() => socket.destroy(), 1000).unref();
  });
  limitConnections(server, options);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
      }),
  };
}

const CLIENT_ERRORS: Readonly<Record<string, RefusalCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
};

/** Beyond the limit a connection gets status 503 and is closed at once. */
function limitConnections(server: Server, { limits, onRefused }: ServerOptions): void {
  let open = 0;
  server.prependListener('connection', (socket) => {
    open++;
    socket.once('close', () => {
      open--;
    });
    if (open <= limits.connections) return;
    onRefused('too-many-connections', socket.remoteAddress ?? '');
    socket.end(rawRefusal('too-many-connections'));
    setTimeout(() => socket.destroy(), 100).unref();
  });
}

/** An answer outside of any request, as it goes over the wire. */
function rawRefusal(code: RefusalCode): string {
  const body = refusalBody(code);
  return `HTTP/1.1 ${REFUSALS[code][0]} Refused\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
}

async function take(
  message: IncomingMessage,
  response: ServerResponse,
  options: ServerOptions,
): Promise<void> {
  // A sender that goes away while it is answered is no event; the delivery is recorded all the same.
  response.on('error', () => undefined);
  try {
    const arrival = await arrivalOf(message, options);
    const reply = await options.handle(arrival);
    if ('drop' in reply) message.socket.destroy();
    else if (!response.destroyed) send(response, reply, message.method === 'HEAD');
  } catch (error) {
    if (error instanceof Refusal) {
      options.onRefused(error.code, message.socket.remoteAddress ?? '');
      refuse(message, response, error.code);
    } else if (!message.complete) message.socket.destroy();
    else {
      options.onError(error);
      send(response, { status: 500, headers: [], body: Buffer.alloc(0) }, false);
    }
  }
}

async function arrivalOf(message: IncomingMessage, { limits, trust }: ServerOptions): Promise<Arrival> {
  const at = Date.now();
  const headers = headerPairs(message.rawHeaders);
  if (headers.length > limits.headers) throw new Refusal('headers-too-many');
  // Node puts its object of headers together only when it is asked for, and most requests need none of it.
  const has = (name: string) => header({ headers }, name) !== undefined;
  const wire = await readWire(message, Number(header({ headers }, 'content-length') ?? 0), limits.bodyBytes);
  const body = has('content-encoding')
    ? await unpackBody(wire, message.headers['content-encoding'], limits)
    : wire;
  return {
    request: {
      method: message.method ?? 'GET',
      url: message.url ?? '/',
      headers,
      body,
      receivedAt: isoTime(at),
    },
    encoded: body === wire ? undefined : wire,
    remote: message.socket.remoteAddress ?? '',
    client: PROXY_HEADERS.some(has) ? clientOf(message, trust) : undefined,
    at,
  };
}

let lastTime = { at: 0, text: '' };

/** ISO 8601 in UTC. Many requests come in the same millisecond. */
function isoTime(at: number): string {
  if (lastTime.at !== at) lastTime = { at, text: new Date(at).toISOString() };
  return lastTime.text;
}

function headerPairs(raw: readonly string[]): Header[] {
  const pairs: Header[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([raw[at] as string, raw[at + 1] as string]);
  return pairs;
}

function send(
  response: ServerResponse,
  { status, headers, body }: Exclude<Reply, { drop: true }>,
  head: boolean,
): void {
  const flat: string[] = [];
  for (const [name, value] of headers) flat.push(name, value);
  if (header({ headers }, 'content-length') === undefined) flat.push('Content-Length', String(body.length));
  response.writeHead(status, flat);
  // As a string of its bytes a short body goes out together with the headers, in one write.
  if (head) response.end();
  else if (body.length < 16_384) response.end(body.toString('latin1'), 'latin1');
  else response.end(body);
}

/** How much of a body that is not wanted is still read, for the sender to see the answer. */
const READ_ON_BYTES = 16 << 20;
const READ_ON_MS = 2000;

/**
 * Answers and closes. In the middle of a body the answer goes past the response object, which would close the socket
 * at once and so make the sender lose the answer; the rest of the body is read and thrown away for a while.
 */
function refuse(message: IncomingMessage, response: ServerResponse, code: RefusalCode): void {
  const { socket } = message;
  if (message.complete) {
    const [status] = REFUSALS[code];
    const headers: Header[] = [
      ['Content-Type', 'application/json'],
      ['Connection', 'close'],
    ];
    send(response, { status, headers, body: Buffer.from(refusalBody(code)) }, message.method === 'HEAD');
    return;
  }
  socket.end(rawRefusal(code));
  let read = 0;
  message.removeAllListeners('data');
  message.on('data', (chunk: Buffer) => {
    read += chunk.length;
    if (read > READ_ON_BYTES) socket.destroy();
  });
  message.on('end', () => socket.destroy());
  setTimeout(() => socket.destroy(), READ_ON_MS).unref();
}
