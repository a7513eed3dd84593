/** Fetches the input: argument, file, clipboard or stdin. Bytes as they are. */
import type { Readable } from 'node:stream';
import { Problem } from '../findings/problem.ts';

/** Where the command line says that the input is. */
export interface InputChoice {
  readonly positional?: string | undefined;
  readonly file?: string | undefined;
  /** Reads the clipboard, where that is asked for. */
  readonly clipboard?: (() => Promise<string>) | undefined;
}

/** HAR files of a long session are large; what is larger than this is a wrong file. */
export const INPUT_LIMIT = 128 * 1024 * 1024;

/**
 * The input's bytes, or undefined where nothing was named and `stdin` gives none (a terminal). `-` names stdin, as
 * positional and as file. `stdin` is a function because opening the stream costs a part of the start.
 * @throws Problem when two inputs are named, one cannot be read, or it is too large.
 */
export async function readInput(
  choice: InputChoice,
  stdin: () => Readable | undefined,
): Promise<Buffer | undefined> {
  const named = [
    choice.positional === undefined ? undefined : 'argument',
    choice.file === undefined ? undefined : '--file',
    choice.clipboard ? '--clipboard' : undefined,
  ].filter((n) => n !== undefined);
  if (named.length > 1) throw new Problem('input-twice', { first: named[0] ?? '', second: named[1] ?? '' });
  if (choice.positional !== undefined && choice.positional !== '-')
    return Buffer.from(choice.positional, 'utf8');
  if (choice.file !== undefined && choice.file !== '-') return readFile(choice.file);
  if (choice.clipboard) return Buffer.from(await choice.clipboard(), 'utf8');
  const stream = stdin();
  return stream && collect(stream);
}

async function readFile(path: string): Promise<Buffer> {
  // Not imported at the top: that would load the streams and promises of files at every start.
  const { createReadStream } = process.getBuiltinModule('node:fs');
  try {
    return await collect(createReadStream(path));
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('file-unreadable', { path, reason: reasonOf(error) });
  }
}

async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += (chunk as Buffer).length;
    if (bytes > INPUT_LIMIT) throw new Problem('input-too-large', { bytes, limit: INPUT_LIMIT });
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** The system's word for what went wrong (`ENOENT`), or the first line of the message. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message?.split('\n')[0] ?? String(error);
}
