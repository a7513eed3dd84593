/**
 * Short texts written to stdout, and how wide it is, without opening its stream: that takes longer than all else that
 * `--help` does.
 */

/**
 * Writes text to stdout at once. What a full pipe does not take goes through the stream; a reader that has gone
 * away is not an error.
 */
export function writeNow(text: string): void {
  // A Windows console needs the stream: it turns UTF-8 into what the console shows.
  if (process.platform === 'win32') {
    process.stdout.write(text);
    return;
  }
  // Not imported: an import of node:fs also loads the streams of files.
  const { writeSync } = process.getBuiltinModule('node:fs');
  const bytes = Buffer.from(text);
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(1, bytes, written);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN') process.stdout.write(bytes.subarray(written));
    else if (code !== 'EPIPE') throw error;
  }
}

/** Columns for the help: those of the terminal, else 80. Only a character device can be a terminal. */
export function helpColumns(): number {
  const device = process.getBuiltinModule('node:fs').fstatSync(1).isCharacterDevice();
  return (device && process.stdout.isTTY ? process.stdout.columns : undefined) ?? 80;
}
