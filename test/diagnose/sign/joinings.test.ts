/** The ways to join parameters that a search tries. */
import { expect, it } from 'vitest';
import { joiningsOf, makesDifference } from '../../../src/diagnose/sign/joinings.ts';
import { Parameters } from '../../../src/diagnose/sign/parameters.ts';
import { JOINING } from '../../../src/diagnose/sign/rule-deviations.ts';
import { PLATFORMS } from '../../../src/platforms/index.ts';
import { joinFields } from '../../../src/rules/canonical.ts';

const rules = PLATFORMS.flatMap(({ checks }) =>
  checks.flatMap((check) => (check.kind === 'sign' ? check.rules : [])),
);
const parameters = new Parameters();
/** Values that look different in every encoding. */
const telling = parameters.all([
  { name: 'a', value: "x y*~'()é/%" },
  { name: 'b', value: '1' },
]);

it.each(rules)('$id: each makes a string of its own that one more deviation explains', (rule) => {
  const joinings = joiningsOf(JOINING, parameters)(rule);
  const seen = new Set<string>();
  for (let count = 0; count <= 3; count++)
    for (const joining of joinings(count)) {
      expect(joining.deviations).toHaveLength(count);
      const text = joinFields(joining.rule, telling);
      expect(seen).not.toContain(text);
      seen.add(text);
    }
  // Every single deviation that changes the string is among them.
  for (const { change } of JOINING.flat())
    expect(seen).toContain(joinFields({ ...rule, ...change }, telling));
});

it.each(rules)('$id: the likeliest come first', (rule) => {
  const costs = joiningsOf(
    JOINING,
    parameters,
  )(rule)(2).map(({ deviations }) => deviations.reduce((sum, { cost }) => sum + cost, 0));
  expect(costs).toEqual(costs.toSorted((a, b) => a - b));
});

it.each(rules)('$id: what is left out for some parameters comes to what fewer deviations make', (rule) => {
  const joinings = joiningsOf(JOINING, parameters)(rule);
  const samples = [
    [],
    [{ name: 'a', value: 'plain' }],
    [{ name: 'a', value: 'a b' }],
    [
      { name: 'a', value: 'plain' },
      { name: 'b', value: null },
    ],
  ];
  for (const chosen of samples.map((fields) => parameters.all(fields))) {
    const kept = new Set([joinFields(rule, chosen)]);
    let leftOut = 0;
    for (const count of [1, 2]) {
      const [some, others] = [true, false].map((makes) =>
        joinings(count).filter((joining) => makesDifference(joining, chosen) === makes),
      );
      for (const joining of some ?? []) kept.add(joinFields(joining.rule, chosen));
      for (const joining of others ?? []) expect(kept).toContain(joinFields(joining.rule, chosen));
      leftOut += others?.length ?? 0;
    }
    if (chosen.length < 2) expect(leftOut).toBeGreaterThan(0);
  }
});

it('a rule by itself joins in its own way only', () => {
  const [rule] = rules;
  if (!rule) throw new Error('no rules');
  const joinings = joiningsOf([], parameters)(rule);
  expect(joinings(0)).toMatchObject([{ deviations: [], rule }]);
  expect(joinings(1)).toEqual([]);
});
