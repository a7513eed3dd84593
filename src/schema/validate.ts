/** Checks a JSON value against a JSON Schema. Loads the validator library: import this module late. */
import { toPlain } from '../json/node.ts';
import type { JsonNode } from '../json/read.ts';
import type { Schema } from '../platforms/platform.ts';
import { compileSchema, type RawCheck } from './compile.ts';
import type { SchemaProblem } from './problem.ts';
import { toProblems } from './problems.ts';

/** A receiver checks every message against the same few schemas. */
const compiled = new WeakMap<Schema, RawCheck>();

/**
 * Lists what is wrong with a value, in the order of the message, each problem once; none when it fits.
 * Of `oneOf` and `anyOf` only the alternative that fits best is reported. Numbers are compared as doubles, so
 * two integers past 2^53 that round to the same double count as equal; `found` has the digits of the message.
 * @throws SchemaError when the schema itself cannot be used.
 */
export function validateJson(schema: Schema, value: JsonNode): SchemaProblem[] {
  let check = compiled.get(schema);
  if (!check) {
    check = compileSchema(schema);
    compiled.set(schema, check);
  }
  const errors = check(toPlain(value, 'double'));
  return errors.length === 0 ? [] : toProblems(errors, value, schema);
}
