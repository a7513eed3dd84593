/**
 * The receiver: what arrives is recorded, answered (by a rule or by the developer's own server), and handed to whoever
 * checks and shows it. Nothing is answered before it is on record; it is checked first where the answer depends on that.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Afterwards } from './afterwards.ts';
import { Decider, type Decision } from './answer/decide.ts';
import { dayOf } from './delivery.ts';
import { type Examined, startExamination } from './examination.ts';
import { type Handled, isAccepted, judgementOn } from './handled.ts';
import type { ReceiverOptions } from './options.ts';
import { type Received, receive } from './reception.ts';
import { takenLine } from './record.ts';
import { Refusal } from './refusal.ts';
import { Rows } from './rows.ts';
import { type Arrival, type Reply, type RunningServer, startServer } from './server.ts';

export interface RunningReceiver extends RunningServer {
  /** Hands over at once what is answered and would wait for some milliseconds. */
  flush(): void;
}

/**
 * Starts to listen. `close` ends when everything that came is answered and handed over.
 * Throws the system's error when the port is taken.
 */
export async function startReceiver(options: ReceiverOptions): Promise<RunningReceiver> {
  const receiver = new Receiver(options, await startExamination(options));
  const server = await startServer({
    host: options.host,
    port: options.port,
    limits: options.limits,
    trust: options.trust,
    handle: (arrival) => receiver.handle(arrival),
    onRefused: (code, remote) => {
      if (code !== 'not-recorded') options.onRefused({ code, remote });
    },
    onError: options.onError,
  });
  return {
    port: server.port,
    flush: () => receiver.flush(),
    close: async () => {
      await server.close();
      receiver.close();
    },
  };
}

/** Something that came and waits for its answer. */
interface Asked {
  readonly arrival: Arrival;
  readonly answer: (reply: Reply | Promise<Reply>) => void;
  readonly refuse: (reason: unknown) => void;
}

class Receiver {
  readonly #options: ReceiverOptions;
  readonly #examine: (received: Received) => Examined;
  readonly #decider: Decider;
  readonly #afterwards: Afterwards;
  readonly #rows: Rows<Asked>;
  #closed = false;

  constructor(options: ReceiverOptions, examine: (received: Received) => Examined) {
    this.#options = options;
    this.#examine = examine;
    this.#decider = new Decider(options);
    this.#afterwards = new Afterwards(options.onAnswered);
    this.#rows = new Rows((row) => void this.#take(row));
  }

  handle(arrival: Arrival): Promise<Reply> {
    return new Promise((answer, refuse) => {
      this.#rows.add({ arrival, answer, refuse });
    });
  }

  /** Hands over at once the deliveries that are answered. */
  flush(): void {
    this.#afterwards.flush();
  }

  /** What waits for room from here on is neither recorded nor answered, so that its sender tries again. */
  close(): void {
    this.#closed = true;
    this.flush();
  }

  /** A row is recorded by one write, and answered one after the other. */
  async #take(row: readonly Asked[]): Promise<void> {
    const noRoom = this.#options.room();
    if (noRoom) await noRoom;
    for (const asked of row)
      try {
        if (this.#closed) asked.answer({ drop: true });
        else this.#record(asked);
      } catch (error) {
        asked.refuse(error);
      }
  }

  #record({ arrival, answer, refuse }: Asked): void {
    const received = receive(arrival, this.#options);
    const { taken } = received;
    const line = takenLine(taken);
    this.#options.history.append(dayOf(taken), line, (failure) => {
      if (failure) {
        this.#options.onRefused({ code: 'not-recorded', remote: taken.remote, reason: failure.reason });
        refuse(new Refusal('not-recorded'));
        return;
      }
      try {
        answer(this.#reply(arrival, received, line));
      } catch (error) {
        refuse(error);
      }
    });
  }

  #reply({ at }: Arrival, received: Received, line: string): Reply | Promise<Reply> {
    const { delayMs, drop: dropping } = this.#options.answer;
    const callback = received.taken.kind === 'callback';
    const examined = this.#decider.needsChecks(received) ? this.#examine(received) : undefined;
    const deciding = this.#decider.decide(received, examined);
    const drop = dropping && callback;
    const done = (decision: Decision): Reply => {
      this.#done({ received, examined, decision, line, ms: Date.now() - at, drop });
      return drop ? { drop } : decision.reaction;
    };
    if (delayMs > 0 && callback)
      return Promise.resolve(deciding).then((decision) => delay(delayMs).then(() => done(decision)));
    return deciding instanceof Promise ? deciding.then(done) : done(deciding);
  }

  #done(handled: Handled): void {
    // What is checked here is counted here: that it was accepted makes a replay of what comes again.
    if (handled.examined && isAccepted(judgementOn(handled)))
      this.#options.attempts.accepted(handled.examined.checked);
    this.#afterwards.add(handled);
  }
}
