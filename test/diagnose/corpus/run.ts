/** A case on the way that `cbk verify` and `cbk inspect` take, from bytes to causes. */
import type { CheckContext } from '../../../src/checks/context.ts';
import { ALL_CHECKS, examine, type Report } from '../../../src/checks/examine.ts';
import { diagnose, type Explanation } from '../../../src/diagnose/index.ts';
import type { Effort } from '../../../src/diagnose/search.ts';
import { unwrap } from '../../../src/input/unwrap/index.ts';
import { detectPlatform } from '../../../src/platforms/index.ts';
import { KEY_SLOTS } from '../../../src/platforms/key-slots.ts';
import { readBody } from '../../../src/request/fields.ts';
import type { Case } from './recipe.ts';

export interface Run {
  readonly platform: string | undefined;
  readonly report: Report;
  readonly explanation: Explanation;
  readonly milliseconds: number;
}

/** As the commands let it: three deviations, four seconds. */
export const EFFORT: Effort = { depth: 3, milliseconds: 4000 };

/** Unwraps, detects, checks and explains. */
export async function run({ input, keys, others, now }: Case, effort: Effort = EFFORT): Promise<Run> {
  const { request, layers, blob } = unwrap(input);
  const body = readBody(request);
  const hints = [...keys.keys()].flatMap((name) => {
    const owners = KEY_SLOTS.filter((slot) => slot.name === name);
    return owners.map(({ platform }) => ({
      platform,
      weight: owners.length > 1 ? 1 : 6,
      reason: `--${name}`,
    }));
  });
  const [detected] = detectPlatform(request, body, hints);
  if (!detected) throw new Error('no platform detected');
  const { platform } = detected;
  const context: CheckContext = { platform, request, body, keys, now, ...(blob && { blob: blob.text }) };
  const report = await examine(context, { kinds: ALL_CHECKS, schemas: false });
  const begun = performance.now();
  const explanation = await diagnose(context, report, layers, others, effort);
  return { platform: platform.id, report, explanation, milliseconds: performance.now() - begun };
}

/** The codes that were named, proven or suspected, each once and in order of the alphabet. */
export const named = ({ explanation }: Run, proven: boolean): string[] =>
  [...new Set(explanation.causes.filter((c) => c.proven === proven).map(({ code }) => code))].sort();

/**
 * Whether exactly the causes of the recipe were named, and as sure as they can be.
 * @public bench/corpus.mjs calls it, in a module that it loads at run time.
 */
export function namedRightly(c: Case, run: Run): boolean {
  const wanted = c.expected.map((set) => [...new Set(set)].sort().join());
  const [sure, suspected] = [named(run, true).join(), named(run, false).join()];
  return c.proven ? wanted.includes(sure) && suspected === '' : sure === '' && wanted.includes(suspected);
}
