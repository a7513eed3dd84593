/** The corpus: every broken callback is named rightly, and nothing else is claimed with proof. */
import { describe, expect, it } from 'vitest';
import { bytes } from './corpus/cases/bytes.ts';
import { run } from './corpus/run.ts';

describe('x', () => {
  it.each([...bytes].map((c) => [c.name, c] as const))('%s', async (_, c) => {
    const { explanation } = await run(c);
    const proven = [...new Set(explanation.causes.filter((x) => x.proven).map((x) => x.code))].sort();
    const possible = [...new Set(explanation.causes.filter((x) => !x.proven).map((x) => x.code))].sort();
    const got = c.proven ? proven : possible;
    expect(c.expected.map((e) => [...new Set(e)].sort().join())).toContain(got.join());
  });
});
