/** Changes inside a JSON tree; the tree itself stays as it is, a changed one comes back. */
import { scalarText } from './node.ts';
import { type JsonNode, tryReadJson } from './read.ts';

const NOWHERE = { start: 0, end: 0 };

export const jsonString = (value: string): JsonNode => ({ type: 'string', value, ...NOWHERE });

/**
 * The tree with the value at the end of the steps (names, or indexes of arrays) replaced. A name that an object does
 * not have is added at its end; undefined when the steps lead through something that has no such place.
 */
export function withValue(
  node: JsonNode,
  steps: readonly string[],
  make: (old: JsonNode | undefined) => JsonNode,
): JsonNode | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return make(node);
  if (node.type === 'array') {
    const at = Number(step);
    const item = node.items[at];
    const changed = item && withValue(item, rest, make);
    return changed && { ...node, items: node.items.map((old, i) => (i === at ? changed : old)) };
  }
  if (node.type !== 'object') return undefined;
  const index = node.members.findLastIndex(({ name }) => name === step);
  const old = node.members[index]?.value;
  if (!old)
    return rest.length > 0
      ? undefined
      : { ...node, members: [...node.members, { name: step, value: make(undefined) }] };
  const value = withValue(old, rest, make);
  return (
    value && { ...node, members: node.members.map((m, i) => (i === index ? { name: m.name, value } : m)) }
  );
}

/** A value that people type: of the kind of the old one where it can be, so that a number stays a number. */
export function typedValue(text: string, old: JsonNode | undefined): JsonNode {
  const json = tryReadJson(text);
  if (old?.type === 'string') return jsonString(text);
  if (old === undefined)
    return json && scalarText(json) !== undefined && json.type !== 'string' ? json : jsonString(text);
  return json ?? jsonString(text);
}
