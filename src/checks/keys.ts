/** Reads the keys of a pair for a check, or says in a finding why one cannot be used. */
import { KeyError } from '../crypto/key-error.ts';
import { type ReadKey, readKey } from '../crypto/keys.ts';
import { type Finding, finding } from '../findings/finding.ts';
import type { CheckContext } from './context.ts';

/** The key of a slot, of the kind that is needed; else the finding that tells what to do. */
export function keyForCheck(
  context: CheckContext,
  slot: string,
  needed: 'public' | 'private',
  check: string,
  whenMissing: 'warning' | 'info',
): { key: ReadKey } | { problem: Finding } {
  const text = context.keys.get(slot);
  if (text === undefined)
    return {
      problem: finding(whenMissing, 'key-missing', { platform: context.platform.id, key: slot, check }),
    };
  try {
    const key = readKey(text);
    return key.kind === needed
      ? { key }
      : { problem: finding('error', 'key-wrong-kind', { key: slot, needed, given: key.kind }) };
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    return { problem: finding('error', 'key-unusable', { key: slot, problem: error.facts }) };
  }
}
