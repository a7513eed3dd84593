/** What a receiver is told at its start, and whom it tells what happens. */
import type { Platform } from '../platforms/platform.ts';
import type { SignRule } from '../rules/sign-rule.ts';
import type { Respond } from './answer/rule.ts';
import type { Attempts } from './attempts.ts';
import type { Trust } from './client.ts';
import type { Handled } from './handled.ts';
import type { HistoryWriter } from './history/writer.ts';
import type { Limits } from './limits.ts';
import type { RefusalCode } from './refusal.ts';

export interface AnswerOptions {
  /** `auto` refuses what is wrong and takes everything else. */
  readonly respond: Respond | { readonly kind: 'auto' };
  /** Instead of the status that the answer has by itself. */
  readonly status?: number;
  readonly delayMs: number;
  /** So many callbacks are answered with what makes the platform send again. */
  readonly failFirst: number;
  /** Close the connection without an answer. */
  readonly drop: boolean;
}

/** How an arrival becomes a delivery. */
export interface ExaminationOptions {
  /** Every callback is of this platform; else each is recognised by itself. */
  readonly platform?: Platform;
  /** Platforms that keys are given for, which speaks for them where a callback could be of two. */
  readonly hints: readonly { readonly platform: string; readonly weight: number; readonly reason: string }[];
  readonly keysOf: (platform: string) => ReadonlyMap<string, string>;
  readonly signRules?: readonly SignRule[];
  readonly canonical?: string;
  readonly attempts: Attempts;
}

/** How a delivery is answered. */
export interface DecisionOptions {
  /** Every callback is of this platform. */
  readonly platform?: Platform;
  readonly answer: AnswerOptions;
  /** The balance that every user begins with, a decimal number. */
  readonly seed: string;
  readonly forward?: { readonly to: URL; readonly onlyValid: boolean };
}

export interface ReceiverOptions extends ExaminationOptions, DecisionOptions {
  readonly host: string;
  readonly port: number;
  readonly limits: Limits;
  readonly trust: Trust;
  readonly history: HistoryWriter;
  /** Takes deliveries that are answered, in the order of their answers, to check, judge, record and show them. */
  readonly onAnswered: (row: readonly Handled[]) => void;
  /** Undefined as long as more may be answered; else it resolves when that is so. */
  readonly room: () => Promise<void> | undefined;
  readonly onRefused: (event: {
    readonly code: RefusalCode;
    readonly remote: string;
    readonly reason?: string;
  }) => void;
  readonly onError: (error: unknown) => void;
}
