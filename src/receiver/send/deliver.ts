/** Sends messages as the platform does: once, or by its retry plan until one is answered well. */

import { type Finding, finding } from '../../findings/finding.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { CallbackRequest } from '../../request/request.ts';
import { type Consequence, judgeAnswer } from '../answer/judge.ts';
import { type CallAnswer, callHttp } from '../http-call.ts';
import { attemptsOf, gapAfter } from '../schedule.ts';

/** One request that was sent, and what came of it. */
export interface Attempt {
  readonly request: CallbackRequest;
  /** Seconds from the first attempt to this one on the plan, whatever the speed. */
  readonly atSeconds: number;
  readonly answer?: CallAnswer;
  readonly consequence: Consequence;
  readonly findings: readonly Finding[];
}

/** Long enough to see how slow a slow answer is. */
const TIMEOUT_MS = 30_000;
const MAX_BYTES = 8 << 20;

/** Sends one request and judges its answer. Never throws. */
export async function deliver(
  to: URL,
  request: CallbackRequest & { readonly method: string },
  platform: Platform | undefined,
  options: { readonly atSeconds?: number; readonly signal?: AbortSignal; readonly wire?: Buffer } = {},
): Promise<Attempt> {
  const { atSeconds = 0, signal, wire = request.body } = options;
  const { method, headers } = request;
  const result = await callHttp(
    to,
    { method, headers, wire },
    { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES, ...(signal && { signal }) },
  );
  if ('failed' in result)
    return {
      request,
      atSeconds,
      consequence: 'retried',
      findings: [finding('error', 'answer-none', { reason: result.failed })],
    };
  return { request, atSeconds, answer: result.answer, ...judgeAnswer(platform, result.answer) };
}

export interface PlanOptions {
  readonly platform: Platform;
  readonly to: URL;
  /** The message of each attempt, sealed when it is due. */
  readonly make: () => CallbackRequest & { readonly method: string };
  /** How much faster than the plan. */
  readonly speed: number;
  readonly onAttempt: (attempt: Attempt, number: number) => void;
  /** Before each pause: seconds on the plan until the attempt of that number. */
  readonly onWait: (seconds: number, number: number) => void;
  readonly signal: AbortSignal;
  /** Waits; false when it was interrupted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<boolean>;
}

/** Where a plan has a number of attempts and no times, this is between them. */
const UNKNOWN_GAP_SECONDS = 60;

/** Sends until an answer ends the retries, or the plan does. Gives the attempts in order. */
export async function deliverByPlan(options: PlanOptions): Promise<readonly Attempt[]> {
  const { platform, to, make, speed, onAttempt, onWait, signal, wait } = options;
  const most = attemptsOf(platform.retry);
  const attempts: Attempt[] = [];
  for (let atSeconds = 0; ; ) {
    const attempt = await deliver(to, make(), platform, { atSeconds, signal });
    if (signal.aborted) return attempts;
    attempts.push(attempt);
    onAttempt(attempt, attempts.length);
    if (attempt.consequence !== 'retried' || attempts.length === most) return attempts;
    const timed = platform.retry.gaps.length > 0 || platform.retry.onwards !== undefined;
    const gap =
      gapAfter(platform.retry, attempts.length, atSeconds)?.seconds ??
      (timed ? undefined : UNKNOWN_GAP_SECONDS);
    if (gap === undefined) return attempts;
    onWait(gap, attempts.length + 1);
    if (!(await wait((gap * 1000) / speed, signal))) return attempts;
    atSeconds += gap;
  }
}
