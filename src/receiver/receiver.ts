/**
 * The receiver: what arrives is recorded, answered (by a rule or by the developer's own server), and handed to whoever
 * checks and shows it. Nothing is answered before it is on record; it is checked first where the answer depends on that.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Afterwards } from './afterwards.ts';
import { Decider } from './answer/decide.ts';
import { type Examined, startExamination } from './examination.ts';
import { type Handled, judgementOn } from './handled.ts';
import { NotRecorded } from './history/writer.ts';
import type { ReceiverOptions } from './options.ts';
import { type Received, receive } from './reception.ts';
import { takenLine } from './record.ts';
import { Refusal } from './refusal.ts';
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
      receiver.flush();
    },
  };
}

/**
 * Waiting longer would keep the first ones waiting without making a write much cheaper for each. A row that is not too
 * long is answered while the senders of the row before send again.
 */
const MOST_TURNS = 16;
const MOST_TOGETHER = 16;

class Receiver {
  readonly #options: ReceiverOptions;
  readonly #examine: (received: Received) => Examined;
  readonly #decider: Decider;
  readonly #afterwards: Afterwards;
  #arrived = 0;
  #gathering: Promise<void> | undefined;

  constructor(options: ReceiverOptions, examine: (received: Received) => Examined) {
    this.#options = options;
    this.#examine = examine;
    this.#decider = new Decider(options);
    this.#afterwards = new Afterwards(options.onAnswered);
  }

  async handle(arrival: Arrival): Promise<Reply> {
    const { answer, room } = this.#options;
    await this.#together();
    const noRoom = room();
    if (noRoom) await noRoom;
    const received = receive(arrival, this.#options);
    const { taken } = received;
    const line = takenLine(taken);
    try {
      await this.#options.history.append(taken.request.receivedAt.slice(0, 10), line);
    } catch (error) {
      throw this.#notRecorded(error, taken.remote);
    }
    const examined = this.#decider.needsChecks(received) ? this.#examine(received) : undefined;
    const deciding = this.#decider.decide(received, examined);
    const decision = deciding instanceof Promise ? await deciding : deciding;
    const callback = taken.kind === 'callback';
    if (answer.delayMs > 0 && callback) await delay(answer.delayMs);
    const drop = answer.drop && callback;
    const ms = Date.now() - arrival.at;
    this.#done({ received, examined, decision, line, ms, drop });
    return drop ? { drop } : decision.reaction;
  }

  #done(handled: Handled): void {
    // What is checked here is counted here: that it was accepted makes a replay of what comes again.
    if (handled.examined && judgementOn(handled)?.consequence === 'accepted')
      this.#options.attempts.accepted(handled.examined.checked);
    this.#afterwards.add(handled);
  }

  /** Hands over at once the deliveries that are answered. */
  flush(): void {
    this.#afterwards.flush();
  }

  /**
   * What comes in a few turns of the event loop, one after the other, is taken in a row, recorded by one write and
   * answered in a row. A turn in which nothing comes ends it, or a row that is long enough.
   */
  #together(): Promise<void> {
    this.#arrived++;
    this.#gathering ??= new Promise((end) => {
      let turns = 0;
      let known = 0;
      const look = () => {
        const more = this.#arrived > known && this.#arrived < MOST_TOGETHER;
        if (more && ++turns < MOST_TURNS) {
          known = this.#arrived;
          setImmediate(look);
          return;
        }
        this.#arrived = 0;
        this.#gathering = undefined;
        end();
      };
      setImmediate(look);
    });
    return this.#gathering;
  }

  /** What to throw when the history has not taken a delivery. */
  #notRecorded(error: unknown, remote: string): unknown {
    if (!(error instanceof NotRecorded)) return error;
    this.#options.onRefused({ code: 'not-recorded', remote, reason: error.reason });
    return new Refusal('not-recorded');
  }
}
