/** What `send` and `replay` share: interruptible pauses, and attempts as JSON. */
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../findings/problem.ts';
import type { Attempt } from '../receiver/send/deliver.ts';
import { withMessages } from '../render/delivery-json.ts';
import type { Call } from './command.ts';
import { onInterrupt } from './interrupts.ts';
import { urlValue } from './option-values.ts';

/** --to. Throws a Problem where it is missing or no URL. */
export function toOption({ options }: Call): URL {
  const to = options['to'] as string | undefined;
  if (to === undefined) throw new Problem('argument-missing', { what: '--to URL' });
  return urlValue('to', to);
}

/** Waits; false when the signal came first. */
export async function waitFor(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await pause(ms, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}

/** Runs something that Ctrl-C ends; the exit status is then 130. */
export async function interruptible(run: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const controller = new AbortController();
  const release = onInterrupt(() => controller.abort());
  try {
    const status = await run(controller.signal);
    return controller.signal.aborted ? 130 : status;
  } finally {
    release();
  }
}

/** An attempt as a value for JSON. */
export function attemptJson(
  { request, atSeconds, answer, consequence, findings }: Attempt,
  { catalogue }: Call,
) {
  return {
    at_seconds: atSeconds,
    request: {
      method: request.method,
      headers: request.headers,
      body_b64: request.body.toString('base64'),
    },
    ...(answer && {
      answer: {
        status: answer.status,
        headers: answer.headers,
        body_b64: answer.body.toString('base64'),
        ms: answer.ms,
      },
    }),
    consequence,
    findings: withMessages(findings, catalogue),
  };
}
