/** All cases of the corpus, by the section of the list of causes, and how far they cover it. */
import { CAUSE_CODES } from '../../../src/diagnose/cause.ts';
import { bytes } from './cases/bytes.ts';
import { decryption } from './cases/decryption.ts';
import { keys } from './cases/keys.ts';
import { pairs } from './cases/pairs.ts';
import { RECEIVER_CAUSES, receiver } from './cases/receiver.ts';
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

/** Every cause has so many cases of its own: one mistake alone, and that one expected alone or first. */
const LEAST = 3;

/** Of each cause how many cases of its own each platform has. */
export function coverage(): Map<string, Map<string, number>> {
  const all = new Map([...CAUSE_CODES, ...RECEIVER_CAUSES].map((cause) => [cause as string, new Map()]));
  const count = (cause: string | undefined, platform: string) => {
    const platforms = cause === undefined ? undefined : all.get(cause);
    platforms?.set(platform, (platforms.get(platform) ?? 0) + 1);
  };
  for (const [section, cases] of Object.entries(CORPUS))
    if (section !== 'pairs') for (const { expected, platform } of cases) count(expected[0]?.[0], platform);
  for (const { cause, platform } of receiver) count(cause, platform);
  return all;
}

/** The causes that have fewer cases than they should, none included. */
export const tooFew = (): string[] =>
  [...coverage()]
    .filter(([, platforms]) => [...platforms.values()].reduce((sum, n) => sum + n, 0) < LEAST)
    .map(([cause]) => cause);
