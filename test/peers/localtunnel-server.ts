/**
 * A localtunnel server on loopback, speaking the protocol of the `localtunnel` client: `GET /?new` gives a name, a
 * port and how many connections the client may open to it; each public request for the name goes through one of them.
 */
import { createServer as createHttp } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

export interface LocaltunnelServer {
  readonly url: string;
  /** The public address of a tunnel; localhost resolves every name below it in the tests by the Host header. */
  readonly port: number;
  /** Connections of clients that wait for a request. */
  waiting(): number;
  close(): void;
}

const listening = (server: Server) =>
  new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );

export async function startLocaltunnelServer(): Promise<LocaltunnelServer> {
  const tunnels = new Map<string, { readonly server: Server; readonly idle: Socket[] }>();
  let count = 0;
  const front = createHttp(async (request, response) => {
    const name = /^(t\d+)\./.exec(request.headers.host ?? '')?.[1];
    const tunnel = name === undefined ? undefined : tunnels.get(name);
    if (!tunnel) {
      const id = `t${++count}`;
      const idle: Socket[] = [];
      const server = createServer((socket) => {
        idle.push(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          const at = idle.indexOf(socket);
          if (at >= 0) idle.splice(at, 1);
        });
      });
      tunnels.set(id, { server, idle });
      const tunnelPort = await listening(server);
      response.setHeader('Content-Type', 'application/json');
      response.end(
        JSON.stringify({ id, port: tunnelPort, max_conn_count: 4, url: `http://${id}.localhost:${port}` }),
      );
      return;
    }
    const socket = tunnel.idle.shift();
    if (!socket) {
      response.writeHead(502).end();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const headers = [];
    for (let at = 0; at < request.rawHeaders.length; at += 2)
      if (!/^(connection|content-length|transfer-encoding)$/i.test(request.rawHeaders[at] ?? ''))
        headers.push(`${request.rawHeaders[at]}: ${request.rawHeaders[at + 1]}\r\n`);
    socket.write(
      `${request.method} ${request.url} HTTP/1.1\r\n${headers.join('')}X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: https\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`,
    );
    socket.write(body);
    // The answer goes back as it is, past the response object.
    const { socket: out } = response;
    socket.on('data', (chunk: Buffer) => out?.write(chunk));
    socket.on('close', () => out?.end());
  });
  const port = await listening(front);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    waiting: () => [...tunnels.values()].reduce((sum, { idle }) => sum + idle.length, 0),
    close: () => {
      front.close();
      front.closeAllConnections();
      for (const { server, idle } of tunnels.values()) {
        server.close();
        for (const socket of idle) socket.destroy();
      }
    },
  };
}
