/** A delivery that was answered, with everything that is known about it: what is shown. */
import type { CheckContext } from '../checks/context.ts';
import type { Report } from '../checks/examine.ts';
import type { Diagnosed } from '../diagnose/cause.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Body } from '../request/fields.ts';
import type { Judgement } from './answer/judge.ts';
import type { Answered, Delivery } from './delivery.ts';
import type { Written } from './record.ts';

/** The outcome of a diagnosis. */
export interface Explained {
  readonly diagnosis?: readonly Diagnosed[];
  readonly evidence?: { readonly expected: string; readonly signed: string };
}

export interface DeliveryEvent {
  readonly delivery: Delivery;
  /** What the history has of it. */
  readonly written: Written;
  readonly body: Body;
  readonly platform: Platform | undefined;
  /** What the checks worked on; undefined where no platform was recognised. */
  readonly context: CheckContext | undefined;
  /** What the checks say, what is to be said about repeats, and why it fails where somebody has looked into that. */
  readonly report: Report & Explained;
  /** Undefined when the connection was closed without an answer. */
  readonly answered: Answered | undefined;
  readonly judgement: Judgement | undefined;
  /** Why the developer's own server gave no answer. */
  readonly forwardFailed: string | undefined;
}
