/** The stages that change values: what may have happened to them between the signer and the verifier. */
import { decodeGbk } from '../../encoding/gbk.ts';
import type { Deviation } from '../cause.ts';
import { someDecimals, somePluses } from '../many.ts';
import { alternatives, type Stage, stage } from '../search.ts';
import { DECIMAL_PLACES, TEXT_AXES } from '../text-axes.ts';
import { changeText, numbersOf, type TextChange } from '../text-change.ts';
import { roundedNeighbours } from './field-deviations.ts';
import type { SignInput } from './input.ts';
import type { Parameter, Parameters } from './parameters.ts';
import { type SignState, withFields } from './state.ts';

/** What can have happened to one value, or to all in the same way. */
export function valueStages(input: SignInput, parameters: Parameters): Stage<SignState>[] {
  return [
    ...Object.values(TEXT_AXES).map((axis) => textStage(axis, input, parameters)),
    textStage(DECIMAL_PLACES, input, parameters),
    editingStage(plusEdits(input), parameters),
    editingStage(numberEdits(input), parameters),
    undecodedStage(input, parameters),
  ];
}

/** Values that may have come to be what they are in very many ways. */
export function manyValuesStage({ fields, known }: SignInput, parameters: Parameters): Stage<SignState> {
  const edits = fields.flatMap(({ name, value }) => {
    if (name === known.signField || value === null) return [];
    const edit = (code: 'plus-as-space' | 'json-reserialised', detail: string, text: string) => ({
      code,
      where: name,
      detail,
      cost: 2 as const,
      change: { where: name, edit: () => text },
    });
    return [
      ...[...somePluses(value)].map((text) => edit('plus-as-space', 'some spaces', text)),
      ...[...someDecimals(value)].map((text) => edit('json-reserialised', 'decimal places', text)),
    ];
  });
  return editingStage(edits, parameters);
}

/** A change of every value, or of one, by its place in the axis. */
interface AxisChange {
  readonly row: number;
  readonly only?: string;
}

/** What the changes of an axis make of a parameter, in order; undefined where one changes nothing. */
type Changes = readonly (Parameter | undefined)[];

/** A shorter value is hardly the only one that something happened to. */
const LEAST_SINGLE = 8;
/** With more parameters than this, a change goes for all of them. */
const MOST_SINGLE = 16;

/** Changes the text of every parameter but the sign, or of one of those that a change would affect. */
function textStage(
  axis: readonly Deviation<TextChange>[],
  { fields, known }: SignInput,
  parameters: Parameters,
): Stage<SignState> {
  const changesOf = parameters.noting(({ name, value }): Changes | null => {
    if (name === known.signField || value === null) return null;
    const changes = axis.map(({ change }) => {
      const text = changeText(change, value);
      return text === value ? undefined : parameters.of(name, text);
    });
    return changes.some(Boolean) ? changes : null;
  });
  const start = parameters.all(fields);
  const all = axis.map((deviation, row) => ({ ...deviation, change: { row } }));
  const single = ({ change: _, ...cause }: Deviation<TextChange>, row: number): Deviation<AxisChange>[] => {
    const affected = start.filter((parameter) => changesOf(parameter)?.[row]);
    return affected.length < 2 || affected.length > MOST_SINGLE
      ? []
      : affected
          .filter(({ value }) => (value ?? '').length >= LEAST_SINGLE)
          .map(({ name }) => ({ ...cause, where: name, change: { row, only: name } }));
  };
  let current: readonly Parameter[] | undefined;
  let affected: { readonly at: number; readonly name: string; readonly changes: Changes }[] = [];
  return alternatives<SignState, AxisChange>(
    [...all, ...axis.flatMap(single)],
    (state, { row, only }) => {
      // All options are tried on one state after the other: what they do to its values is looked up once.
      if (state.fields !== current) {
        current = state.fields;
        affected = [];
        for (const [at, field] of current.entries()) {
          const changes = changesOf(field);
          if (changes) affected.push({ at, name: field.name, changes });
        }
      }
      let changed: Parameter[] | undefined;
      for (const { at, name, changes } of affected) {
        const field = changes[row];
        if (!field || (only !== undefined && name !== only)) continue;
        changed ??= state.fields.slice();
        changed[at] = field;
      }
      return changed && withFields(state, changed);
    },
    sameValues,
  );
}

