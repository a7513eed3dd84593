/** The thread that checks and shows, as the one that answers sees it. */
import { Worker } from 'node:worker_threads';
import type { ReceiverWords, Summary } from '../../language/receiver-words.ts';
import { dayOf, type Taken } from '../../receiver/delivery.ts';
import { uncheckedLine } from '../../receiver/finish.ts';
import type { Handled } from '../../receiver/handled.ts';
import { handOver, takeOver } from '../../receiver/handover.ts';
import type { HistoryWriter } from '../../receiver/history/writer.ts';
import type { Call } from '../command.ts';
import { errorName } from '../error-name.ts';
import { note } from '../output.ts';
import { Backlog } from './backlog.ts';
import type { Counts, FromThread, ThreadSettings, ToThread } from './messages.ts';

/** The end waits as long as deliveries are done with, and so long for the next ones. */
const END_MS = 1500;

const UNCHECKED: Counts = { callbacks: 1, valid: 0, invalid: 0, unknown: 1, repeats: 0 };
const NONE: Counts = { callbacks: 0, valid: 0, invalid: 0, unknown: 0, repeats: 0 };

export interface Surroundings {
  readonly call: Call;
  readonly words: ReceiverWords;
  readonly history: HistoryWriter;
  readonly settings: ThreadSettings;
}

export class SecondThread {
  readonly #around: Surroundings;
  readonly #backlog = new Backlog();
  /** Undefined when it could not be started again. */
  #worker: Worker | undefined;
  #ready = false;
  /** Counted by threads that have died, and by the one that runs. */
  #earlier = NONE;
  #counts = NONE;
  #refused = 0;
  #last: Taken | undefined;
  /** What was set while it ran, for the one that takes its place. */
  #filter: string | undefined;
  #paused = false;
  readonly #pausing: ((held: number | undefined) => void)[] = [];
  #onEnded: (() => void) | undefined;
  #late: NodeJS.Timeout | undefined;

  /** Starts it. What comes before it can take anything waits for it. */
  constructor(around: Surroundings) {
    this.#around = around;
    this.#run();
  }

  /** The last callback that came, shown or not. */
  get last(): Taken | undefined {
    return this.#last;
  }

  /** What the deliveries came to that are done with. */
  get summary(): Summary {
    const [earlier, counts] = [this.#earlier, this.#counts];
    return { ...sum(earlier, counts), refused: this.#refused };
  }

  /** Takes note of a request that was refused. */
  refused(): void {
    this.#refused++;
  }

  /** Hands a row of deliveries over, in the order of their answers. */
  take(row: readonly Handled[]): void {
    this.#last =
      row.findLast(({ received }) => received.taken.kind === 'callback')?.received.taken ?? this.#last;
    if (!this.#worker) return;
    const handover = handOver(row);
    this.#backlog.add(handover);
    this.#send({ kind: 'deliveries', row: handover, columns: this.#around.call.io.stdout.columns });
  }

  /** Undefined as long as more deliveries may be answered; else it resolves when that is so. */
  room(): Promise<void> | undefined {
    return this.#backlog.room();
  }

  /** Shows only what the filter lets pass; everything for an empty text. The text must be a filter. */
  setFilter(text: string): void {
    this.#filter = text;
    this.#send({ kind: 'filter', text });
  }

  /** Stops showing, or goes on: then it resolves with how many were not shown. */
  togglePause(): Promise<number | undefined> {
    if (!this.#worker) return Promise.resolve(undefined);
    this.#paused = !this.#paused;
    return new Promise((resolve) => {
      this.#pausing.push(resolve);
      this.#send({ kind: 'pause' });
    });
  }

  /** Resolves when everything is shown, or the second thread does not get on. */
  async end(): Promise<void> {
    if (!this.#worker) return;
    const late = await new Promise<boolean>((resolve) => {
      this.#late = setTimeout(() => resolve(true), END_MS);
      this.#onEnded = () => resolve(false);
      this.#send({ kind: 'end' });
    });
    clearTimeout(this.#late);
    this.#worker?.removeAllListeners();
    // One that fails now has no one to tell.
    this.#worker?.on('error', () => undefined);
    await this.#worker?.terminate();
    const { call, words } = this.#around;
    const lost = late ? this.#lose() : 0;
    if (lost > 0) note(call, words.notShown(lost, words.noTime));
  }

  #run(): void {
    const worker = new Worker(new URL('./thread/main.js', import.meta.url), {
      workerData: this.#around.settings,
    });
    this.#worker = worker;
    this.#ready = false;
    let reason = '';
    worker.on('message', (message: FromThread) => this.#hear(message));
    worker.on('error', (error) => {
      reason = errorName(error);
    });
    worker.once('exit', (code) => this.#restart(reason || String(code)));
    // A program that ends for another reason does not wait for it.
    worker.unref();
  }

  #send(message: ToThread): void {
    this.#worker?.postMessage(message);
  }

  #hear(message: FromThread): void {
    const { call, words, history } = this.#around;
    switch (message.kind) {
      case 'ready':
        this.#ready = true;
        return;
      case 'output':
        call.io.stdout.write(message.bytes);
        return;
      case 'done':
        for (const [day, lines] of message.lines) history.note(day, lines);
        this.#counts = message.counts;
        this.#backlog.done();
        this.#late?.refresh();
        return;
      case 'failed':
        note(call, words.notShown(1, message.error));
        return;
      case 'paused':
        this.#pausing.shift()?.(message.held);
        return;
      case 'ended':
        this.#onEnded?.();
    }
  }

  /**
   * What it had to do is not done again, for one of that may have been the cause. One that dies before it can take
   * anything would do so for ever; what comes from then on is answered and recorded, and not shown.
   */
  #restart(reason: string): void {
    this.#earlier = sum(this.#earlier, this.#counts);
    this.#counts = NONE;
    if (this.#ready) this.#run();
    else this.#worker = undefined;
    const { call, words } = this.#around;
    note(call, words.notShown(this.#lose(), reason));
    for (const resolve of this.#pausing.splice(0)) resolve(undefined);
    this.#onEnded?.();
    if (this.#filter !== undefined) this.#send({ kind: 'filter', text: this.#filter });
    if (this.#paused) this.#send({ kind: 'pause' });
  }

  /** What waits will not be checked; that it was answered is recorded all the same. Says how many those are. */
  #lose(): number {
    const { call, words, history } = this.#around;
    let lost = 0;
    for (const row of this.#backlog.clear())
      takeOver(
        row,
        (handled) => {
          lost++;
          if (handled.received.taken.kind === 'callback') this.#earlier = sum(this.#earlier, UNCHECKED);
          history.note(dayOf(handled.received.taken), uncheckedLine(handled));
        },
        (error) => note(call, words.notShown(1, errorName(error))),
      );
    return lost;
  }
}

function sum(a: Counts, b: Counts): Counts {
  return {
    callbacks: a.callbacks + b.callbacks,
    valid: a.valid + b.valid,
    invalid: a.invalid + b.invalid,
    unknown: a.unknown + b.unknown,
    repeats: a.repeats + b.repeats,
  };
}
