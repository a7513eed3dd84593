/** When a decrypted text is a proof. A random key passes PKCS#7 once in 256 tries, and a few bytes are soon printable. */
import { lacksStart } from '../../checks/cipher.ts';
import { isPlausibleText } from '../../encoding/text.ts';
import { tryReadJson } from '../../json/read.ts';

/** Random bytes are all printable text of this length less than once in ten billion times. */
const PROOF_BYTES = 24;

/** `json` and `text` are proofs; `short` is text that a wrong key may also give. */
export type Plausibility = 'json' | 'text' | 'short';

/** What a plaintext is worth; undefined for what is no text at all. */
export function plausibility(plaintext: Buffer): Plausibility | undefined {
  if (plaintext.length === 0 || !isPlausibleText(plaintext) || lacksStart(plaintext)) return undefined;
  const text = plaintext.toString('utf8');
  if (/^\s*[[{]/.test(text) && tryReadJson(text)) return 'json';
  return plaintext.length >= PROOF_BYTES ? 'text' : 'short';
}

/** The longest start that is whole UTF-8 characters without control characters. */
export function cleanHead(plaintext: Buffer): Buffer {
  let end = plaintext.length;
  // At most three bytes of a cut character, then whatever padding or garbage there is.
  while (end > 0 && !isPlausibleText(plaintext.subarray(0, end))) end--;
  return plaintext.subarray(0, end);
}