/** The same parameters, value for value. */
function sameValues(a: SignState, b: SignState): boolean {
  return a.fields.every((field, i) => field.value === b.fields[i]?.value);
}

/** A change of one parameter. */
interface Edit {
  readonly where: string;
  readonly edit: (value: string) => string;
}

function editingStage(edits: readonly Deviation<Edit>[], parameters: Parameters): Stage<SignState> {
  return alternatives<SignState, Edit>(edits, (state, { where, edit }) => {
    const at = state.fields.findIndex(({ name }) => name === where);
    const value = state.fields[at]?.value ?? null;
    const text = value === null ? null : edit(value);
    return text === null || text === value
      ? undefined
      : withFields(state, state.fields.with(at, parameters.of(where, text)));
  });
}

/** More spaces than this in one value are not tried one by one. */
const MOST_SPACES = 24;

/** A `+` that became a space, in one parameter only or at one place only: elsewhere a space may be a space. */
function plusEdits({ fields, known }: SignInput): Deviation<Edit>[] {
  const change = (where: string, detail: string, cost: 1 | 2 | 3, edit: (value: string) => string) => ({
    code: 'plus-as-space' as const,
    where,
    detail,
    cost,
    change: { where, edit },
  });
  return fields.flatMap(({ name, value }) => {
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
}

/** JSON numbers that were printed again: other forms, or the digits that a double has lost, also inside a JSON value. */
function numberEdits({ fields, numbers }: SignInput): Deviation<Edit>[] {
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
  return fields.flatMap(({ name, value }) => {
    if (value === null) return [];
    if (!NUMBER.test(value)) return numbersOf(value).flatMap((digits, index) => lost(name, index, digits));
    const rounded = roundedNeighbours(value).map((digits) => set(name, LOST_DIGITS, 2, () => digits));
    if (!numbers.has(name)) return rounded;
    const double = String(Number(value));
    const places = Number.isInteger(Number(value)) ? [`${double}.0`, `${double}.00`] : [`${double}0`];
    const forms = [double, ...places].filter((form) => form !== value);
    return [...forms.map((form) => set(name, 'number printed again', 1, () => form)), ...rounded];
  });
}

const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const LOST_DIGITS = 'digits lost in a double';

/** The values of a form as they stand on the wire: signed, or taken, without decoding; or escaped in another charset. */
function undecodedStage({ undecoded, known }: SignInput, parameters: Parameters): Stage<SignState> {
  if (!undecoded) return stage([{ deviations: [], apply: (state) => state }]);
  const raw = new Map(undecoded.map(({ name, value }) => [name, value]));
  return alternatives<SignState, (wire: string) => string | undefined>(
    [
      { code: 'not-decoded', detail: 'as on the wire', cost: 2, change: (wire) => wire },
      { code: 'charset-gbk', detail: 'form in GBK', cost: 1, change: decodeGbkForm },
    ],
    (state, read) => {
      let changed: Parameter[] | undefined;
      for (const [at, { name, value }] of state.fields.entries()) {
        const wire = name === known.signField ? undefined : raw.get(name);
        const text = typeof wire === 'string' ? (read(wire) ?? value) : value;
        if (text === value || text === null) continue;
        changed ??= state.fields.slice();
        changed[at] = parameters.of(name, text);
      }
      return changed && withFields(state, changed);
    },
  );
}

/** Bytes of GBK behind percent signs; undefined where there are none. */
function decodeGbkForm(wire: string): string | undefined {
  if (!/%[89A-F]/i.test(wire)) return undefined;
  const bytes = wire
    .replaceAll('+', ' ')
    .replace(/%([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return decodeGbk(Buffer.from(bytes, 'latin1'));
}
