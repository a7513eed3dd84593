/** Of the alternatives of a `oneOf` or `anyOf` that all failed: the problems that help the reader. */
import { atPointer, isObject, member, toPlain } from '../json/node.ts';
import type { JsonNode } from '../json/read.ts';
import type { Schema } from '../platforms/platform.ts';
import { shortValue } from './found.ts';
import type { Expected, SchemaProblem } from './problem.ts';

export interface Branch {
  readonly schema: unknown;
  /** Never empty. */
  readonly problems: readonly SchemaProblem[];
}

interface Place {
  /** Where the value stands that fits no alternative. */
  readonly pointer: string;
  readonly root: JsonNode;
  /** The whole schema. */
  readonly schema: Schema;
}

/**
 * Alternatives for another kind of value are left out; if that leaves none, the kinds are listed together.
 * Where all that is left disagree with the value of the same place, the wanted values are listed together.
 * Else the one alternative that fits best: by its discriminators (`const` and `enum` of direct properties),
 * then the fewest problems, then the deepest ones (the value agrees longest with it), then the first.
 */
export function bestBranch(branches: readonly Branch[], place: Place): readonly SchemaProblem[] {
  const kinds = branches.map((b) => b.problems.find((p) => p.pointer === place.pointer && isOfKind(p)));
  const fitting = branches.filter((_, i) => !kinds[i]);
  if (fitting.length === 0) return [mergeTypes(kinds.filter((p) => p !== undefined))];
  const merged = mergeValues(fitting) ?? mergeRequired(fitting, place);
  if (merged) return [merged];
  const scored = fitting.map((branch) => ({ branch, score: score(branch, place) }));
  scored.sort((a, b) => compare(a.score, b.score));
  return scored[0]?.branch.problems ?? [];
}

function isOfKind({ expected }: SchemaProblem): boolean {
  return expected.kind === 'type' || expected.kind === 'nothing';
}

function mergeTypes(problems: readonly SchemaProblem[]): SchemaProblem {
  const types = problems.flatMap(({ expected }) => (expected.kind === 'type' ? expected.types : []));
  const typed = problems.find((p) => p.expected.kind === 'type') ?? (problems[0] as SchemaProblem);
  return types.length ? { ...typed, expected: { kind: 'type', types: [...new Set(types)] } } : typed;
}

/** One list of values when every alternative wants another value at the same pointer. */
function mergeValues(branches: readonly Branch[]): SchemaProblem | undefined {
  const [first, ...others] = branches;
  for (const problem of first?.problems ?? []) {
    const same = others.map((b) =>
      b.problems.find((p) => p.pointer === problem.pointer && isValue(p.expected)),
    );
    if (!isValue(problem.expected) || same.some((p) => p === undefined)) continue;
    const values = [problem, ...same].flatMap((p) => (p && isValue(p.expected) ? p.expected.values : []));
    const once = new Map(values.map((value) => [JSON.stringify(value), value]));
    return { ...problem, keyword: 'enum', expected: { kind: 'enum', values: [...once.values()] } };
  }
  return undefined;
}

function isValue(expected: Expected): expected is Extract<Expected, { kind: 'enum' }> {
  return expected.kind === 'enum';
}

/** `anyOf: [{required: [a]}, {required: [b]}]`: naming only one of them would be wrong advice. */
function mergeRequired(branches: readonly Branch[], { pointer, root }: Place): SchemaProblem | undefined {
  const names = branches.map(({ problems: [only, ...more] }) =>
    only?.expected.kind === 'required' &&
    more.length === 0 &&
    only.pointer.lastIndexOf('/') === pointer.length
      ? only.expected.name
      : undefined,
  );
  const known = [...new Set(names.filter((name) => name !== undefined))];
  const node = atPointer(root, pointer);
  if (!node || known.length < 2 || names.includes(undefined)) return undefined;
  return {
    pointer,
    keyword: 'required',
    expected: { kind: 'required-one-of', names: known },
    found: shortValue(node),
  };
}

/** Smaller is better, number by number. */
function score({ schema, problems }: Branch, place: Place): number[] {
  const node = atPointer(place.root, place.pointer);
  const { matching, differing } = discriminators(schema, node, place.schema);
  const depth = Math.min(...problems.map((p) => p.pointer.split('/').length));
  return [differing, -matching, problems.length, -depth];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((value, at) => value !== b[at]);
  return i < 0 ? 0 : (a[i] ?? 0) - (b[i] ?? 0);
}

/**
 * How many direct properties have a value that the alternative fixes with `const` or `enum`, and in how many the
 * value differs from a `const`. (One that differs from an `enum` may as well be a mistake in that property.)
 */
function discriminators(schema: unknown, node: JsonNode | undefined, whole: Schema) {
  const count = { matching: 0, differing: 0 };
  if (!isObject(node)) return count;
  for (const { properties } of parts(schema, whole)) {
    if (!isPlain(properties)) continue;
    for (const [name, rule] of Object.entries(properties)) {
      const found = member(node, name);
      if (!found || !isPlain(rule)) continue;
      const value = toPlain(found, 'double');
      if ('const' in rule) count[rule['const'] === value ? 'matching' : 'differing']++;
      else if (Array.isArray(rule['enum']) && rule['enum'].includes(value)) count.matching++;
    }
  }
  return count;
}

/** A schema with what it takes in by `allOf` and local `$ref`. */
function parts(schema: unknown, whole: Schema, seen = new Set<unknown>()): Schema[] {
  if (!isPlain(schema) || seen.has(schema)) return [];
  seen.add(schema);
  const ref = typeof schema['$ref'] === 'string' ? atLocalRef(whole, schema['$ref']) : undefined;
  const all = Array.isArray(schema['allOf']) ? schema['allOf'] : [];
  return [schema, ...[ref, ...all].flatMap((part) => parts(part, whole, seen))];
}

/** What `#/$defs/name` points at; undefined for every other form of reference. */
function atLocalRef(whole: Schema, ref: string): unknown {
  if (!/^#(?:\/|$)/.test(ref)) return undefined;
  let at: unknown = whole;
  for (const step of ref.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    at = (isPlain(at) || Array.isArray(at)) && Object.hasOwn(at, name) ? (at as Schema)[name] : undefined;
  }
  return at;
}

function isPlain(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
