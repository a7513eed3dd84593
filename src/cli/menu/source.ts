/** Where the callback that the menu works on came from. */
import { readInput } from '../../input/read.ts';
import { readLast } from '../../receiver/history/reader.ts';
import { deliveryLine } from '../../receiver/record.ts';
import { readClipboard } from '../clipboard.ts';
import { historyFolder } from '../history-folder.ts';
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

/** The newest delivery of the history that is not genuine or was not accepted; undefined where there is none. */
export async function lastFailed(io: Io): Promise<Source | undefined> {
  const failed = await readLast(
    historyFolder({}, io.env),
    1,
    ({ delivery, answered }) =>
      delivery.kind === 'callback' && (delivery.verdict === 'invalid' || answered?.accepted === false),
  );
  const entry = failed.entries.at(-1);
  return entry && fromText(deliveryLine(entry.delivery));
}
