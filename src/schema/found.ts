/** A value of a message in a few characters, for the line that says what was found. */
import type { JsonNode } from '../json/read.ts';

/** Longest text of a string or number, in code points. */
const LONGEST = 40;

/** Numbers keep their digits; strings are quoted; objects and arrays become `{…} 3` and `[…] 3`, or `{}`, `[]`. */
export function shortValue(node: JsonNode): string {
  switch (node.type) {
    case 'object':
      return node.members.length === 0 ? '{}' : `{…} ${node.members.length}`;
    case 'array':
      return node.items.length === 0 ? '[]' : `[…] ${node.items.length}`;
    case 'number':
      return shorten(node.raw);
    case 'null':
      return 'null';
    case 'string':
      return JSON.stringify(shorten(node.value));
    case 'boolean':
      return String(node.value);
  }
}

function shorten(text: string): string {
  // Two UTF-16 units at most make a code point, so only the head of a long blob is taken apart.
  const points = [...text.slice(0, 2 * LONGEST + 2)];
  return points.length > LONGEST ? `${points.slice(0, LONGEST).join('')}…` : text;
}
