/** Which keys the checks of a platform cannot do without. */
import type { Check, Platform } from '../platforms/platform.ts';

const KEYS: { readonly [K in Check['kind']]: (check: Extract<Check, { kind: K }>) => readonly string[] } = {
  sign: ({ secret }) => [secret],
  cipher: ({ key, iv }) => [key, iv],
  signature: ({ publicKey }) => [publicKey],
  'secret-fields': ({ privateKey }) => [privateKey],
  freshness: () => [],
  headers: () => [],
};

/** The slot names that checks of these kinds use, in the order of the checks. */
export function requiredKeys(platform: Platform, kinds: readonly Check['kind'][]): string[] {
  return platform.checks
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap((check) => (KEYS[check.kind] as (c: Check) => readonly string[])(check));
}
