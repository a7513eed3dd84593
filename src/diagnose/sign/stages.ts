/** The stages of a sign's diagnosis: the interpreter's own steps, each with the ways in which it can deviate. */
import { orderFields, selectFields } from '../../rules/canonical.ts';
import type { SignRule } from '../../rules/sign-rule.ts';
import { remembering } from '../remembering.ts';
import { alternatives, type Stage, stage } from '../search.ts';
import { fieldDeviations } from './field-deviations.ts';
import type { SignInput } from './input.ts';
import type { Parameter, Parameters } from './parameters.ts';
import { SELECTION } from './rule-deviations.ts';
import { rulePatcher, type SignState, withFields, withRule } from './state.ts';
import { manyValuesStage, valueStages } from './value-stages.ts';

/** All stages. What costs most stands in front: its results serve all that follows. */
export function signStages(input: SignInput, parameters: Parameters): Stage<SignState>[] {
  const patchRule = rulePatcher();
  const choose = choosing(input);
  return [
    ...valueStages(input, parameters),
    alternatives(fieldDeviations(input.fields, input.known), (state, change) => {
      const changed = change(state.fields);
      return changed && withFields(state, parameters.all(changed));
    }),
    rulesStage(input.rules),
    signStage(input, parameters),
    selectingStage(choose),
    ...SELECTION.map((axis) => alternatives(axis, selectAnew(patchRule, choose))),
  ];
}

/** The plain rules, for a search over other things. */
export function plainStages(input: SignInput): Stage<SignState>[] {
  return [rulesStage(input.rules), selectingStage(choosing(input))];
}

/** The plain rules over values that may have come to be what they are in very many ways. */
export function manyStages(input: SignInput, parameters: Parameters): Stage<SignState>[] {
  return [rulesStage(input.rules), manyValuesStage(input, parameters), selectingStage(choosing(input))];
}

/** The rules that are known by name: each is a start of its own. */
function rulesStage(rules: readonly SignRule[]): Stage<SignState> {
  return stage(rules.map((rule) => ({ deviations: [], apply: (state) => withRule(state, rule) })));
}

/** The sign as part of what is signed: it has no value yet then, so what stands there is a blank. */
function signStage({ known, fields }: SignInput, parameters: Parameters): Stage<SignState> {
  // A blank of its own is signed even where other empty values are not.
  const keep = fields.some(({ value }) => (value ?? '') === '') ? {} : { emptyValues: 'keep' as const };
  const patchRule = rulePatcher();
  return alternatives(
    ['', 'null', known.signField].map((value) => ({
      code: 'sign-included',
      detail: `${known.signField}=${value}`,
      cost: 2,
      change: {
        field: parameters.of(known.signField, value),
        patch: { exclude: [], ...(value === '' && keep) },
      },
    })),
    (state, { field, patch }) =>
      withFields(patchRule(state, patch) ?? state, [
        ...state.fields.filter(({ name }) => name !== known.signField),
        field,
      ]),
  );
}

type Choose = (rule: SignRule, fields: readonly Parameter[]) => readonly Parameter[];

/**
 * Which parameters are signed, in which order. To sort them takes as long as a digest, but the same names come again
 * and again with other values, and then the same places are taken.
 */
function choosing({ fields }: SignInput): Choose {
  const mostLists = Math.ceil(MOST_PLACES / Math.max(1, fields.length));
  const placesOf = remembering((rule: SignRule) =>
    remembering((names: string) => placesFor(rule, JSON.parse(names)), mostLists),
  );
  return (rule, fields) => {
    if (rule.order === 'by-value' || (rule.emptyValues === 'drop' && fields.some(isEmpty)))
      return orderFields(rule, selectFields(rule, fields));
    return placesOf(rule)(JSON.stringify(fields.map(nameOf))).map((at) => fields[at] as Parameter);
  };
}

/** So many places are kept of each rule: there may be thousands of lists of names, each with thousands of names. */
const MOST_PLACES = 20_000;

/** The places that a rule takes of parameters with such names, none of them empty. */
function placesFor(rule: SignRule, names: readonly string[]): readonly number[] {
  const placed = names.map((name, at) => ({ name, value: 'any', at }));
  return orderFields(rule, selectFields(rule, placed)).map(({ at }) => at);
}

const nameOf = ({ name }: Parameter) => name;
const isEmpty = ({ value }: Parameter) => (value ?? '') === '';

function selectingStage(choose: Choose): Stage<SignState> {
  return stage([
    {
      deviations: [],
      apply: ({ rule, fields, secret }) => ({ rule, fields, secret, chosen: choose(rule, fields) }),
    },
  ]);
}

type PatchRule = ReturnType<typeof rulePatcher>;

/** Patches how parameters are selected; undefined where the same ones in the same order come of it. */
function selectAnew(patchRule: PatchRule, choose: Choose) {
  return (state: SignState, patch: Partial<SignRule>): SignState | undefined => {
    const rule = patchRule(state, patch)?.rule;
    if (!rule) return undefined;
    const { fields, secret } = state;
    const chosen = choose(rule, fields);
    const same = chosen.length === state.chosen.length && chosen.every((f, i) => f === state.chosen[i]);
    return same ? undefined : { rule, fields, secret, chosen };
  };
}
