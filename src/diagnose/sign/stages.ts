/** The stages of a sign's diagnosis: the interpreter's own steps, each with the ways in which it can deviate. */
import { decodeGbk } from '../../encoding/gbk.ts';
import type { Field } from '../../request/fields.ts';
import { joinFields, orderFields, selectFields } from '../../rules/canonical.ts';
import type { SignRule } from '../../rules/sign-rule.ts';
import { encodeValue } from '../../rules/value-encoding.ts';
import type { Deviation } from '../cause.ts';
import type { KeyVariant } from '../key-change.ts';
import { someDecimals, somePluses } from '../many.ts';
import { alternatives, type Stage, stage } from '../search.ts';
import { DECIMAL_PLACES, TEXT_AXES } from '../text-axes.ts';
import { changeText, numbersOf, type TextChange } from '../text-change.ts';
import {
  type FieldChange,
  type FieldKnowledge,
  fieldDeviations,
  roundedNeighbours,
} from './field-deviations.ts';
import type { ObservedSign } from './observed.ts';
import { JOINING, SELECTION } from './rule-deviations.ts';
import { rulePatcher, type SignState } from './state.ts';

/** Bytes of GBK behind percent signs; undefined where there are none. */
function decodeGbkForm(wire: string): string | undefined {
  if (!/%[89A-F]/i.test(wire)) return undefined;
  const bytes = wire
    .replaceAll('+', ' ')
    .replace(/%([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return decodeGbk(Buffer.from(bytes, 'latin1'));
}

export interface SignInput {
  readonly fields: readonly Field[];
  /** The fields whose value is a JSON number: a reprint may change their digits. */
  readonly numbers: ReadonlySet<string>;
  /** The body's parameters with their values as they stand on the wire, for a form. */
  readonly undecoded?: readonly Field[];
  readonly known: FieldKnowledge;
  readonly rules: readonly SignRule[];
  readonly secret: string;
  readonly keys: readonly KeyVariant[];
  readonly observed: ObservedSign;
}

/** All stages. What costs most stands in front: its results serve all that follows. */
export function signStages(input: SignInput): Stage<SignState>[] {
  const { fields, known, rules } = input;
  const patchRule = rulePatcher();
  return [
    ...Object.values(TEXT_AXES).map((axis) => valueStage(axis, input)),
    valueStage(DECIMAL_PLACES, input),
    plusStage(input),
    numberStage(input),
    undecodedStage(input),
    alternatives<SignState, FieldChange>(fieldDeviations(fields, known), (state, change) => {
      const changed = change(state.fields);
      return changed && { ...state, fields: changed };
    }),
    rulesStage(rules),
    signStage(input),
    SELECTING,
    ...SELECTION.map((axis) => alternatives(axis, selectAnew(patchRule))),
    ...JOINING.slice(0, -1).map((axis) => alternatives(axis, patchRule)),
    joiningStage(JOINING.at(-1) ?? []),
  ];
}

/** The plain rules, for a search over other things. */
export function plainStages(input: SignInput): Stage<SignState>[] {
  return [rulesStage(input.rules), SELECTING, joiningStage([])];
}

/** The plain rules over values that may have come to be what they are in very many ways. */
export function manyStages(input: SignInput): Stage<SignState>[] {
  const { fields, known } = input;
  const changes = fields.flatMap(({ name, value }) => {
    if (name === known.signField || value === null) return [];
    const change = (code: 'plus-as-space' | 'json-reserialised', detail: string, text: string) => ({
      code,
      where: name,
      detail,
      cost: 2 as const,
      change: { name, text },
    });
    return [
      ...[...somePluses(value)].map((text) => change('plus-as-space', 'some spaces', text)),
      ...[...someDecimals(value)].map((text) => change('json-reserialised', 'decimal places', text)),
    ];
  });
  const set = alternatives<SignState, { name: string; text: string }>(changes, (state, { name, text }) =>
    editValue(state, name, () => text),
  );
  return [rulesStage(input.rules), set, SELECTING, joiningStage([])];
}

/** The rules that are known by name: each is a start of its own. */
function rulesStage(rules: readonly SignRule[]): Stage<SignState> {
  return stage<SignState>(rules.map((rule) => ({ deviations: [], apply: (state) => ({ ...state, rule }) })));
}

/** Changes the text of every parameter but the sign, or of one of those that a change would affect. */
function valueStage(axis: readonly Deviation<TextChange>[], { fields, known }: SignInput): Stage<SignState> {
  const all = axis.map((deviation, row) => ({ ...deviation, change: { row } }));
  const single = ({ change, ...cause }: Deviation<TextChange>, row: number): Deviation<ValueChange>[] => {
    const affected = fields.filter(
      ({ name, value }) => name !== known.signField && value !== null && changeText(change, value) !== value,
    );
    return affected.length < 2 || affected.length > MOST_SINGLE
      ? []
      : affected
          .filter(({ value }) => (value ?? '').length >= LEAST_SINGLE)
          .map(({ name }) => ({ ...cause, where: name, change: { row, only: name } }));
  };
  const changesOf = rememberingChanges(axis.map(({ change }) => change));
  let current: readonly Field[] | undefined;
  let affected: { readonly at: number; readonly name: string; readonly changes: Changes }[] = [];
  return alternatives<SignState, ValueChange>(
    [...all, ...axis.flatMap(single)],
    (state, { row, only }) => {
      // All options are tried on one state after the other: what they do to its values is looked up once.
      if (state.fields !== current) {
        current = state.fields;
        affected = current.flatMap(({ name, value }, at) => {
          const changes = name === known.signField || value === null ? undefined : changesOf(value);
          return changes ? [{ at, name, changes }] : [];
        });
      }
      let changed: Field[] | undefined;
      for (const { at, name, changes } of affected) {
        const value = changes[row];
        if (value === undefined || (only !== undefined && name !== only)) continue;
        changed ??= state.fields.slice();
        changed[at] = { name, value };
      }
      return changed && { rule: state.rule, fields: changed, secret: state.secret, chosen: [], joined: '' };
    },
    sameValues,
  );
}

/** A change of every value, or of one, by its place in the axis. */
interface ValueChange {
  readonly row: number;
  readonly only?: string;
}

/** What the changes of an axis make of a value, in order; undefined where one changes nothing. */
type Changes = readonly (string | undefined)[];

/** Remembers the values that it has seen: many combinations come to the same ones. Undefined where nothing changes. */
function rememberingChanges(axis: readonly TextChange[]): (value: string) => Changes | undefined {
  const known = new Map<string, Changes | undefined>();
  return (value) => {
    if (known.has(value)) return known.get(value);
    if (known.size > MOST_REMEMBERED) known.clear();
    const changes = axis.map((change) => {
      const text = changeText(change, value);
      return text === value ? undefined : text;
    });
    const some = changes.some((text) => text !== undefined) ? changes : undefined;
    known.set(value, some);
    return some;
  };
}

const MOST_REMEMBERED = 5000;

/** A shorter value is hardly the only one that something happened to. */
const LEAST_SINGLE = 8;
/** With more parameters than this, a change goes for all of them. */
const MOST_SINGLE = 16;

/** The same parameters, value for value. */
function sameValues(a: SignState, b: SignState): boolean {
  return a.fields.every((field, i) => field.value === b.fields[i]?.value);
}

/** Changes one parameter. */
function editValue(state: SignState, name: string, edit: (value: string) => string): SignState | undefined {
  const { fields } = state;
  const at = fields.findIndex((field) => field.name === name);
  const value = fields[at]?.value ?? null;
  const text = value === null ? null : edit(value);
  return text === null || text === value
    ? undefined
    : { rule: state.rule, fields: fields.with(at, { name, value: text }), secret: state.secret, chosen: [], joined: '' };
}

/** Most changes change nothing: a list is only made for those that do. */
function mapValues(state: SignState, change: (field: Field) => string | null): SignState | undefined {
  const { fields } = state;
  let changed: Field[] | undefined;
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i] as Field;
    const value = change(field);
    if (value === field.value) continue;
    changed ??= fields.slice();
    changed[i] = { name: field.name, value };
  }
  return changed && { rule: state.rule, fields: changed, secret: state.secret, chosen: [], joined: '' };
}

/** More spaces than this in one value are not tried one by one. */
const MOST_SPACES = 24;

/** A `+` that became a space, in one parameter only or at one place only: elsewhere a space may be a space. */
function plusStage({ fields, known }: SignInput): Stage<SignState> {
  const change = (where: string, detail: string, cost: 1 | 2 | 3, edit: (value: string) => string) => ({
    code: 'plus-as-space' as const,
    where,
    detail,
    cost,
    change: { where, edit },
  });
  const list = fields.flatMap(({ name, value }) => {
    if (name === known.signField || !value?.includes(' ')) return [];
    const places = [...value.matchAll(/ /g)].map(({ index }) => index);
    return [
      change(name, 'every space', 1, (v) => v.replaceAll(' ', '+')),
      ...(places.length > 1 && places.length <= MOST_SPACES
        ? places.map((at) =>
            change(name, `character ${at + 1}`, 2, (v) =>
              v[at] === ' ' ? `${v.slice(0, at)}+${v.slice(at + 1)}` : v,
            ),
          )
        : []),
    ];
  });
  return alternatives(list, (state, { where, edit }) => editValue(state, where, edit));
}

/** JSON numbers that were printed again: other forms, or the digits that a double has lost, also inside a JSON value. */
function numberStage({ fields, numbers }: SignInput): Stage<SignState> {
  const set = (where: string, detail: string, cost: 1 | 2, edit: (value: string) => string) => ({
    code: 'json-reserialised' as const,
    where,
    detail,
    cost,
    change: { where, edit },
  });
  const lost = (name: string, index: number, digits: string) =>
    roundedNeighbours(digits).map((whole) =>
      set(name, LOST_DIGITS, 2, (value) => changeText({ kind: 'digits', index, digits: whole }, value)),
    );
  const list = fields.flatMap(({ name, value }) => {
    if (value === null) return [];
    if (!NUMBER.test(value)) return numbersOf(value).flatMap((digits, index) => lost(name, index, digits));
    const rounded = roundedNeighbours(value).map((digits) => set(name, LOST_DIGITS, 2, () => digits));
    if (!numbers.has(name)) return rounded;
    const double = String(Number(value));
    const places = Number.isInteger(Number(value)) ? [`${double}.0`, `${double}.00`] : [`${double}0`];
    const forms = [double, ...places].filter((form) => form !== value);
    return [...forms.map((form) => set(name, 'number printed again', 1, () => form)), ...rounded];
  });
  return alternatives(list, (state, { where, edit }) => editValue(state, where, edit));
}

const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const LOST_DIGITS = 'digits lost in a double';

/** The sign as part of what is signed: it has no value yet then, so what stands there is a blank. */
function signStage({ known, fields }: SignInput): Stage<SignState> {
  const blanks: Deviation<string>[] = ['', 'null', known.signField].map((text) => ({
    code: 'sign-included',
    detail: `${known.signField}=${text}`,
    cost: 2,
    change: text,
  }));
  return alternatives<SignState, string>(blanks, (state, text) => ({
    ...state,
    rule: {
      ...state.rule,
      exclude: [],
      // A blank of its own is signed even where other empty values are not.
      ...(text === '' &&
        !fields.some(({ value }) => (value ?? '') === '') && { emptyValues: 'keep' as const }),
    },
    fields: [
      ...state.fields.filter(({ name }) => name !== known.signField),
      { name: known.signField, value: text },
    ],
  }));
}

/** The values of a form as they stand on the wire: signed, or taken, without decoding; or escaped in another charset. */
function undecodedStage({ undecoded, known }: SignInput): Stage<SignState> {
  if (!undecoded) return stage([{ deviations: [], apply: (state) => state }]);
  const raw = new Map(undecoded.map(({ name, value }) => [name, value]));
  return alternatives<SignState, (wire: string) => string | undefined>(
    [
      { code: 'not-decoded', detail: 'as on the wire', cost: 2, change: (wire) => wire },
      { code: 'charset-gbk', detail: 'form in GBK', cost: 1, change: decodeGbkForm },
    ],
    (state, read) =>
      mapValues(state, ({ name, value }) => {
        const wire = name === known.signField ? undefined : raw.get(name);
        return typeof wire === 'string' ? (read(wire) ?? value) : value;
      }),
  );
}

/** Which parameters, in which order: the same for all ways to join them. */
const choose = (rule: SignRule, fields: readonly Field[]) => orderFields(rule, selectFields(rule, fields));

const SELECTING: Stage<SignState> = stage<SignState>([
  {
    deviations: [],
    apply: ({ rule, fields, secret }) => ({
      rule,
      fields,
      secret,
      chosen: choose(rule, fields),
      joined: '',
    }),
  },
]);

/** Patches how parameters are selected; undefined where the same ones in the same order come of it. */
function selectAnew(patchRule: ReturnType<typeof rulePatcher>) {
  return (state: SignState, patch: Partial<SignRule>): SignState | undefined => {
    const patched = patchRule(state, patch);
    if (!patched) return undefined;
    const { rule, fields, secret } = patched;
    const chosen = choose(rule, fields);
    const same = chosen.length === state.chosen.length && chosen.every((f, i) => f === state.chosen[i]);
    return same ? undefined : { rule, fields, secret, chosen, joined: '' };
  };
}

/** The last axis of joining also makes the string. What comes to the same as something before is left out. */
function joiningStage(axis: readonly Deviation<Partial<SignRule>>[]): Stage<SignState> {
  const encode = rememberingEncoder();
  const patchRule = rulePatcher();
  const join = ({ rule, fields, secret, chosen }: SignState): SignState => ({
    rule,
    fields,
    secret,
    chosen,
    joined: joinFields(rule, chosen, encode),
  });
  // The options are tried on one state after the other.
  let current: SignState | undefined;
  let made: string[] = [];
  return stage<SignState>([
    { deviations: [], apply: join },
    ...axis.map((deviation) => ({
      deviations: [deviation],
      apply: (state: SignState) => {
        if (state !== current) {
          current = state;
          made = [joinFields(state.rule, state.chosen, encode)];
        }
        const patched = patchRule(state, deviation.change);
        const next = patched && join(patched);
        if (!next || made.includes(next.joined)) return undefined;
        made.push(next.joined);
        return next;
      },
    })),
  ]);
}

/** Encoding costs more than joining, and the values are nearly always the same ones. */
function rememberingEncoder(): typeof encodeValue {
  const known = new Map<string, Map<string, string>>();
  return (encoding, value) => {
    if (encoding === 'raw') return value;
    const texts = known.get(encoding) ?? new Map<string, string>();
    known.set(encoding, texts);
    const text = texts.get(value) ?? encodeValue(encoding, value);
    texts.set(value, text);
    return text;
  };
}
