/** Keys of a pair from which copying lost the first or the last character. */
import { type ReadKey, tryReadKey } from '../crypto/keys.ts';

export interface CompletedKey {
  readonly key: ReadKey;
  /** Where the character is missing, as the detail of `key-truncated`. */
  readonly detail: string;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const PLACES: readonly (readonly [detail: string, complete: (text: string, character: string) => string])[] =
  [
    ['one character missing at the start', (text, character) => character + text],
    ['one character missing at the end', (text, character) => text + character],
  ];

/**
 * Every key that a text with base64 without labels is when one character more stands in front of it or behind it;
 * none where the text is a key as it stands. Of a private key both halves fit each other, so at most one is right; of
 * a public one up to 64 are keys, and only a signature tells which.
 */
export function completedKeys(text: string): CompletedKey[] {
  if (tryReadKey(text)) return [];
  const seen = new Set<string>();
  return PLACES.flatMap(([detail, complete]) =>
    [...BASE64].flatMap((character) => {
      const key = tryReadKey(complete(text.trim(), character));
      if (!key || seen.has(key.fingerprint)) return [];
      seen.add(key.fingerprint);
      return [{ key, detail }];
    }),
  );
}
