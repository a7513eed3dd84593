/** What a platform's retry plan says about one attempt and the next. */
import type { RetryPlan } from '../platforms/platform.ts';

export interface Gap {
  readonly seconds: number;
  /** The next attempt may come sooner. */
  readonly atMost: boolean;
}

/**
 * The gap after the attempt of this number (from 1); undefined when it was the last one, or the plan does not say.
 * @param elapsedSeconds from the first attempt to this one
 */
export function gapAfter(plan: RetryPlan, attempt: number, elapsedSeconds: number): Gap | undefined {
  const listed = plan.gaps[attempt - 1];
  if (listed !== undefined) return { seconds: listed, atMost: false };
  const { onwards } = plan;
  if (!onwards || elapsedSeconds + onwards.gap > onwards.forSeconds) return undefined;
  return { seconds: onwards.gap, atMost: onwards.atMost ?? false };
}

/** How many attempts there are in all; undefined where the plan goes by time. */
export function attemptsOf(plan: RetryPlan): number | undefined {
  if (plan.attempts !== undefined) return plan.attempts;
  return plan.onwards || plan.gaps.length === 0 ? undefined : plan.gaps.length + 1;
}

/** Clocks and queues on the platform's side move an attempt by a quarter of the gap, and by some seconds at least. */
const TOLERANCE = 0.25;
const TOLERANCE_SECONDS = 5;

/** True when an attempt that came after so many seconds is the one that the gap announced. */
export function isOnTime({ seconds, atMost }: Gap, afterSeconds: number): boolean {
  const tolerance = Math.max(seconds * TOLERANCE, TOLERANCE_SECONDS);
  return afterSeconds <= seconds + tolerance && (atMost || afterSeconds >= seconds - tolerance);
}
