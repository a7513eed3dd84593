/** Runs a tunnel's client: reads its public address, starts it again when it dies, ends it with the receiver. */
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { publicAddress } from './address.ts';
import { TUNNEL_CLIENTS, type TunnelClient } from './clients.ts';

export interface TunnelOptions {
  /** The name of a known client, or a command line for the shell in which `{port}` stands for the port. */
  readonly tunnel: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onStart: (command: string) => void;
  readonly onAddress: (url: string) => void;
  /** The client has died; it is started again after so many seconds. */
  readonly onDown: (reason: string, seconds: number) => void;
  /** It has run for a while without saying an address. */
  readonly onUnnamed: () => void;
}

export interface Tunnel {
  /** Ends the client and whatever it started. Resolves when it is gone. */
  stop(): Promise<void>;
}

/** The client that is known by this name, and whether it is on the search path. */
export function knownClient(
  name: string,
  env: TunnelOptions['env'],
): { readonly client: TunnelClient; readonly installed: boolean } | undefined {
  const client = TUNNEL_CLIENTS.find(({ id }) => id === name);
  return client && { client, installed: isOnPath(client.program, env) };
}

function isOnPath(program: string, env: TunnelOptions['env']): boolean {
  const endings = process.platform === 'win32' ? (env['PATHEXT'] ?? '.EXE;.CMD').split(';') : [''];
  return (env['PATH'] ?? env['Path'] ?? '').split(delimiter).some((folder) =>
    endings.some((ending) => {
      try {
        accessSync(join(folder, program + ending), constants.X_OK);
        return folder !== '';
      } catch {
        return false;
      }
    }),
  );
}

const FIRST_PAUSE_S = 1;
const LONGEST_PAUSE_S = 60;
/** A client that ran for so long was well; the next pause is the first again. */
const WELL_AFTER_MS = 60_000;
const UNNAMED_AFTER_MS = 20_000;
const KILL_AFTER_MS = 2000;
const KEPT_OUTPUT = 64 << 10;

/** Starts the client. What goes wrong is told by the callbacks. */
export function startTunnel(options: TunnelOptions): Tunnel {
  const { port } = options;
  const client = TUNNEL_CLIENTS.find(({ id }) => id === options.tunnel);
  const fill = (text: string) => text.replaceAll('{port}', String(port));
  const command = client ? [client.program, ...client.args].map(fill).join(' ') : fill(options.tunnel);
  let child: ChildProcess | undefined;
  let pause = FIRST_PAUSE_S;
  let again: NodeJS.Timeout | undefined;
  let stopped = false;

  const start = () => {
    options.onStart(command);
    const started = Date.now();
    const settings = {
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'],
      // In a process group of its own it can be ended together with its children.
      detached: process.platform !== 'win32',
      windowsHide: true,
    };
    const running = client
      ? spawn(client.program, client.args.map(fill), settings)
      : spawn(command, { ...settings, shell: true });
    child = running;
    let printed = '';
    let address: string | undefined;
    const unnamed = setTimeout(() => options.onUnnamed(), UNNAMED_AFTER_MS);
    const read = (chunk: Buffer) => {
      if (address !== undefined) return;
      printed = (printed + chunk.toString('utf8')).slice(-KEPT_OUTPUT);
      // The last line may not be whole yet.
      address = publicAddress(printed.slice(0, printed.lastIndexOf('\n') + 1), command, port);
      if (address === undefined) return;
      clearTimeout(unnamed);
      options.onAddress(address);
    };
    running.stdout.on('data', read);
    running.stderr.on('data', read);
    let ended = false;
    const end = (reason: string) => {
      clearTimeout(unnamed);
      if (ended) return;
      ended = true;
      child = undefined;
      if (stopped) return;
      if (Date.now() - started > WELL_AFTER_MS) pause = FIRST_PAUSE_S;
      options.onDown(lastLine(printed) ?? reason, pause);
      again = setTimeout(start, pause * 1000);
      pause = Math.min(pause * 2, LONGEST_PAUSE_S);
    };
    running.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    running.once('close', (code, signal) => end(signal ?? `exit ${code}`));
  };
  start();

  return {
    stop: () => {
      stopped = true;
      clearTimeout(again);
      return child ? endProcess(child) : Promise.resolve();
    },
  };
}

/** What the client said last is most often why it ended. */
function lastLine(printed: string): string | undefined {
  const line = printed.trim().split('\n').at(-1)?.trim();
  return line ? line.slice(0, 200) : undefined;
}

function endProcess(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => kill(child, 'SIGKILL'), KILL_AFTER_MS);
    child.once('close', () => {
      clearTimeout(force);
      resolve();
    });
    kill(child, 'SIGTERM');
  });
}

/** Signals the whole process group; on Windows, ends the tree. */
function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has gone already.
  }
}
