/** Canonical strings that integrators have met, as data: every order of the values, with the usual separators. */
import { parseTemplate, type TemplatePart } from '../../rules/template.ts';
import type { Cost, Deviation } from '../cause.ts';

export interface TemplateDeviation extends Deviation<string> {
  readonly parts: readonly TemplatePart[];
}

const SEPARATORS: readonly (readonly [separator: string, cost: Cost])[] = [
  ['', 1],
  ['\\n', 1],
  ['&', 1],
  ['.', 2],
  [',', 2],
  ['|', 2],
  [':', 2],
  [' ', 3],
  [';', 3],
  ['_', 3],
  ['-', 3],
  ['\\r\\n', 3],
];

/** Every order of every choice of these. */
function* arrangements(names: readonly string[]): Generator<readonly string[]> {
  yield [];
  for (const [i, name] of names.entries())
    for (const rest of arrangements(names.toSpliced(i, 1))) yield [name, ...rest];
}

/**
 * All templates over the body and the given values, the likely ones first; `known` ones are left out. `short` keeps to
 * the likely ones, for signatures that can only be verified one by one.
 */
export function templateDeviations(
  values: readonly string[],
  known: readonly string[],
  short: boolean,
): TemplateDeviation[] {
  const seen = new Set(known);
  const found: TemplateDeviation[] = [];
  const add = (template: string, cost: Cost) => {
    if (seen.has(template) || (short && cost > 1)) return;
    seen.add(template);
    found.push({
      code: 'canonical-order',
      cost,
      detail: template,
      change: template,
      parts: parseTemplate(template),
    });
  };
  const placeholders = (names: readonly string[]) => names.map((name) => `{${name}}`);
  for (const names of arrangements(['body', ...values])) {
    if (names.length === 0) continue;
    // A string without the body, or with more than time stamp and nonce, is rare.
    const rare = !names.includes('body') || names.length > 3;
    for (const [separator, cost] of SEPARATORS) {
      if (names.length === 1 && separator === '') continue;
      const weight = rare ? 3 : cost;
      if (names.length > 1) add(placeholders(names).join(separator), weight);
      if (separator !== '') add(placeholders(names).join(separator) + separator, weight);
    }
    for (const format of ['i64le', 'i64be']) {
      const numbers = names.map((name) =>
        name === 'timestamp' || name === 'nonce' ? `{${name}:${format}}` : `{${name}}`,
      );
      add(numbers.join(''), rare ? 3 : 2);
    }
    for (const body of ['body', 'data'])
      add(names.map((name) => `${name === 'body' ? body : name}={${name}}`).join('&'), rare ? 3 : 2);
  }
  add('{params}', 1);
  return found.sort((a, b) => a.cost - b.cost);
}
