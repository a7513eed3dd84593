/** The files of the history: one for each UTC day, `2026-11-21.jsonl`, readable by their owner alone. */
import { constants, writeSync } from 'node:fs';
import { mkdir, open, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = /^(\d{4}-\d\d-\d\d)\.jsonl$/;

export interface DayFile {
  /** `2026-11-21` */
  readonly day: string;
  readonly path: string;
  readonly bytes: number;
}

export const dayPath = (folder: string, day: string) => join(folder, `${day}.jsonl`);

/** The files of a folder, oldest first; none where there is no such folder. */
export async function listDays(folder: string): Promise<DayFile[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const files: DayFile[] = [];
  for (const name of names.sort()) {
    const day = NAME.exec(name)?.[1];
    const path = join(folder, name);
    const found = day === undefined ? undefined : await stat(path);
    if (day !== undefined && found?.isFile()) files.push({ day, path, bytes: found.size });
  }
  return files;
}

/** Deletes the files of days before this one and gives them back. */
export async function pruneBefore(folder: string, day: string): Promise<DayFile[]> {
  const old = (await listDays(folder)).filter((file) => file.day < day);
  for (const { path } of old) await unlink(path);
  return old;
}

/** A file that lines are appended to. */
export interface Sink {
  /**
   * Writes some of the bytes at the end and says how many; the system may take fewer than all. At once, because
   * handing a few kilobytes to the system takes less time than handing them to another thread.
   */
  write(bytes: Buffer, offset: number): number;
  sync(): Promise<void>;
  close(): Promise<void>;
  /** The file ends in the middle of a line: a process died, or the disk was full. */
  readonly torn: boolean;
}

/** Opens the file of a day for appending, and makes folder and file with modes 0700 and 0600. */
export async function openDay(folder: string, day: string): Promise<Sink> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { O_APPEND, O_CREAT, O_RDWR } = constants;
  const file = await open(dayPath(folder, day), O_APPEND | O_CREAT | O_RDWR, 0o600);
  try {
    const { mode, size } = await file.stat();
    if ((mode & 0o077) !== 0 && process.platform !== 'win32') await file.chmod(0o600).catch(() => undefined);
    const last = Buffer.alloc(1);
    if (size > 0) await file.read(last, 0, 1, size - 1);
    return {
      write: (bytes, offset) => writeSync(file.fd, bytes, offset),
      sync: () => file.datasync(),
      close: () => file.close(),
      torn: size > 0 && last[0] !== 10,
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}
