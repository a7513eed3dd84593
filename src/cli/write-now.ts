/**
 * Standard output without its stream, which takes longer to open than `--help` or a check takes altogether, because
 * for a pipe it loads the network modules.
 */
import type { Io, Output } from './io.ts';

const fs = () => process.getBuiltinModule('node:fs');

/** Once the stream was used, what follows must not overtake what it still holds. */
let throughStream = false;

/** Writes to stdout at once. What a full pipe does not take goes through the stream. Throws when the reader has gone. */
function writeDirectly(chunk: string | Uint8Array): void {
  // A Windows console needs the stream: it turns UTF-8 into what the console shows.
  if (process.platform === 'win32') openStream();
  if (throughStream) {
    process.stdout.write(chunk);
    return;
  }
  const bytes = Buffer.from(chunk as string);
  let written = 0;
  try {
    while (written < bytes.length) written += fs().writeSync(1, bytes, written);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    openStream();
    process.stdout.write(bytes.subarray(written));
  }
}

/** Writes a short text, after which the program ends; a reader that has gone away is not an error. */
export function writeNow(text: string): void {
  try {
    writeDirectly(text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

/** Only a character device can be a terminal. */
const canBeTerminal = () => fs().fstatSync(1).isCharacterDevice();

/** Columns for the help: those of the terminal, else 80. */
export function helpColumns(): number {
  return (canBeTerminal() && process.stdout.isTTY ? process.stdout.columns : undefined) ?? 80;
}

/** The process, its streams opened when they are first used. */
export function processIo(): Io {
  let stdout: Output | undefined;
  return {
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      stdout ??= standardOutput();
      return stdout;
    },
    get stderr() {
      return process.stderr;
    },
    env: process.env,
  };
}

/** The stream of a terminal, else what writes directly until it is told not to wait for its reader. */
function standardOutput(): Output {
  if (canBeTerminal()) return process.stdout.on('error', end);
  return {
    write: (chunk) => {
      try {
        writeDirectly(chunk);
      } catch (error) {
        end(error as NodeJS.ErrnoException);
      }
    },
    unblock: openStream,
  };
}

function openStream(): void {
  if (throughStream) return;
  throughStream = true;
  process.stdout.on('error', end);
}

/** A reader that has gone away (`cbk … | head -1`) is not an error, but there is nothing left to do. */
function end(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}
