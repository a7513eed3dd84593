/**
 * Appends lines to the history. A line counts as recorded when the system has taken all of its bytes, so that a
 * process killed at any moment afterwards loses nothing. Lines that come in one turn of the event loop go out together.
 * What a power cut could lose is brought to the disk as soon as nothing has come for a second.
 */
import { listDays, openDay, type Sink } from './files.ts';

export interface WriterOptions {
  readonly folder: string;
  /** The history takes no more than this. */
  readonly limitBytes: number;
  /** Called once, when four fifths of the limit are used. */
  readonly onNearlyFull: (bytes: number, limit: number) => void;
  readonly openDay?: (folder: string, day: string) => Promise<Sink>;
}

/** The line is not recorded: the limit is reached, or the system refused to write. */
export class NotRecorded extends Error {
  override readonly name = 'NotRecorded';
  /** `limit`, or the system's word, such as `ENOSPC`. */
  readonly reason: string;

  constructor(reason: string) {
    super(`not recorded: ${reason}`);
    this.reason = reason;
  }
}

interface Waiting {
  readonly day: string;
  /** With its line end. */
  readonly line: string;
  readonly done: (failure?: NotRecorded) => void;
}

const WARN_AT = 0.8;
const SYNC_AFTER_MS = 1000;
/** Most batches need less than so many bytes. */
const ROOM = 1 << 18;
/** UTF-8 takes at most so many for a UTF-16 unit. */
const MOST_BYTES = 3;
const nothing = () => undefined;

export class HistoryWriter {
  readonly #options: WriterOptions;
  readonly #open: NonNullable<WriterOptions['openDay']>;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #sink: { readonly day: string; readonly file: Sink; torn: boolean } | undefined;
  #bytes: number;
  readonly #room = Buffer.allocUnsafe(ROOM);
  #warned = false;
  #syncTimer: NodeJS.Timeout | undefined;

  private constructor(options: WriterOptions, bytes: number) {
    this.#options = options;
    this.#open = options.openDay ?? openDay;
    this.#bytes = bytes;
    this.#warn();
  }

  /** Counts what the folder holds already. Throws when the folder cannot be read. */
  static async start(options: WriterOptions): Promise<HistoryWriter> {
    const days = await listDays(options.folder);
    return new HistoryWriter(
      options,
      days.reduce((sum, { bytes }) => sum + bytes, 0),
    );
  }

  /**
   * Calls back when the line (without line end) is recorded in the file of that day, or with the reason why it is not.
   * No promise: a receiver does this for every callback.
   */
  append(day: string, line: string, done: (failure?: NotRecorded) => void): void {
    this.#waiting.push({ day, line: `${line}\n`, done });
    this.#writeSoon();
  }

  /** Records lines (without the last line end) that nobody waits for; a disk that is full takes them away without a word. */
  note(day: string, lines: string): void {
    this.#waiting.push({ day, line: `${lines}\n`, done: nothing });
    this.#writeSoon();
  }

  /** Waits for what is under way, brings it to the disk and closes the file. */
  async close(): Promise<void> {
    this.#writeSoon();
    await this.#writing;
    clearTimeout(this.#syncTimer);
    await this.#closeSink();
  }

  /** As soon as whoever appends now is done, so that all of their lines go out in the same write. */
  #writeSoon(): void {
    this.#writing ??= Promise.resolve().then(() => this.#writeAll());
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const day = this.#waiting[0]?.day ?? '';
      const next = this.#waiting.findIndex((w) => w.day !== day);
      const batch = next < 0 ? this.#waiting : this.#waiting.slice(0, next);
      this.#waiting = next < 0 ? [] : this.#waiting.slice(next);
      await this.#writeBatch(day, batch);
    }
    this.#writing = undefined;
  }

  async #writeBatch(day: string, batch: readonly Waiting[]): Promise<void> {
    let done = 0;
    try {
      const sink = await this.#sinkOf(day);
      // A torn line is closed first, so that what follows it stands on a line of its own.
      const lead = sink.torn ? '\n' : '';
      const bytes = this.#encode(lead, batch);
      if (this.#bytes + bytes.length > this.#options.limitBytes) throw new NotRecorded('limit');
      let written = 0;
      try {
        while (written < bytes.length) {
          const count = sink.file.write(bytes, written);
          if (count === 0) throw Object.assign(new Error('nothing written'), { code: 'ENOSPC' });
          written += count;
        }
      } finally {
        this.#bytes += written;
        if (written > 0) sink.torn = bytes[written - 1] !== 10;
        done = written === bytes.length ? batch.length : linesWithin(batch, written - lead.length);
      }
      this.#warn();
      this.#syncSoon();
    } catch (error) {
      const refused =
        error instanceof NotRecorded
          ? error
          : new NotRecorded((error as NodeJS.ErrnoException).code ?? String(error));
      for (const waiting of batch.slice(done)) waiting.done(refused);
    }
    for (const waiting of batch.slice(0, done)) waiting.done();
  }

  /** Into the same room each time, for the file takes the bytes at once. */
  #encode(lead: string, batch: readonly Waiting[]): Buffer {
    let most = lead.length;
    for (const { line } of batch) most += line.length * MOST_BYTES;
    if (most > ROOM) return Buffer.from(lead + batch.map(({ line }) => line).join(''));
    let end = this.#room.write(lead);
    for (const { line } of batch) end += this.#room.write(line, end);
    return this.#room.subarray(0, end);
  }

  async #sinkOf(day: string) {
    if (this.#sink?.day === day) return this.#sink;
    await this.#closeSink();
    const file = await this.#open(this.#options.folder, day);
    this.#sink = { day, file, torn: file.torn };
    return this.#sink;
  }

  async #closeSink(): Promise<void> {
    const sink = this.#sink;
    this.#sink = undefined;
    await sink?.file.sync().catch(() => undefined);
    await sink?.file.close();
  }

  #warn(): void {
    const { limitBytes, onNearlyFull } = this.#options;
    if (this.#warned || this.#bytes < limitBytes * WARN_AT) return;
    this.#warned = true;
    onNearlyFull(this.#bytes, limitBytes);
  }

  /** Syncing in the middle of a burst would make every write wait for the disk; the system writes by itself then. */
  #syncSoon(): void {
    if (this.#syncTimer) {
      this.#syncTimer.refresh();
      return;
    }
    this.#syncTimer = setTimeout(() => {
      // Losing this to a power cut is no error of the delivery that was recorded.
      void this.#sink?.file.sync().catch(() => undefined);
    }, SYNC_AFTER_MS).unref();
  }
}

/** How many of the lines lie wholly within so many bytes. */
function linesWithin(batch: readonly Waiting[], bytes: number): number {
  let end = 0;
  const torn = batch.findIndex(({ line }) => {
    end += Buffer.byteLength(line);
    return end > bytes;
  });
  return torn < 0 ? batch.length : torn;
}
