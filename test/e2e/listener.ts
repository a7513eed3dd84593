/** A running `cbk listen` and the tools to talk to it, for tests with real processes and real sockets. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { temporaryFolder } from '../temporary-folder.ts';
import { cleanEnv, LAUNCHER, NODE, ROOT } from './cbk.ts';

export const newFolder = () => temporaryFolder('listen');

/** The keys of the samples, as variables. */
export const KEYS = {
  CBK_HAOMIAO_KEY: '2fdc826ed2d966e2f3fca09516446f75',
  CBK_HAOMIAO_IV: 'xdm2fl24e0m3yo9c',
  CBK_HAITOUHUI_SECRET: 'helloworld',
  CBK_LIANYOU_KEY: '9f8e7d6c5b4a39281706f5e4d3c2b1a0',
  CBK_YUNZHIMENG_IVS_PUBLIC_KEY: readFileSync('examples/keys/ivs_public_key.pem', 'utf8'),
  CBK_YUNZHIMENG_IVS_PRIVATE_KEY: readFileSync('examples/keys/ivs_private_key.pem', 'utf8'),
  CBK_YUNZHIMENG_SIGN_SECRET_KEY: readFileSync('examples/keys/sign_secret_key.pem', 'utf8'),
};

type Line = Record<string, unknown> & { readonly type: string };

export interface Listener {
  readonly child: ChildProcess;
  readonly port: number;
  readonly url: string;
  /** The folder of the history. */
  readonly folder: string;
  /** The JSON lines on stdout so far. */
  lines(): Line[];
  stdout(): string;
  stderr(): string;
  /** Waits for so many deliveries on stdout. */
  deliveries(count: number): Promise<Line[]>;
  /** Waits until what was printed holds this text. */
  printed(text: string | RegExp): Promise<void>;
  /** Interrupts it and gives its exit status. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Polls until the condition holds. Throws after ten seconds. */
export async function until(what: string, holds: () => boolean, ms = 10_000): Promise<void> {
  for (const end = Date.now() + ms; !holds(); await pause(10))
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
}

/** Starts `cbk listen --json` on a free port with the clock of this machine. */
export async function listen(
  args: readonly string[] = [],
  options: { readonly env?: Record<string, string>; readonly folder?: string; readonly json?: boolean } = {},
): Promise<Listener> {
  const { folder = newFolder(), json = true } = options;
  const child = spawn(
    NODE,
    [LAUNCHER, 'listen', '--port', '0', '--history', folder, ...(json ? ['--json'] : []), ...args],
    { cwd: ROOT, env: cleanEnv({ NODE_OPTIONS: '', ...options.env }), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString('utf8');
  });
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  await until('the start', () => /listening on http\S+\n/.test(err) || child.exitCode !== null);
  if (child.exitCode !== null) throw new Error(err);
  const url = /listening on (http\S+)/.exec(err)?.[1] ?? '';
  const lines = () =>
    out
      .slice(0, out.lastIndexOf('\n') + 1)
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line);
  return {
    child,
    port: Number(new URL(url).port),
    url,
    folder,
    lines,
    stdout: () => out,
    stderr: () => err,
    deliveries: async (count) => {
      const found = () => lines().filter(({ type }) => type === 'delivery');
      await until(`${count} deliveries`, () => found().length >= count);
      return found();
    },
    printed: (text) =>
      until(String(text), () =>
        typeof text === 'string' ? (out + err).includes(text) : text.test(out + err),
      ),
    stop: (signal = 'SIGINT') => {
      child.kill(signal);
      return gone;
    },
  };
}

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** One request over a connection of its own. */
export function call(
  url: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Buffer;
  } = {},
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      url,
      { method: options.method ?? 'POST', headers: { ...options.headers }, agent: false },
      (message) => {
        const chunks: Buffer[] = [];
        message.on('data', (chunk: Buffer) => chunks.push(chunk));
        message.on('end', () =>
          resolve({
            status: message.statusCode ?? 0,
            headers: message.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
        message.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(options.body);
  });
}

/** All lines of the history, of which those that are no JSON are given as texts. */
export function historyLines(folder: string): (Line | string)[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter(Boolean)
    .map((line) => {
      try {
        return JSON.parse(line) as Line;
      } catch {
        return line;
      }
    });
}
