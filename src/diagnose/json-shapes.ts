/** A JSON text in the shapes that code gives it without printing it as a whole: other names, encoded strings, a map, pairs. */
import { type JsonNode, tryReadJson } from '../json/read.ts';
import type { ValueEncoding } from '../rules/sign-rule.ts';
import { encodeValue } from '../rules/value-encoding.ts';

export function encodeJsonStrings(text: string, encoding: ValueEncoding): string {
  if (!/^\s*[[{]/.test(text)) return text;
  return text.replace(
    /"((?:[^"\\]|\\.)*)"(?!\s*:)/g,
    (_, inside: string) => `"${encodeValue(encoding, inside)}"`,
  );
}

export function renameJson(text: string, rename: (name: string) => string): string {
  return text.replace(/"((?:[^"\\]|\\.)*)"(?=\s*:)/g, (_, name: string) => `"${rename(name)}"`);
}

/** `{a=1, b=x}`: what Java prints for a Map, and what is signed when somebody signs the parsed body. */
export function asMap(text: string): string {
  const json = /^\s*\{/.test(text) ? tryReadJson(text) : undefined;
  return json ? javaText(json) : text;
}

function javaText(node: JsonNode): string {
  switch (node.type) {
    case 'object':
      return `{${node.members.map((m) => `${m.name}=${javaText(m.value)}`).join(', ')}}`;
    case 'array':
      return `[${node.items.map(javaText).join(', ')}]`;
    case 'number':
      return node.raw;
    case 'null':
      return 'null';
    default:
      return String(node.value);
  }
}

/** `a=1&b=x` of the top level, sorted by name, empty values left out. */
export function asPairs(text: string): string {
  const json = /^\s*\{/.test(text) ? tryReadJson(text) : undefined;
  if (json?.type !== 'object') return text;
  return json.members
    .filter(({ value }) => value.type !== 'null' && !(value.type === 'string' && value.value === ''))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, value }) => {
      const shown =
        value.type === 'string'
          ? value.value
          : value.type === 'number'
            ? value.raw
            : text.slice(value.start, value.end);
      return `${name}=${shown}`;
    })
    .join('&');
}
