/** JSON for people: indented, coloured, numbers as written, strings safe for a terminal. */
import type { JsonNode } from '../json/read.ts';
import { safeLine } from './safe.ts';
import type { Style } from './style.ts';

/** A replacement for the value at a pointer, shown beside it: what an encrypted value decrypts to. */
export type Annotations = ReadonlyMap<string, string>;

/** Quotes a string as JSON; characters that JSON may leave raw but a terminal must not see are escaped too. */
export const quote = (text: string) => safeLine(JSON.stringify(text));

/**
 * JSON text over several lines, without a final line end. `margin` stands before every line but the first.
 * A value whose pointer is in `annotations` is followed by `→` and what it stands for.
 */
export function jsonText(
  node: JsonNode,
  style: Style,
  margin = '',
  annotations?: Annotations,
  pointer = '',
): string {
  const inner = `${margin}  `;
  const child = (step: string | number) =>
    `${pointer}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const note = annotations?.get(pointer);
  const after = note === undefined ? '' : ` ${style.dim('→')} ${style.bold(quote(note))}`;
  switch (node.type) {
    case 'object':
      if (node.members.length === 0) return '{}';
      return `{\n${node.members
        .map(
          (m) =>
            `${inner}${style.cyan(quote(m.name))}: ${jsonText(m.value, style, inner, annotations, child(m.name))}`,
        )
        .join(',\n')}\n${margin}}`;
    case 'array':
      if (node.items.length === 0) return '[]';
      return `[\n${node.items
        .map((item, i) => inner + jsonText(item, style, inner, annotations, child(i)))
        .join(',\n')}\n${margin}]`;
    case 'string':
      return (
        (note === undefined ? style.green(quote(node.value)) : style.dim(quote(cut(node.value)))) + after
      );
    case 'number':
      return style.yellow(node.raw);
    case 'boolean':
      return style.magenta(String(node.value));
    case 'null':
      return style.magenta('null');
  }
}

/** A ciphertext whose plaintext is shown need not fill the screen. */
const cut = (text: string) => (text.length > 40 ? `${text.slice(0, 36)}…` : text);
