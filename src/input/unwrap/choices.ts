/** Choosing one of several recorded requests. */

import type { CallbackRequest } from '../../request/request.ts';
import type { Layer, UnwrapProblem } from './layers.ts';
import { type Found, foundBody, foundRequest, RANK } from './recogniser.ts';

export interface Recorded {
  readonly request: CallbackRequest;
  readonly problems: readonly UnwrapProblem[];
}

/**
 * The chosen request; the only likely one where none was chosen; else the list to choose from.
 * @param entry counts from 1 over all of `recorded`
 */
export function choose(
  recorded: readonly Recorded[],
  isLikely: (request: CallbackRequest) => boolean,
  entry: number | undefined,
  layer: (entry: number, of: number) => Layer,
  text: string,
): Found | undefined {
  if (recorded.length === 0) return undefined;
  const of = recorded.length;
  const likely = recorded.flatMap(({ request }, i) => (isLikely(request) ? [i] : []));
  const index = entry !== undefined ? entry - 1 : of === 1 ? 0 : likely.length === 1 ? likely[0] : undefined;
  const chosen = index === undefined ? undefined : recorded[index];
  if (chosen !== undefined && index !== undefined)
    return foundRequest([layer(index + 1, of)], chosen.request, chosen.problems, text.length);
  return foundBody('unknown', RANK.request, text, {
    problems: [entry === undefined ? { code: 'entry-not-chosen', of } : { code: 'no-such-entry', entry, of }],
    choices: (likely.length > 0 ? likely : [...recorded.keys()]).map((i) => ({
      index: i + 1,
      method: recorded[i]?.request.method ?? '',
      url: recorded[i]?.request.url ?? '',
    })),
    end: text.length,
  });
}
