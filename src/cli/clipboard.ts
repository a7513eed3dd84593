/** The clipboard of the machine; over SSH, for copying, that of the terminal. */
import { spawn } from 'node:child_process';
import { Problem } from '../findings/problem.ts';
import { reasonOf } from '../input/read.ts';
import type { Io } from './io.ts';

/** Where a text was put. */
export type Copied =
  | { readonly kind: 'clipboard' }
  /** It was sent to the terminal (OSC 52), which does not say whether it took it. */
  | { readonly kind: 'terminal' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'no-display' }
  | { readonly kind: 'too-long'; readonly bytes: number };

/** Terminals drop longer sequences; this is what the most careful of them (xterm, hterm) take. */
const OSC52_LIMIT = 74_994;

/** True on a Linux machine without a graphical session, such as one that is reached by SSH. */
export function hasNoDisplay(env: Io['env'], system: string): boolean {
  if (system !== 'linux') return false;
  return !(env['DISPLAY'] || env['WAYLAND_DISPLAY'] || env['WSL_DISTRO_NAME'] || env['WSL_INTEROP']);
}

/** True when the clipboard of this machine is not the one in front of the user. */
function isRemote(env: Io['env']): boolean {
  return Boolean(env['SSH_CONNECTION'] || env['SSH_TTY']) && !env['DISPLAY'] && !env['WAYLAND_DISPLAY'];
}

/**
 * The text on the clipboard, empty where there is none.
 * @throws Problem when there is no clipboard, or it cannot be read.
 */
export async function readClipboard(env: Io['env'], system: string = process.platform): Promise<string> {
  if (hasNoDisplay(env, system)) throw new Problem('clipboard-no-display', {});
  try {
    const { default: clipboard } = await import('clipboardy');
    return await clipboard.read();
  } catch (error) {
    // wl-paste calls an empty clipboard an error.
    if (/nothing is copied|no selection/i.test(String((error as Error).message))) return '';
    throw new Problem('clipboard-unavailable', { reason: reasonOf(error) });
  }
}

/** Puts a text on the clipboard; where there is none, or it is not the user's, sends it to their terminal. */
export async function copyText(text: string, io: Io, system: string = process.platform): Promise<Copied> {
  const noDisplay = hasNoDisplay(io.env, system);
  if (noDisplay || isRemote(io.env)) {
    const takesSequences = io.stderr.isTTY && !/^(?:dumb|linux)?$/.test(io.env['TERM'] ?? '');
    if (takesSequences) return sendToTerminal(text, io);
    if (noDisplay) return { kind: 'no-display' };
  }
  try {
    const { default: clipboard } = await import('clipboardy');
    await clipboard.write(text);
    return { kind: 'clipboard' };
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) };
  }
}

async function sendToTerminal(text: string, io: Io): Promise<Copied> {
  // tmux swallows the sequence of a program in it by default, but hands on what is loaded into its own buffer.
  if (io.env['TMUX'] && (await loadIntoTmux(text))) return { kind: 'terminal' };
  const base64 = Buffer.from(text, 'utf8').toString('base64');
  if (base64.length > OSC52_LIMIT) return { kind: 'too-long', bytes: Buffer.byteLength(text) };
  const sequence = `\u001b]52;c;${base64}\u0007`;
  // GNU screen hands on what stands in a device control string.
  const inScreen = /^screen/.test(io.env['TERM'] ?? '') && !io.env['TMUX'];
  io.stderr.write(inScreen ? `\u001bP${sequence}\u001b\\` : sequence);
  return { kind: 'terminal' };
}

/** `-w` sends it on to the clipboard of the terminal around tmux; tmux before 3.2 refuses it. */
function loadIntoTmux(text: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('tmux', ['load-buffer', '-w', '-'], { stdio: ['pipe', 'ignore', 'ignore'] });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
    child.stdin.on('error', () => {});
    child.stdin.end(text);
  });
}
