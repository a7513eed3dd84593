/** How the set of parameters can differ from what was signed: extra ones, lost ones, other names. */
import type { Field } from '../../request/fields.ts';
import type { Cause, Deviation } from '../cause.ts';

import { remembering } from '../remembering.ts';

/** Gives the parameters that may have been signed; undefined where nothing changes. */
export type FieldChange = (fields: readonly Field[]) => readonly Field[] | undefined;

/** What is known of the parameters from outside the body. */
export interface FieldKnowledge {
  /** Names that the platform documents. */
  readonly documented: ReadonlySet<string>;
  /** Documented parameters that always have the same value. */
  readonly constants: readonly Field[];
  /** What documented numbers and booleans are where serialisers leave them out. */
  readonly defaults: readonly Field[];
  /** Parameters of the URL. */
  readonly query: readonly Field[];
  /** The parameter that holds the sign. */
  readonly signField: string;
}

/** What the companion of the sign is called; where it is signed and not sent, it says MD5. */
const SIGN_TYPES = ['sign_type', 'signType', 'sign_method', 'signMethod'];

/** qs, PHP's max_input_vars and others stop after so many. */
const PARSER_LIMITS = [1000];
/** More parameters than this are not left out one by one. */
const ONE_BY_ONE = 64;

const camel = (name: string) => name.replace(/(?<=[a-zA-Z0-9])_([a-z])/g, (_, c: string) => c.toUpperCase());
const snake = (name: string) => name.replace(/(?<=[a-z0-9])[A-Z]/g, (c) => `_${c.toLowerCase()}`);

const without =
  (names: ReadonlySet<string>): FieldChange =>
  (fields) => {
    const kept = fields.filter(({ name }) => !names.has(name));
    return kept.length < fields.length ? kept : undefined;
  };

const plus =
  (extra: readonly Field[]): FieldChange =>
  (fields) => {
    const fresh = extra.filter(({ name }) => !fields.some((f) => f.name === name));
    return fresh.length > 0 ? [...fields, ...fresh] : undefined;
  };

const renamed = (rename: (name: string) => string): FieldChange => {
  const renamedField = remembering((field: Field): Field => {
    const name = rename(field.name);
    return name === field.name ? field : { name, value: field.value };
  });
  return (fields) => {
    const changed = fields.map(renamedField);
    return changed.some((field, i) => field !== fields[i]) ? changed : undefined;
  };
};

/** The deviations that this set of parameters allows. */
export function fieldDeviations(fields: readonly Field[], known: FieldKnowledge): Deviation<FieldChange>[] {
  const names = [...new Set(fields.map(({ name }) => name))].filter((name) => name !== known.signField);
  const foreign = names.filter((name) => !known.documented.has(name));
  const deviation = (cause: Cause, cost: 1 | 2 | 3, change: FieldChange): Deviation<FieldChange> => ({
    ...cause,
    cost,
    change,
  });
  const list: Deviation<FieldChange>[] = [];
  if (foreign.length > 1)
    list.push(deviation({ code: 'extra-params', where: foreign.join(', ') }, 1, without(new Set(foreign))));
  for (const name of names.slice(0, ONE_BY_ONE))
    list.push(
      known.documented.has(name)
        ? deviation({ code: 'params-lost', where: name, detail: 'not signed' }, 2, without(new Set([name])))
        : deviation({ code: 'extra-params', where: name }, 1, without(new Set([name]))),
    );
  for (const constant of known.constants)
    list.push(
      deviation({ code: 'params-lost', where: constant.name, detail: 'signed' }, 1, plus([constant])),
    );
  for (const value of known.defaults)
    list.push(
      deviation({ code: 'params-lost', where: value.name, detail: value.value ?? '' }, 2, plus([value])),
    );
  const isZero = ({ value }: Field) => value === '0' || value === 'false';
  const isBlank = (field: Field) => (field.value ?? '') === '' || isZero(field);
  const nulls = (fields: readonly Field[]) =>
    fields.map((f) => (f.value === null ? { ...f, value: 'null' } : f));
  if (fields.some(isZero))
    list.push(
      deviation({ code: 'empty-values', detail: 'drop 0' }, 1, (all) => all.filter((f) => !isBlank(f))),
    );
  if (fields.some(({ value }) => value === null))
    list.push(deviation({ code: 'empty-values', detail: 'null' }, 1, nulls));
  for (const name of SIGN_TYPES)
    list.push(
      deviation(
        { code: 'sign-type-included', where: name, detail: 'included' },
        2,
        plus([{ name, value: 'MD5' }]),
      ),
    );
  if (known.query.length > 0)
    list.push(deviation({ code: 'extra-params', where: '?', detail: 'signed' }, 2, plus(known.query)));
  for (const limit of PARSER_LIMITS)
    if (fields.length > limit)
      list.push(
        deviation({ code: 'params-lost', detail: `first ${limit}` }, 1, (all) =>
          all.length > limit ? all.slice(0, limit) : undefined,
        ),
      );
  list.push(
    deviation({ code: 'json-keys-renamed', detail: 'snake_case' }, 1, renamed(snake)),
    deviation({ code: 'json-keys-renamed', detail: 'camelCase' }, 1, renamed(camel)),
  );
  return list;
}

/** A long whose digits a double has rounded could have been any of the integers that round to it: at most so many. */
const MOST_NEIGHBOURS = 1024;

/** The integers that round to the same double as these digits; none unless a double has rounded them. */
export function roundedNeighbours(digits: string): string[] {
  const plain = /^\d+(?:\.\d+)?[eE]\+?\d+$/.test(digits) ? BigInt(Number(digits)).toString() : digits;
  if (!/^[1-9]\d{15,24}$/.test(plain)) return [];
  const value = Number(plain);
  // What a double prints has 17 digits that mean something, the rest are zeros; other digits were never rounded.
  const asPrinted = BigInt(value).toString() === plain || String(value) === plain || plain !== digits;
  if (!asPrinted) return [];
  const found: string[] = [];
  const centre = BigInt(value);
  for (let distance = 1n; found.length < MOST_NEIGHBOURS; distance++) {
    const near = [centre - distance, centre + distance].filter((n) => Number(n) === value);
    if (near.length === 0) break;
    found.push(...near.map(String));
  }
  found.unshift(centre.toString());
  return found.filter((n) => n !== digits);
}
