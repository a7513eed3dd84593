/** The thread that checks and shows, as the one that answers sees it. */
import { Worker } from 'node:worker_threads';
import { reasonOf } from '../../input/read.ts';
import type { ReceiverWords, Summary } from '../../language/receiver-words.ts';
import type { Taken } from '../../receiver/delivery.ts';
import type { Handled } from '../../receiver/handled.ts';
import { handOver } from '../../receiver/handover.ts';
import type { HistoryWriter } from '../../receiver/history/writer.ts';
import type { Call } from '../command.ts';
import { note } from '../output.ts';
import { Backlog } from './backlog.ts';
import type { Counts, FromThread, ThreadSettings, ToThread } from './messages.ts';

/** The end waits so long for what is still to be shown; it is on record in any case. */
const END_MS = 3000;

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
  #worker: Worker;
  /** Counted by threads that have died, and by the one that runs. */
  #earlier = NONE;
  #counts = NONE;
  #refused = 0;
  #last: Taken | undefined;
  #onPaused: ((held: number | undefined) => void) | undefined;
  #onEnded: (() => void) | undefined;

  private constructor(around: Surroundings) {
    this.#around = around;
    this.#worker = this.#run();
  }

  /** Starts it; resolves when it can take deliveries. Throws what keeps it from starting. */
  static async start(around: Surroundings): Promise<SecondThread> {
    const thread = new SecondThread(around);
    const worker = thread.#worker;
    await new Promise<void>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    worker.on('error', (error) => thread.#restart(error));
    // A program that ends for another reason does not wait for it.
    worker.unref();
    return thread;
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
    const handover = handOver(row);
    this.#backlog.add(handover.lines);
    this.#send({ kind: 'deliveries', row: handover, columns: this.#around.call.io.stdout.columns });
  }

  /** Undefined as long as more deliveries may be answered; else it resolves when that is so. */
  room(): Promise<void> | undefined {
    return this.#backlog.room();
  }

  /** Shows only what the filter lets pass; everything for an empty text. The text must be a filter. */
  setFilter(text: string): void {
    this.#send({ kind: 'filter', text });
  }

  /** Stops showing, or goes on: then it resolves with how many were not shown. */
  togglePause(): Promise<number | undefined> {
    return new Promise((resolve) => {
      this.#onPaused = resolve;
      this.#send({ kind: 'pause' });
    });
  }

  /** Resolves when everything is shown, but does not wait for long. */
  async end(): Promise<void> {
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, END_MS);
      this.#onEnded = () => {
        clearTimeout(late);
        resolve();
      };
      this.#send({ kind: 'end' });
    });
    this.#worker.removeAllListeners();
    await this.#worker.terminate();
  }

  #run(): Worker {
    const worker = new Worker(new URL('./listen-thread.js', import.meta.url), {
      workerData: this.#around.settings,
    });
    worker.on('message', (message: FromThread) => this.#hear(message));
    return worker;
  }

  #send(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #hear(message: FromThread): void {
    const { call, words, history } = this.#around;
    switch (message.kind) {
      case 'ready':
        return;
      case 'output':
        call.io.stdout.write(message.bytes);
        return;
      case 'done':
        for (const [day, lines] of message.lines) history.note(day, lines);
        this.#counts = message.counts;
        this.#backlog.done();
        return;
      case 'failed':
        note(call, words.notShown(1, message.reason));
        return;
      case 'paused':
        this.#onPaused?.(message.held);
        return;
      case 'ended':
        this.#onEnded?.();
    }
  }

  /** What it had to do is not done again, for one of that may have been the cause. */
  #restart(error: unknown): void {
    const { call, words } = this.#around;
    note(call, words.notShown(this.#backlog.deliveries, reasonOf(error)));
    this.#earlier = sum(this.#earlier, this.#counts);
    this.#counts = NONE;
    this.#backlog.clear();
    this.#onPaused?.(undefined);
    this.#onEnded?.();
    this.#worker = this.#run();
    this.#worker.on('error', (again) => this.#restart(again));
    this.#worker.unref();
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
