/** From findings to the exit status that scripts rely on. */
import type { Finding, FindingCode } from './finding.ts';

/** Findings that mean that something could not be checked, rather than that it was wrong. */
const UNCHECKED: ReadonlySet<FindingCode> = new Set([
  'key-missing',
  'key-wrong-kind',
  'key-unusable',
  'key-length',
  'platform-unknown',
]);

/**
 * 1 when something that was checked is wrong; else 2 when a key was missing or could not be used, or no platform was
 * recognised; else 0. An old time stamp, being a warning, does not count.
 */
export function exitStatus(findings: readonly Finding[]): 0 | 1 | 2 {
  const serious = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  if (serious.some(({ code, severity }) => severity === 'error' && !UNCHECKED.has(code))) return 1;
  return serious.some(({ code }) => UNCHECKED.has(code)) ? 2 : 0;
}
