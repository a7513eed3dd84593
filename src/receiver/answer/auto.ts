/** `--respond auto`: what is wrong with a callback that is reason enough to refuse it. */
import type { Report } from '../../checks/examine.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Platform, RetryPlan } from '../../platforms/platform.ts';
import type { Respond } from './rule.ts';

/**
 * Refuses what is not genuine, what breaks the platform's rules, and what is older than any attempt of its retry plan.
 * What could not be checked is taken, and so is a message that came before: platforms send again when an answer is
 * lost, and go on until they are told that all is well. Only a message that carries a nonce may come once.
 */
export function autoRespond(platform: Platform | undefined, { verdict, findings }: Report): Respond {
  if (verdict === 'invalid') return { kind: 'reject' };
  const wrong = findings.find((f) => isWrong(f) || isTooOld(f, platform));
  if (!wrong) return { kind: 'success' };
  return { kind: 'fail', reason: REASONS[wrong.code] ?? 'not as documented' };
}

/** What a receiver does not take for a good message, whenever it came: neither accepted nor booked. */
export const isWrong = (f: Finding): boolean => f.severity === 'error' || f.code === 'ciphertext-other';

/** In English alone, for it goes to a program. */
const REASONS: Partial<Record<Finding['code'], string>> = {
  'timestamp-old': 'the timestamp is too old',
  replayed: 'this message came before',
  'ciphertext-other': 'the encrypted values are of another message',
};

/** The platform may send a message again with the time stamp that it had at first. */
function isTooOld(f: Finding, platform: Platform | undefined): boolean {
  if (f.code !== 'timestamp-old' || !platform) return false;
  return f.ageSeconds > f.windowSeconds + spanOf(platform.retry);
}

/** Seconds from the first attempt to the last; 0 where the plan does not tell. */
function spanOf({ gaps, onwards }: RetryPlan): number {
  return onwards?.forSeconds ?? gaps.reduce((sum, gap) => sum + gap, 0);
}
