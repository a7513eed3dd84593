/** Where the callback that the menu works on came from. */
import { readInput } from '../../input/read.ts';
import { readClipboard } from '../clipboard.ts';
import type { Io } from '../io.ts';

export interface Source {
  readonly bytes: Buffer;
  /** How a command line names it, where it can: a file that is there. */
  readonly path?: string;
}

export function fromText(text: string): Source {
  return { bytes: Buffer.from(text, 'utf8') };
}

/** @throws Problem */
export async function fromFile(path: string): Promise<Source> {
  const bytes = await readInput({ file: path }, () => undefined);
  return { bytes: bytes ?? Buffer.alloc(0), path };
}

/** @throws Problem */
export async function fromClipboard(io: Io): Promise<Source> {
  return fromText(await readClipboard(io.env));
}
