/** Digests of canonical strings. A search for the rule in use calls this many thousand times. */
import { createHmac, hash } from 'node:crypto';
import type { Digest } from '../rules/sign-rule.ts';

/** A digest as people write it: `SHA-256`, `MD5`. */
export const digestName = (digest: string): string =>
  digest === 'md5' ? 'MD5' : digest.replace('sha', 'SHA-');

/**
 * A digest as lower-case hex with all its zeros; a string is digested as UTF-8.
 * `secret` is the key of an HMAC (none counts as empty); a plain digest takes no notice of it.
 */
export function digestHex(algorithm: Digest, data: string | Buffer, secret: string | Buffer = ''): string {
  // One-shot hash() takes half the time of createHash() on Node 20, 24 and 26; there is no one-shot HMAC.
  return algorithm.startsWith('hmac-')
    ? createHmac(algorithm.slice('hmac-'.length), secret).update(data).digest('hex')
    : hash(algorithm, data, 'hex');
}
