/** A delivery that was answered, with everything that is known about it: what is shown. */
import type { Report } from '../checks/examine.ts';
import type { Diagnosed } from '../diagnose/cause.ts';
import type { Judgement } from './answer/judge.ts';
import type { Answered } from './delivery.ts';
import type { Examined } from './examination.ts';

/** The outcome of a diagnosis. */
export interface Explained {
  readonly diagnosis?: readonly Diagnosed[];
  readonly evidence?: { readonly expected: string; readonly signed: string };
}

export interface DeliveryEvent extends Examined {
  /** The delivery as the history has it, one JSON object. */
  readonly line: string;
  /** What the checks say, what is to be said about repeats, and why it fails where somebody has looked into that. */
  readonly report: Report & Explained;
  /** Absent when the connection was closed without an answer. */
  readonly answered?: Answered;
  readonly judgement?: Judgement;
  /** Why the developer's own server gave no answer. */
  readonly forwardFailed?: string;
}
