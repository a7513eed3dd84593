/** A schema that cannot be used. It stands apart from the validator so that catching it loads nothing. */
import type { SchemaProblem } from './problem.ts';

export type SchemaErrorCode =
  /** It breaks the rules of JSON Schema; `problem` says which. */
  | 'not-a-schema'
  /** `$schema` names neither 2020-12 nor draft-07; `detail` is the name. */
  | 'unknown-draft'
  /** `ref` leads to another document, and nothing is fetched. */
  | 'remote-ref'
  /** `ref` leads to a place that the schema does not have. */
  | 'unresolved-ref'
  /** Too deep, or its recursive alternatives multiply beyond measure on this value. */
  | 'too-complex'
  /** The validator cannot handle it; `detail` is its reason. */
  | 'unsupported';

export interface SchemaErrorFacts {
  /** JSON pointer of the place in the schema, '' when it is the whole or cannot be told. */
  readonly pointer?: string;
  readonly ref?: string;
  readonly problem?: SchemaProblem;
  readonly detail?: string;
}

export class SchemaError extends Error {
  override readonly name = 'SchemaError';
  readonly code: SchemaErrorCode;
  readonly pointer: string;
  readonly ref?: string;
  readonly problem?: SchemaProblem;
  readonly detail?: string;

  constructor(code: SchemaErrorCode, facts: SchemaErrorFacts = {}) {
    super(`${code} at "${facts.pointer ?? ''}"`);
    this.code = code;
    this.pointer = facts.pointer ?? '';
    if (facts.ref !== undefined) this.ref = facts.ref;
    if (facts.problem !== undefined) this.problem = facts.problem;
    if (facts.detail !== undefined) this.detail = facts.detail;
  }
}
