/** From the raw errors of the validator to problems: typed, each once, without the lines that say nothing. */
import type { ErrorObject } from 'ajv';
import { atPointer, pointerStep } from '../json/node.ts';
import type { JsonNode } from '../json/read.ts';
import type { Schema } from '../platforms/platform.ts';
import { bestBranch } from './best-branch.ts';
import { shortValue } from './found.ts';
import { schemaPattern } from './pattern.ts';
import type { Expected, Limit, SchemaProblem } from './problem.ts';

const LIMITS: Readonly<Record<string, Limit>> = {
  minimum: 'minimum',
  maximum: 'maximum',
  exclusiveMinimum: 'above',
  exclusiveMaximum: 'below',
  minLength: 'min-length',
  maxLength: 'max-length',
  minItems: 'min-items',
  maxItems: 'max-items',
  minProperties: 'min-properties',
  maxProperties: 'max-properties',
  // These two and unevaluatedItems say how many items are known, and more came.
  items: 'max-items',
  additionalItems: 'max-items',
  unevaluatedItems: 'max-items',
};

/**
 * @param errors what the validator reported, with `oneOf`, `anyOf` and `propertyNames` as in applicators.ts
 * @param root the value that was checked, with its digits
 * @param schema the whole schema, for discriminators behind a local `$ref`
 */
export function toProblems(errors: readonly ErrorObject[], root: JsonNode, schema: Schema): SchemaProblem[] {
  const place = (pointer: string): number => {
    const node = atPointer(root, pointer);
    return node ? node.start : place(pointer.slice(0, pointer.lastIndexOf('/')));
  };
  return convertAll(errors, root, schema)
    .map((problem) => ({ problem, at: place(problem.pointer) }))
    .sort((a, b) => a.at - b.at)
    .map(({ problem }) => problem);
}

function convertAll(errors: readonly ErrorObject[], root: JsonNode, schema: Schema): SchemaProblem[] {
  return tidy(
    errors.flatMap((error) => convert(error, root, schema)),
    schema,
  );
}

function convert(error: ErrorObject, root: JsonNode, schema: Schema): readonly SchemaProblem[] {
  const { keyword, instancePath: pointer } = error;
  // biome-ignore lint/suspicious/noExplicitAny: the params of each keyword have another shape, given by the library
  const params = error.params as any;
  const problem = (expected: Expected, name?: string): SchemaProblem[] => {
    const at = name === undefined ? pointer : pointer + pointerStep(name);
    const node = atPointer(root, at);
    return [{ pointer: at, keyword, expected, ...(node ? { found: shortValue(node) } : {}) }];
  };

  const limit = LIMITS[keyword];
  if (limit) return problem({ kind: limit, limit: params.limit });
  switch (keyword) {
    case 'oneOf':
    case 'anyOf':
      if (params.matches.length > 0) return problem({ kind: 'one-match', matches: params.matches });
      return bestBranch(
        params.branches.map((branch: { index: number; errors: ErrorObject[] }) => ({
          schema: (error.schema as unknown[])[branch.index],
          problems: convertAll(branch.errors, root, schema),
        })),
        { pointer, root, schema },
      );
    // `if` only repeats that the errors before it belong to its `then` or `else`.
    case 'if':
      return [];
    case 'type':
      return problem({ kind: 'type', types: [params.type].flat() });
    case 'required':
      return problem({ kind: 'required', name: params.missingProperty }, params.missingProperty);
    case 'dependentRequired':
    case 'dependencies':
      return problem(
        { kind: 'dependent-required', name: params.missingProperty, because: params.property },
        params.missingProperty,
      );
    case 'const':
      return problem({ kind: 'enum', values: [params.allowedValue] });
    case 'enum':
      return problem({ kind: 'enum', values: params.allowedValues });
    case 'format':
      return problem({ kind: 'format', format: params.format });
    case 'pattern':
      return problem({ kind: 'pattern', pattern: params.pattern });
    case 'multipleOf':
      return problem({ kind: 'multiple-of', limit: params.multipleOf });
    case 'uniqueItems':
      return problem({ kind: 'unique', indexes: [params.j, params.i] });
    case 'contains':
      return problem({
        kind: 'contains',
        min: params.minContains,
        ...(params.maxContains === undefined ? {} : { max: params.maxContains }),
      });
    case 'additionalProperties':
      return problem(
        { kind: 'unknown-property', name: params.additionalProperty },
        params.additionalProperty,
      );
    case 'unevaluatedProperties':
      return problem(
        { kind: 'unknown-property', name: params.unevaluatedProperty },
        params.unevaluatedProperty,
      );
    case 'propertyNames':
      return convertAll(params.errors, root, schema).flatMap((inner) =>
        problem(
          { kind: 'property-name', name: params.propertyName, rule: inner.expected },
          params.propertyName,
        ),
      );
    case 'false schema':
      return problem({ kind: 'nothing' });
    default:
      return problem({ kind: 'other', keyword, params });
  }
}

/** Drops repeats, and what follows from another problem. */
function tidy(problems: readonly SchemaProblem[], schema: Schema): SchemaProblem[] {
  const wrongType = new Set(problems.filter((p) => p.expected.kind === 'type').map((p) => p.pointer));
  const broken = problems.filter((p) => !p.keyword.startsWith('unevaluated'));
  const seen = new Set<string>();
  return problems.filter((p) => {
    const key = JSON.stringify([p.pointer, p.expected]);
    if (seen.has(key)) return false;
    seen.add(key);
    // A value of the wrong type is none of the listed values either.
    if (p.expected.kind === 'enum' && wrongType.has(p.pointer)) return false;
    return !p.keyword.startsWith('unevaluated') || !isConsequence(p, broken, schema);
  });
}

/**
 * A part of the schema that fails leaves its properties and items unevaluated. So a surplus one beside another
 * problem of the same object is only believed when no part of the schema knows its name.
 */
function isConsequence(problem: SchemaProblem, broken: readonly SchemaProblem[], schema: Schema): boolean {
  const { expected, pointer } = problem;
  const around = expected.kind === 'unknown-property' ? pointer.slice(0, pointer.lastIndexOf('/')) : pointer;
  if (!broken.some((p) => p.pointer === around || p.pointer.startsWith(`${around}/`))) return false;
  return expected.kind !== 'unknown-property' || knowsName(schema, expected.name);
}

function knowsName(schema: unknown, name: string): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  const { properties, patternProperties } = schema as Schema;
  if (typeof properties === 'object' && properties !== null && Object.hasOwn(properties, name)) return true;
  if (
    typeof patternProperties === 'object' &&
    patternProperties !== null &&
    Object.keys(patternProperties).some((pattern) => schemaPattern(pattern).test(name))
  )
    return true;
  return Object.values(schema).some((part) => knowsName(part, name));
}
