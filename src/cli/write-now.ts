/**
 * Standard output without its stream, which takes longer to open than `--help` or a check takes altogether, because
 * for a pipe it loads the network modules.
 */
import type { Io, Output } from './io.ts';

const fs = () => process.getBuiltinModule('node:fs');

/** Once a pipe was full, what follows must not overtake what the stream still holds. */
let throughStream = false;

/** Writes to stdout at once. What a full pipe does not take goes through the stream. Throws when the reader has gone. */
function writeDirectly(chunk: string | Uint8Array): void {
  // A Windows console needs the stream: it turns UTF-8 into what the console shows.
  if (throughStream || process.platform === 'win32') {
    process.stdout.write(chunk);
    return;
  }
  const bytes = Buffer.from(chunk as string);
  let written = 0;
  try {
    while (written < bytes.length) written += fs().writeSync(1, bytes, written);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    throughStream = true;
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

/** The stream of a terminal, else what writes directly. */
function standardOutput(): Output {
  // A reader that has gone away (`cbk … | head -1`) is not an error, but there is nothing left to do.
  const ended = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  };
  if (canBeTerminal()) return process.stdout.on('error', ended);
  return {
    write: (chunk) => {
      const before = throughStream;
      try {
        writeDirectly(chunk);
      } catch (error) {
        ended(error as NodeJS.ErrnoException);
      }
      if (throughStream && !before) process.stdout.on('error', ended);
    },
  };
}
