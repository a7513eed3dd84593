/** What one does with JSON nodes: look up, walk, turn into plain values, print. */
import type { JsonNode, JsonObject } from './read.ts';

/** The value of a name in an object; the last one where a name repeats, as most parsers do. */
export function member(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.type === 'object' ? node.members.findLast((m) => m.name === name)?.value : undefined;
}

/** A string's value, a number's digits as written, `true`/`false`; undefined for null, objects and arrays. */
export function scalarText(node: JsonNode | undefined): string | undefined {
  switch (node?.type) {
    case 'string':
      return node.value;
    case 'number':
      return node.raw;
    case 'boolean':
      return String(node.value);
    default:
      return undefined;
  }
}

/** One step of a JSON pointer (RFC 6901). */
export function pointerStep(name: string | number): string {
  return `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Every value with its JSON pointer, parents before children, in document order. */
export function* walk(node: JsonNode, pointer = ''): Generator<{ pointer: string; node: JsonNode }> {
  yield { pointer, node };
  if (node.type === 'object')
    for (const m of node.members) yield* walk(m.value, pointer + pointerStep(m.name));
  if (node.type === 'array')
    for (const [i, item] of node.items.entries()) yield* walk(item, pointer + pointerStep(i));
}

/** The value at a JSON pointer (RFC 6901), undefined where there is none. */
export function atPointer(root: JsonNode, pointer: string): JsonNode | undefined {
  let node: JsonNode | undefined = root;
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    node = node?.type === 'array' ? node.items[Number(name)] : member(node, name);
  }
  return node;
}

/** True when a double holds exactly the value that these digits write. */
export function fitsDouble(raw: string): boolean {
  const value = Number(raw);
  if (!Number.isFinite(value)) return false;
  return canonicalDigits(raw) === canonicalDigits(String(value));
}

/** `-12.50e3` as sign, digits without outer zeros and exponent, so that equal values compare equal. */
function canonicalDigits(raw: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(raw) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return '0';
  return `${sign}${kept}e${Number(exponent) - fraction.length + digits.length - kept.length}`;
}

/**
 * Plain JavaScript values, for schema checks and `--json`.
 * `numbers: 'lossless'` turns a number that a double cannot hold into a string of its digits;
 * `'double'` takes the nearest double. Names such as `__proto__` become own properties.
 */
export function toPlain(node: JsonNode, numbers: 'lossless' | 'double'): unknown {
  switch (node.type) {
    case 'object': {
      const plain: Record<string, unknown> = {};
      for (const m of node.members) {
        const value = toPlain(m.value, numbers);
        // Assigning to this one name would change the prototype.
        if (m.name === '__proto__')
          Object.defineProperty(plain, m.name, {
            value,
            enumerable: true,
            configurable: true,
            writable: true,
          });
        else plain[m.name] = value;
      }
      return plain;
    }
    case 'array':
      return node.items.map((item) => toPlain(item, numbers));
    case 'number':
      return numbers === 'double' || fitsDouble(node.raw) ? Number(node.raw) : node.raw;
    case 'null':
      return null;
    default:
      return node.value;
  }
}

/** JSON text with every number as it was written; `indent` 0 gives one line without spaces. */
export function printJson(node: JsonNode, indent = 0, depth = 0): string {
  const gap = indent ? `\n${' '.repeat(indent * (depth + 1))}` : '';
  const end = indent ? `\n${' '.repeat(indent * depth)}` : '';
  const colon = indent ? ': ' : ':';
  switch (node.type) {
    case 'object':
      if (node.members.length === 0) return '{}';
      return `{${node.members.map((m) => `${gap}${JSON.stringify(m.name)}${colon}${printJson(m.value, indent, depth + 1)}`).join(',')}${end}}`;
    case 'array':
      if (node.items.length === 0) return '[]';
      return `[${node.items.map((item) => gap + printJson(item, indent, depth + 1)).join(',')}${end}]`;
    case 'number':
      return node.raw;
    case 'null':
      return 'null';
    default:
      return JSON.stringify(node.value);
  }
}

/** True for an object node. */
export function isObject(node: JsonNode | undefined): node is JsonObject {
  return node?.type === 'object';
}

/** The tree with the strings at these pointers replaced; offsets stay those of the original text. */
export function replaceStrings(node: JsonNode, texts: ReadonlyMap<string, string>, pointer = ''): JsonNode {
  switch (node.type) {
    case 'object':
      return {
        ...node,
        members: node.members.map((m) => ({
          name: m.name,
          value: replaceStrings(m.value, texts, pointer + pointerStep(m.name)),
        })),
      };
    case 'array':
      return {
        ...node,
        items: node.items.map((item, i) => replaceStrings(item, texts, pointer + pointerStep(i))),
      };
    case 'string':
      return { ...node, value: texts.get(pointer) ?? node.value };
    default:
      return node;
  }
}
