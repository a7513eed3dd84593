/** A terminal in raw mode, given back as it was, whatever happens. */
import type { Io } from './io.ts';

/** Thrown when somebody presses Ctrl-C at a question; the exit status is then 130. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** The exit status after Ctrl-C. */
export const INTERRUPTED = 130;

type Terminal = Io['stdin'] & { setRawMode?: (on: boolean) => unknown };

/**
 * Puts the terminal into raw mode until the returned function is called, or the process ends by itself or by a
 * signal. `enter` and `leave` are written to stderr at the beginning and at the end.
 */
export function rawTerminal(io: Io, enter: string, leave: string): () => void {
  const terminal: Terminal = io.stdin;
  let active = true;
  const restore = () => {
    if (!active) return;
    active = false;
    terminal.setRawMode?.(false);
    terminal.pause();
    io.stderr.write(leave);
    process.off('exit', restore);
    for (const [signal, handler] of handlers) process.off(signal, handler);
  };
  const handlers = (['SIGTERM', 'SIGHUP'] as const).map((signal) => {
    const handler = () => {
      restore();
      process.kill(process.pid, signal);
    };
    return [signal, handler] as const;
  });
  process.on('exit', restore);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  terminal.setRawMode?.(true);
  terminal.resume();
  io.stderr.write(enter);
  return restore;
}
