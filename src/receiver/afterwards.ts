/**
 * What is done about a delivery once it is answered: checks that the answer did not need, the judgement on the answer,
 * the record of both, and the showing. Nobody waits for it, so it is done for many deliveries in a row, which takes
 * less than half the time of doing it for one after the other between other work.
 */

import type { Decision } from './answer/decide.ts';
import { type Judgement, judgeAnswer } from './answer/judge.ts';
import { type Answered, checkedDelivery } from './delivery.ts';
import type { Examined } from './examination.ts';
import type { ReceiverOptions } from './options.ts';
import type { Received } from './reception.ts';
import { answerLineOf, answerMembers, checkedMembers } from './record.ts';

/** A delivery that is answered. */
export interface Handled {
  readonly received: Received;
  /** Where the answer needed the checks. */
  readonly examined: Examined | undefined;
  readonly decision: Decision;
  /** What came, as it is recorded. */
  readonly line: string;
  /** Milliseconds from arrival to answer. */
  readonly ms: number;
  /** The connection was closed without an answer. */
  readonly drop: boolean;
}

/** Nobody sees so short a delay. */
const WAIT_MS = 10;
/**
 * So many, or so long ones, are done as soon as their answers are out: what waits must not pile up faster than it is
 * done, or keep the next answers waiting. Many in a row take less than few: code and data stay near the processor.
 */
const MOST_WAITING = 64;
const MOST_CHARACTERS = 1 << 20;

type Options = Pick<ReceiverOptions, 'attempts' | 'history' | 'onDelivery' | 'onError'>;

export class Afterwards {
  readonly #options: Options;
  readonly #examine: (received: Received) => Examined;
  #waiting: Handled[] = [];
  #characters = 0;
  #soon: NodeJS.Immediate | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: Options, examine: (received: Received) => Examined) {
    this.#options = options;
    this.#examine = examine;
  }

  add(handled: Handled): void {
    this.#waiting.push(handled);
    this.#characters += handled.line.length;
    this.#timer ??= setTimeout(() => this.flush(), WAIT_MS);
    if (this.#waiting.length >= MOST_WAITING || this.#characters >= MOST_CHARACTERS)
      this.#soon ??= setImmediate(() => this.flush());
  }

  /** Does everything that waits. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    clearImmediate(this.#soon);
    this.#soon = undefined;
    this.#characters = 0;
    const batch = this.#waiting;
    this.#waiting = [];
    for (const handled of batch)
      try {
        this.#finish(handled);
      } catch (error) {
        this.#options.onError(error);
      }
  }

  #finish(handled: Handled): void {
    const { onDelivery, history, attempts } = this.#options;
    const { received, decision, line, drop } = handled;
    const { taken, body, platform } = received;
    const { checked, context, report } = handled.examined ?? this.#examine(received);
    const judgement = judge(handled);
    const accepted = judgement?.consequence === 'accepted';
    if (accepted) attempts.accepted(checked);
    const answered = answeredOf(handled, accepted);
    const written = { taken: line, checked: checkedMembers(checked), answer: answerMembers(answered) };
    history.note(
      taken.request.receivedAt.slice(0, 10),
      answerLineOf(taken.id, written.checked, written.answer),
    );
    onDelivery({
      delivery: checkedDelivery(taken, checked),
      written,
      body,
      platform,
      context,
      report,
      answered: drop ? undefined : answered,
      judgement,
      forwardFailed: decision.forwardFailed,
    });
  }
}

/** What the platform makes of the answer; undefined where there is none, or it was no callback. */
function judge({ received, decision, ms, drop }: Handled): Judgement | undefined {
  if (received.taken.kind !== 'callback' || drop) return undefined;
  const { reaction, readable = reaction.body, forwardMs = ms } = decision;
  const { status, headers } = reaction;
  return judgeAnswer(received.platform, { status, headers, body: readable, ms: forwardMs });
}

function answeredOf({ received, decision, ms, drop }: Handled, accepted: boolean): Answered {
  const { id } = received.taken;
  if (drop) return { id, status: 0, headers: [], body: Buffer.alloc(0), by: 'nobody', ms, accepted };
  const { status, headers, body } = decision.reaction;
  return { id, status, headers, body, by: decision.by, ms, accepted };
}
