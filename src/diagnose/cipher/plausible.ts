/** When a decrypted text is a proof. A random key passes PKCS#7 once in 256 tries, and a few bytes are soon printable. */
import { isUtf8 } from 'node:buffer';
import { lacksStart } from '../../checks/cipher.ts';
import { decodeGbk } from '../../encoding/gbk.ts';
import { isPlausibleText } from '../../encoding/text.ts';
import { tryReadJson } from '../../json/read.ts';

/** Random bytes are all printable text of this length less than once in ten billion times. */
const PROOF_BYTES = 24;

/** `json`, `gbk-json` and `text` are proofs; `short` is text that a wrong key may also give. */
export type Plausibility = 'json' | 'gbk-json' | 'text' | 'short';

/** What a plaintext is worth; undefined for what is no text at all. */
export function plausibility(plaintext: Buffer): Plausibility | undefined {
  if (isGbkJson(plaintext)) return 'gbk-json';
  if (plaintext.length === 0 || !isPlausibleText(plaintext) || lacksStart(plaintext)) return undefined;
  if (isJson(plaintext.toString('utf8'))) return 'json';
  return plaintext.length >= PROOF_BYTES ? 'text' : 'short';
}

const isJson = (text: string) => /^\s*[[{]/.test(text) && tryReadJson(text) !== undefined;

/** Most pairs of random bytes are characters of GBK, so as GBK nothing but JSON counts. */
function isGbkJson(plaintext: Buffer): boolean {
  const [first] = plaintext;
  if ((first !== 0x7b && first !== 0x5b) || isUtf8(plaintext)) return false;
  const text = decodeGbk(plaintext);
  return text !== undefined && isJson(text);
}

/** The text of a plaintext that is a proof. */
export function textOf(plaintext: Buffer): string {
  return (isUtf8(plaintext) ? undefined : decodeGbk(plaintext)) ?? plaintext.toString('utf8');
}

/** Of a character that was cut through, at most so many bytes are left. */
const CUT_BYTES = 3;

/** A text but for a character at its end that was cut through; undefined for what is no text. */
export function cleanHead(plaintext: Buffer): Buffer | undefined {
  for (let cut = 0; cut <= Math.min(CUT_BYTES, plaintext.length); cut++) {
    const head = plaintext.subarray(0, plaintext.length - cut);
    if (isPlausibleText(head)) return head;
  }
  return undefined;
}
