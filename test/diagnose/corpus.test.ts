/** The corpus: every broken callback is named rightly, and nothing is claimed besides. */
import { describe, expect, it } from 'vitest';
import { namedByReceiver, receiver } from './corpus/cases/receiver.ts';
import { CORPUS, tooFew } from './corpus/index.ts';
import type { Case } from './corpus/recipe.ts';
import { EFFORT, named, run } from './corpus/run.ts';

const rows = (cases: readonly Case[]) => cases.map((c) => [c.platform, c.name, c] as const);

async function explains(c: Case) {
  // What cannot be proven is not looked for to the end; what can be is within two deviations or three.
  const result = await run(c, c.proven ? EFFORT : { depth: 1, milliseconds: 4000 });
  expect(result.platform).toBe(c.platform);
  const wanted = c.expected.map((set) => [...new Set(set)].sort());
  expect(wanted).toContainEqual(named(result, c.proven));
  expect(named(result, !c.proven)).toEqual([]);
}

describe.each(Object.entries(CORPUS))('%s', (_, cases) => {
  it.each(rows(cases))('%s: %s', (_, __, c) => explains(c));
});

describe('what only a receiver sees', () => {
  it.each(receiver.map((c) => [c.platform, c.cause, c.name, c] as const))('%s: %s: %s', (_, cause, __, c) =>
    expect(namedByReceiver(c)).toEqual([cause]),
  );
});

it('each cause has three cases of its own', () => expect(tooFew()).toEqual([]));
