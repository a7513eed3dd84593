/** What is wrong with a value under a schema, as data. */

export interface SchemaProblem {
  /**
   * JSON pointer (RFC 6901) of the value that is wrong. For a missing or surplus property it is the pointer of
   * that property, not of the object around it.
   */
  readonly pointer: string;
  /** The JSON Schema keyword that the value breaks, such as `required`. */
  readonly keyword: string;
  readonly expected: Expected;
  /**
   * What stands there instead, in short: numbers with the digits of the message, strings quoted and cut,
   * objects and arrays as `{…} 3` with their size. Absent when nothing stands there.
   */
  readonly found?: string;
}

/** What the schema asks for at the pointer. */
export type Expected =
  | { readonly kind: 'type'; readonly types: readonly string[] }
  | { readonly kind: 'required'; readonly name: string }
  /** At least one of these names, where each alternative asks for another one. */
  | { readonly kind: 'required-one-of'; readonly names: readonly string[] }
  /** `name` must be there because `because` is. */
  | { readonly kind: 'dependent-required'; readonly name: string; readonly because: string }
  /** One of these JSON values; `const` is a list of one. */
  | { readonly kind: 'enum'; readonly values: readonly unknown[] }
  | { readonly kind: 'format'; readonly format: string }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: Limit; readonly limit: number }
  /** The items at these indexes are equal. */
  | { readonly kind: 'unique'; readonly indexes: readonly [number, number] }
  /** So many items must fit the `contains` schema; `max` absent means any number from `min` on. */
  | { readonly kind: 'contains'; readonly min: number; readonly max?: number }
  | { readonly kind: 'unknown-property'; readonly name: string }
  /** The name of a property is wrong in itself. */
  | { readonly kind: 'property-name'; readonly name: string; readonly rule: Expected }
  /** Exactly one alternative of a `oneOf`, but these (indexes from 0) fit. */
  | { readonly kind: 'one-match'; readonly matches: readonly number[] }
  /** No value at all may stand here (`false` as a schema). */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'other'; readonly keyword: string; readonly params: unknown };

/** `minimum` and `maximum` include the limit, `above` and `below` do not; lengths count code points. */
export type Limit =
  | 'minimum'
  | 'maximum'
  | 'above'
  | 'below'
  | 'multiple-of'
  | 'min-length'
  | 'max-length'
  | 'min-items'
  | 'max-items'
  | 'min-properties'
  | 'max-properties';
