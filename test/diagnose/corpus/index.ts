/** All cases of the corpus, by the section of the list of causes. */
import { bytes } from './cases/bytes.ts';
import { decryption } from './cases/decryption.ts';
import { keys } from './cases/keys.ts';
import { pairs } from './cases/pairs.ts';
import { signed } from './cases/signed.ts';
import { time } from './cases/time.ts';
import { urlCharset } from './cases/url-charset.ts';
import type { Case } from './recipe.ts';

export const CORPUS: Readonly<Record<string, readonly Case[]>> = {
  'bytes changed': bytes,
  'URL and charset': urlCharset,
  keys,
  'what was signed': signed,
  decryption,
  time,
  pairs,
};
