/** The corpus: every broken callback is named rightly, and nothing is claimed besides. */
import { describe, expect, it } from 'vitest';
import { CAUSE_CODES } from '../../src/diagnose/cause.ts';
import { CORPUS } from './corpus/index.ts';
import { EFFORT, named, run } from './corpus/run.ts';

describe.each(Object.entries(CORPUS))('%s', (_, cases) => {
  it.each(cases.map((c) => [c.platform, c.name, c] as const))('%s: %s', async (platform, __, c) => {
    // What cannot be proven is not looked for to the end; what can be is within two deviations or three.
    const result = await run(c, c.proven ? EFFORT : { depth: 1, milliseconds: 4000 });
    expect(result.platform).toBe(platform);
    const wanted = c.expected.map((set) => [...new Set(set)].sort());
    expect(wanted).toContainEqual(named(result, c.proven));
    expect(named(result, !c.proven)).toEqual([]);
  });
});

it('each cause has three cases', () => {
  const all = Object.values(CORPUS).flat();
  const few = CAUSE_CODES.filter(
    (code) => all.filter(({ expected }) => expected.some((set) => set.includes(code))).length < 3,
  );
  expect(few).toEqual([]);
});
