/** Regular expressions of a schema. */

/**
 * A pattern in Unicode mode as the standard says; one that only the older mode takes, such as `\_`, in that.
 * @throws SyntaxError when it is no regular expression
 */
export function schemaPattern(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}
