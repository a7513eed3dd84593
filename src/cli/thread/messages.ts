/** What goes between the thread of `listen` that answers and the one that checks and shows. Plain values only. */

import type { Summary } from '../../language/receiver-words.ts';
import type { Language } from '../../language/text.ts';
import type { Handover } from '../../receiver/handover.ts';
import type { SignRule } from '../../rules/sign-rule.ts';
import type { Options } from '../command.ts';

/** What the second thread is told at its start. */
export interface ThreadSettings {
  readonly language: Language;
  /** Those of the command line. */
  readonly options: Options;
  /** Keys as text: by platform, then by slot. */
  readonly keys: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly signRules?: readonly SignRule[];
  /** The folder of the history, which says what came in the last days. */
  readonly folder: string;
  readonly forwardTo?: string;
  readonly terminal: boolean;
}

export type ToThread =
  | {
      readonly kind: 'deliveries';
      readonly row: Handover;
      /** Of the terminal, as it is now. */
      readonly columns: number | undefined;
    }
  | { readonly kind: 'filter'; readonly text: string }
  /** Stop showing, or go on. */
  | { readonly kind: 'pause' }
  | { readonly kind: 'end' };

export type FromThread =
  /** It can take deliveries. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'output'; readonly bytes: Uint8Array }
  /** The oldest row of deliveries is done with: the lines of their answers, by day, and what was counted up to now. */
  | {
      readonly kind: 'done';
      readonly lines: readonly (readonly [day: string, lines: string])[];
      readonly counts: Counts;
    }
  /** A delivery could not be checked or shown. */
  | { readonly kind: 'failed'; readonly error: string }
  /** `held` when showing goes on: so many were not shown. */
  | { readonly kind: 'paused'; readonly held?: number }
  | { readonly kind: 'ended' };

export type Counts = Omit<Summary, 'refused'>;
