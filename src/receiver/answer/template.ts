/** Fills the placeholders of an answer from the delivery that it answers. */

/** The value of a name, undefined where there is none. */
export type Values = (name: string) => string | undefined;

const PLACEHOLDER = /\{([A-Za-z_][\w.-]*)\}/g;

/**
 * Puts values in the place of `{name}`. In JSON they are escaped, so that nothing in a callback can break out of a
 * string. A name without a value becomes `missing`, or stays as it is where that is undefined.
 */
export function fillPlaceholders(
  template: string,
  values: Values,
  options: { readonly json: boolean; readonly missing?: string },
): string {
  return template.replace(PLACEHOLDER, (whole, name: string) => {
    const value = values(name) ?? options.missing;
    if (value === undefined) return whole;
    return options.json ? JSON.stringify(value).slice(1, -1) : value;
  });
}
