/** Reads the history back, line by line; damaged lines are passed over and counted. */
import { createReadStream } from 'node:fs';
import type { Answered, Delivery } from '../delivery.ts';
import { dayOfId } from '../delivery.ts';
import { type ReadRecord, readRecord } from '../record.ts';
import { dayPath, listDays } from './files.ts';

/** A delivery with the answer that it got, as far as that was recorded. */
export interface Entry {
  readonly delivery: Delivery;
  readonly answered?: Answered;
}

/** A line that is no record: torn by a crash or a full disk, or edited. */
export interface Damage {
  readonly path: string;
  /** Counts from 1. */
  readonly line: number;
}

export interface ReadHistory {
  /** Oldest first. */
  readonly entries: readonly Entry[];
  readonly damaged: readonly Damage[];
}

const OPENING = '{"type":"';

/** The texts of the lines of a file, without line ends. A last line without one is given too. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(10, from); end >= 0; end = chunk.indexOf(10, from)) {
      rest.push(chunk.subarray(from, end));
      yield rest.length === 1 ? (rest[0] as Buffer).toString('utf8') : Buffer.concat(rest).toString('utf8');
      rest = [];
      from = end + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (rest.length > 0) yield Buffer.concat(rest).toString('utf8');
}

/** Reads one file. A record that follows a torn one on the same line is found as well. */
export async function readDay(path: string): Promise<ReadHistory> {
  const deliveries = new Map<string, Delivery>();
  const answers = new Map<string, Extract<ReadRecord, { answered: Answered }>>();
  const damaged: Damage[] = [];
  let line = 0;
  for await (const text of linesOf(path)) {
    line++;
    if (text.trim() === '') continue;
    const whole = readRecord(text);
    // Inside a JSON string the quotes would be escaped, so an opening in the middle is that of another record.
    const found = whole ?? readRecord(text.slice(Math.max(0, text.lastIndexOf(OPENING))));
    if (!whole) damaged.push({ path, line });
    if (found && 'delivery' in found) deliveries.set(found.delivery.id, found.delivery);
    else if (found) answers.set(found.answered.id, found);
  }
  const entries = [...deliveries.values()].map((delivery): Entry => {
    const { answered, checked } = answers.get(delivery.id) ?? {};
    return { delivery: { ...delivery, ...checked }, ...(answered && { answered }) };
  });
  return { entries, damaged };
}

/** The last `count` entries that pass, oldest first; reads no more days than it needs. */
export async function readLast(
  folder: string,
  count: number,
  passes: (entry: Entry) => boolean = () => true,
): Promise<ReadHistory> {
  let entries: readonly Entry[] = [];
  let damaged: readonly Damage[] = [];
  for (const { path } of (await listDays(folder)).reverse()) {
    const day = await readDay(path);
    entries = [...day.entries.filter(passes), ...entries];
    damaged = [...day.damaged, ...damaged];
    if (entries.length >= count) break;
  }
  return { entries: entries.slice(-count), damaged };
}

/** The entry of an id, or of `last`: the last callback, probes aside. Undefined where there is none. */
export async function findEntry(folder: string, id: string): Promise<Entry | undefined> {
  if (id === 'last') {
    const last = await readLast(folder, 1, ({ delivery }) => delivery.kind === 'callback');
    return last.entries[0];
  }
  const day = dayOfId(id);
  if (day === undefined) return undefined;
  const known = (await listDays(folder)).some((file) => file.day === day);
  if (!known) return undefined;
  const { entries } = await readDay(dayPath(folder, day));
  return entries.find(({ delivery }) => delivery.id === id);
}
