/** How JSON libraries print what they have parsed. Each way is a value; together they are the neighbours of a JSON text. */
import { fitsDouble } from '../json/node.ts';
import { quote } from '../json/quote.ts';
import type { JsonNode } from '../json/read.ts';
import { inHashMapOrder } from '../rules/java-hash-map.ts';

export interface Reprint {
  /**
   * Between tokens: none, Python's `", "` and `": "`, only after the colon, indentation by so many spaces, or as
   * Jackson indents: `" : "`, arrays on one line.
   */
  readonly space: 'none' | 'python' | 'colon' | 2 | 4 | '\t' | 'jackson';
  readonly order: 'kept' | 'sorted' | 'java-hash-map';
  /** Characters past ASCII: as they are, or `\uXXXX` with lower- or upper-case digits. */
  readonly unicode: 'raw' | 'lower' | 'upper';
  /** PHP's json_encode writes `\/`. */
  readonly slash: 'plain' | 'escaped';
  /** `<`, `>`, `&`, `'` as `\u003c` …: Go's encoding/json and Gson. */
  readonly html: 'plain' | 'go' | 'gson';
  /** As written, as JavaScript's doubles print, or as Python's and Java's floats do. */
  readonly numbers: 'kept' | 'javascript' | 'python' | 'string';
  /** Members that are null or empty: kept, or left out as serialisers are often told. */
  readonly nulls: 'kept' | 'dropped';
}

export const COMPACT: Reprint = {
  space: 'none',
  order: 'kept',
  unicode: 'raw',
  slash: 'plain',
  html: 'plain',
  numbers: 'kept',
  nulls: 'kept',
};

type Members = Extract<JsonNode, { type: 'object' }>['members'];
const MEMBER_ORDERS: Readonly<Record<Reprint['order'], (members: Members) => Members>> = {
  kept: (members) => members,
  sorted: (members) => members.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
  'java-hash-map': (members) => inHashMapOrder(members, ({ name }) => name),
};

/** The JSON text of a node, printed so. */
export function reprint(node: JsonNode, how: Reprint): string {
  return print(node, how, 0);
}

/** White space of each style: between items, between name and value, in front of each level of what is indented. */
const SPACES: Readonly<Record<Reprint['space'], readonly [comma: string, colon: string, indent: string]>> = {
  none: [',', ':', ''],
  python: [', ', ': ', ''],
  colon: [',', ': ', ''],
  2: [',', ': ', '  '],
  4: [',', ': ', '    '],
  '\t': [',', ': ', '\t'],
  jackson: [', ', ' : ', '  '],
};

function print(node: JsonNode, how: Reprint, depth: number): string {
  const [comma, colon, indent] = SPACES[how.space];
  const jackson = how.space === 'jackson';
  const wrap = (open: string, parts: readonly string[], close: string) => {
    if (parts.length === 0) return jackson ? `${open} ${close}` : open + close;
    if (jackson && open === '[') return `${open} ${parts.join(comma)} ${close}`;
    if (indent === '') return open + parts.join(comma) + close;
    const inner = `\n${indent.repeat(depth + 1)}`;
    return `${open}${inner}${parts.join(`,${inner}`)}\n${indent.repeat(depth)}${close}`;
  };
  switch (node.type) {
    case 'object': {
      const members =
        how.nulls === 'dropped' ? node.members.filter((m) => m.value.type !== 'null') : node.members;
      return wrap(
        '{',
        MEMBER_ORDERS[how.order](members).map(
          (m) => `${string(m.name, how)}${colon}${print(m.value, how, depth + 1)}`,
        ),
        '}',
      );
    }
    case 'array':
      return wrap(
        '[',
        // What is on one line is no level of its own.
        node.items.map((item) => print(item, how, jackson ? depth : depth + 1)),
        ']',
      );
    case 'string':
      return string(node.value, how);
    case 'number':
      return number(node.raw, how.numbers);
    case 'null':
      return 'null';
    case 'boolean':
      return String(node.value);
  }
}

function string(text: string, how: Reprint): string {
  let quoted = quote(text);
  if (how.slash === 'escaped') quoted = quoted.replaceAll('/', '\\/');
  if (how.html !== 'plain')
    quoted = quoted.replace(how.html === 'go' ? /[<>&]/g : /[<>&='\u2028\u2029]/g, unicodeEscape);
  if (how.unicode !== 'raw')
    quoted = quoted.replace(/[\u007f-\uffff]/g, (c) =>
      how.unicode === 'upper' ? `\\u${unicodeEscape(c).slice(2).toUpperCase()}` : unicodeEscape(c),
    );
  return quoted;
}

const unicodeEscape = (c: string) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The digits of a number after it went through another language's types. */
export function number(raw: string, how: Reprint['numbers']): string {
  if (how === 'kept') return raw;
  if (how === 'string') return `"${raw}"`;
  const value = Number(raw);
  if (how === 'javascript') return Number.isFinite(value) ? String(value) : 'null';
  // Python and Java keep integers and print other numbers with at least one digit behind the point.
  if (/^-?\d+$/.test(raw) || !fitsDouble(raw)) return raw;
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
