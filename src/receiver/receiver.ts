/**
 * The receiver: what arrives is checked, recorded, answered (by a rule or by the developer's own server) and handed
 * to whoever shows it, in this order; nothing is answered before it is on record.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Decider, type Decision } from './answer/decide.ts';
import { type Judgement, judgeAnswer } from './answer/judge.ts';
import type { Answered } from './delivery.ts';
import { type Examined, startExamination } from './examination.ts';
import { NotRecorded } from './history/writer.ts';
import type { ReceiverOptions } from './options.ts';
import { answerLine, deliveryLine } from './record.ts';
import { Refusal } from './refusal.ts';
import { type Arrival, type Reply, type RunningServer, startServer } from './server.ts';

/** Starts to listen. Throws the system's error when the port is taken. */
export async function startReceiver(options: ReceiverOptions): Promise<RunningServer> {
  const receiver = new Receiver(options, await startExamination(options));
  return startServer({
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
}

/** A delivery that is answered, and what is still to be done about it. */
interface Handled {
  readonly examined: Examined;
  readonly decision: Decision;
  readonly line: string;
  /** Milliseconds from arrival to answer. */
  readonly ms: number;
  readonly drop: boolean;
}

class Receiver {
  readonly #options: ReceiverOptions;
  readonly #examine: (arrival: Arrival) => Examined;
  readonly #decider: Decider;
  #turn: Promise<void> | undefined;
  #handled: Handled[] = [];

  constructor(options: ReceiverOptions, examine: (arrival: Arrival) => Examined) {
    this.#options = options;
    this.#examine = examine;
    this.#decider = new Decider(options);
  }

  async handle(arrival: Arrival): Promise<Reply> {
    const { answer } = this.#options;
    await this.#endOfTurn();
    const examined = this.#examine(arrival);
    const { delivery } = examined;
    const line = deliveryLine(delivery);
    const recorded = this.#record(dayOf(examined), line, arrival.remote);
    // The record is on its way while the answer is decided; a failure to record comes first all the same.
    const [decision] = await Promise.all([this.#decider.decide(examined), recorded]);
    const callback = delivery.kind === 'callback';
    if (answer.delayMs > 0 && callback) await delay(answer.delayMs);
    const drop = answer.drop && callback;
    this.#finishSoon({ examined, decision, line, ms: Date.now() - arrival.at, drop });
    return drop ? { drop } : decision.reaction;
  }

  /** What came in one turn of the event loop is examined in a row, recorded by one write and answered in a row. */
  #endOfTurn(): Promise<void> {
    this.#turn ??= new Promise((end) => {
      setImmediate(() => {
        this.#turn = undefined;
        end();
      });
    });
    return this.#turn;
  }

  async #record(day: string, line: string, remote: string): Promise<void> {
    try {
      await this.#options.history.append(day, line);
    } catch (error) {
      if (!(error instanceof NotRecorded)) throw error;
      this.#options.onRefused({ code: 'not-recorded', remote, reason: error.reason });
      throw new Refusal('not-recorded');
    }
  }

  /** The senders do not wait for what is only shown: it comes after the answers of this turn of the event loop. */
  #finishSoon(handled: Handled): void {
    this.#handled.push(handled);
    if (this.#handled.length > 1) return;
    setImmediate(() => {
      const batch = this.#handled;
      this.#handled = [];
      for (const one of batch)
        try {
          this.#finish(one);
        } catch (error) {
          this.#options.onError(error);
        }
    });
  }

  #finish(handled: Handled): void {
    const { onDelivery, history, attempts } = this.#options;
    const { examined, decision, line, drop } = handled;
    const judgement = judge(handled);
    const accepted = judgement?.consequence === 'accepted';
    if (accepted) attempts.accepted(examined.delivery.id);
    const answered = answeredOf(handled, accepted);
    history.note(dayOf(examined), answerLine(answered));
    onDelivery({
      ...examined,
      line,
      ...(!drop && { answered }),
      ...(judgement && { judgement }),
      ...(decision.forwardFailed !== undefined && { forwardFailed: decision.forwardFailed }),
    });
  }
}

/** The day whose file a delivery and its answer are recorded in. */
const dayOf = ({ delivery }: Examined) => delivery.request.receivedAt.slice(0, 10);

/** What the platform makes of the answer; undefined where there is none, or it was no callback. */
function judge({ examined, decision, ms, drop }: Handled): Judgement | undefined {
  if (examined.delivery.kind !== 'callback' || drop) return undefined;
  const { reaction, readable = reaction.body, forwardMs = ms } = decision;
  const { status, headers } = reaction;
  return judgeAnswer(examined.platform, { status, headers, body: readable, ms: forwardMs });
}

function answeredOf({ examined, decision, ms, drop }: Handled, accepted: boolean): Answered {
  const { id } = examined.delivery;
  if (drop) return { id, status: 0, headers: [], body: Buffer.alloc(0), by: 'nobody', ms, accepted };
  const { status, headers, body } = decision.reaction;
  return { id, status, headers, body, by: decision.by, ms, accepted };
}
