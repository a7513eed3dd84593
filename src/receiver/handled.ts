/** A delivery that is answered, and what its answer comes to. */
import type { Decision } from './answer/decide.ts';
import { type Judgement, judgeAnswer } from './answer/judge.ts';
import type { Examined } from './examination.ts';
import type { Received } from './reception.ts';

/** How a delivery was answered. */
export interface Outcome {
  readonly decision: Decision;
  /** The connection was closed without an answer. */
  readonly drop: boolean;
}

export interface Handled extends Outcome {
  readonly received: Received;
  /** Where the answer needed the checks. */
  readonly examined: Examined | undefined;
  /** What came, as it is recorded. */
  readonly line: string;
  /** Milliseconds from arrival to answer. */
  readonly ms: number;
}

/** What the platform makes of the answer; undefined where there is none, or it was no callback. */
export function judgementOn({ received, decision, ms, drop }: Handled): Judgement | undefined {
  if (received.taken.kind !== 'callback' || drop) return undefined;
  const { reaction, readable = reaction.body, forwardMs = ms } = decision;
  const { status, headers } = reaction;
  return judgeAnswer(received.platform, { status, headers, body: readable, ms: forwardMs });
}

/** Whether the platform takes the delivery for done, so that it does not send it again. */
export const isAccepted = (judgement: Judgement | undefined) => judgement?.consequence === 'accepted';
