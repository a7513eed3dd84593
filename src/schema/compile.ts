/** From a JSON Schema to a function that lists the raw errors of a value; or the reason why it is no schema. */
import { Ajv } from 'ajv';
import { Ajv2020, type ErrorObject, MissingRefError } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { walk } from '../json/node.ts';
import { type JsonNode, readJson } from '../json/read.ts';
import type { Schema } from '../platforms/platform.ts';
import { type Budget, BudgetSpent, installApplicators } from './applicators.ts';
import { FORMATS } from './formats.ts';
import { schemaPattern } from './pattern.ts';
import { toProblems } from './problems.ts';
import { SchemaError } from './schema-error.ts';

/** Raw errors of a plain value, none when it fits. @throws SchemaError `too-complex` */
export type RawCheck = (value: unknown) => readonly ErrorObject[];

/** References that one validation may follow: far more than a real message needs, about a second of work. */
const MAX_REFERENCES = 1_000_000;

const DRAFTS = [
  { uri: 'https://json-schema.org/draft/2020-12/schema', make: Ajv2020 },
  { uri: 'http://json-schema.org/draft-07/schema#', make: Ajv },
] as const;
type Draft = (typeof DRAFTS)[number];

/**
 * Compiles a schema, 2020-12 unless `$schema` names draft-07. Unknown keywords and formats are ignored, as the
 * standard asks. Regular expressions are those of JavaScript; one that backtracks without end hangs.
 * @throws SchemaError
 */
export function compileSchema(schema: Schema): RawCheck {
  if (typeof schema !== 'object' || schema === null) throw new SchemaError('not-a-schema');
  const draft = draftOf(schema);
  // The validator knows the drafts by one exact spelling.
  const spelt = '$schema' in schema ? { ...schema, $schema: draft.uri } : schema;
  checkSchema(spelt, draft);
  // One validator per schema: it remembers every $id, and two schemas may well share one.
  const { ajv, budget } = newValidator(draft);
  return guarded(spelt, () => {
    const validate = ajv.compile(spelt);
    return (value) =>
      guarded(spelt, () => {
        budget.left = MAX_REFERENCES;
        return validate(value) ? [] : (validate.errors ?? []);
      });
  });
}

/** The checks of schemas themselves, one per draft, made when first needed. */
const schemaChecks = new Map<Draft, RawCheck>();

function checkSchema(schema: Schema, draft: Draft): void {
  let check = schemaChecks.get(draft);
  if (!check) {
    const { ajv, budget } = newValidator(draft);
    const validate = ajv.compile({ $ref: draft.uri });
    check = (value) => {
      budget.left = MAX_REFERENCES;
      return validate(value) ? [] : (validate.errors ?? []);
    };
    schemaChecks.set(draft, check);
  }
  guarded(schema, () => {
    const errors = check(schema);
    const [problem] = errors.length ? toProblems(errors, asNode(schema), {}) : [];
    if (problem) throw new SchemaError('not-a-schema', { pointer: problem.pointer, problem });
  });
}

function newValidator({ make }: Draft) {
  const budget: Budget = { left: MAX_REFERENCES };
  const ajv = new make({
    strict: false,
    allErrors: true,
    verbose: true,
    messages: false,
    logger: false,
    // Without it, `required: ["toString"]` would be content with what every object inherits.
    ownProperties: true,
    validateSchema: false,
    code: { regExp: Object.assign(schemaPattern, { code: 'schemaPattern' }) },
  });
  // Of draft-04, where it was today's $id; the validator would refuse it instead of ignoring it.
  ajv.removeKeyword('id');
  addFormats.default(ajv);
  for (const [name, validate] of Object.entries(FORMATS)) ajv.addFormat(name, { type: 'string', validate });
  installApplicators(ajv, budget);
  return { ajv, budget };
}

function draftOf(schema: Schema): Draft {
  if (!('$schema' in schema)) return DRAFTS[0];
  const bare = (uri: unknown) =>
    String(uri)
      .replace(/^https?:/, '')
      .replace(/#$/, '');
  const draft = DRAFTS.find(({ uri }) => bare(uri) === bare(schema['$schema']));
  if (!draft)
    throw new SchemaError('unknown-draft', { pointer: '/$schema', detail: String(schema['$schema']) });
  return draft;
}

/** Runs the validator's own code and turns what it throws into a SchemaError. */
function guarded<T>(schema: Schema, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof SchemaError) throw error;
    if (error instanceof MissingRefError) throw missingRef(schema, error.missingRef);
    if (error instanceof BudgetSpent || error instanceof RangeError) throw new SchemaError('too-complex');
    throw new SchemaError('unsupported', { detail: error instanceof Error ? error.message : String(error) });
  }
}

/** Finds the `$ref` that led nowhere. `target` is the reference after it was resolved against its base. */
function missingRef(schema: Schema, target: string): SchemaError {
  const strings = [...walk(asNode(schema))].flatMap(({ pointer, node }) =>
    node.type === 'string' ? [{ pointer, text: node.value }] : [],
  );
  const refs = strings.filter(({ pointer }) => pointer.endsWith('/$ref'));
  const ids = strings
    .filter(({ pointer }) => pointer.endsWith('/$id'))
    .map(({ text }) => withoutFragment(text));
  const bare = (ref: string) => ref.replace(/^(?:\.{0,2}\/)+/, '').replace(/#$/, '');
  const { pointer, text: ref } = refs.find(({ text }) => text === target) ??
    refs.find(({ text }) => bare(target).endsWith(bare(text))) ?? { pointer: '', text: target };
  const document = withoutFragment(ref);
  const local = document === '' || ids.some((id) => id === document || id.endsWith(`/${document}`));
  return new SchemaError(local ? 'unresolved-ref' : 'remote-ref', { pointer, ref });
}

function withoutFragment(uri: string): string {
  return uri.replace(/#.*$/s, '');
}

function asNode(schema: Schema): JsonNode {
  return readJson(JSON.stringify(schema));
}
