/**
 * What happens to text between the platform and the verifier, as data. A change turns the text that was captured
 * into what may have been signed: it takes damage off, or does to the text what the signer's code did.
 */
import { decodeGbk, encodeGbk } from '../encoding/gbk.ts';
import { decodeEntities } from '../input/unwrap/html-entities.ts';
import { type JsonNode, tryReadJson } from '../json/read.ts';
import type { ValueEncoding } from '../rules/sign-rule.ts';
import { encodeValue } from '../rules/value-encoding.ts';
import type { Deviation } from './cause.ts';
import { COMPACT, type Reprint, reprint } from './json-reprint.ts';

export type TextChange =
  | { readonly kind: 'named'; readonly name: keyof typeof NAMED }
  | { readonly kind: 'encode'; readonly encoding: ValueEncoding }
  | { readonly kind: 'reprint'; readonly how: Partial<Reprint> }
  /** The number at an index (or every one with a fraction) with zeros up to so many decimal places. */
  | { readonly kind: 'places'; readonly index: number | 'fractions'; readonly places: number }
  /** Other digits for a number of a JSON text, counted from 0. */
  | { readonly kind: 'digits'; readonly index: number; readonly digits: string };

const latin1AsUtf8 = (text: string, bytes: Buffer | undefined) => {
  if (!bytes) return text;
  const read = bytes.toString('utf8');
  return read.includes('\uFFFD') ? text : read;
};

const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string, characters: RegExp) => text.replace(characters, (c) => HTML[c] ?? c);

const decodePercent = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** In JSON the strings, elsewhere the whole text: what looks like base64 once its spaces are `+` again. */
const plusInBase64 = (text: string) =>
  text.replace(/"([A-Za-z0-9+/ ]{16,}={0,2})"|^([A-Za-z0-9+/ ]{16,}={0,2})$/g, (run) =>
    / /.test(run) && /\d/.test(run) && !/ {2}|[a-z]{3} [a-z]{3}/.test(run) ? run.replaceAll(' ', '+') : run,
  );

const NAMED = {
  'html-decode': (text: string) =>
    Buffer.from(decodeEntities(Buffer.from(text).toString('latin1')), 'latin1').toString(),
  'html-encode': (text: string) => escapeHtml(text, /[&<>"']/g),
  'html-encode-double': (text: string) => escapeHtml(text, /[&<>"]/g),
  'strip-slashes': (text: string) => text.replace(/\\(["'\\])/g, '$1'),
  'strip-all-slashes': (text: string) => text.replaceAll('\\', ''),
  'add-slashes': (text: string) => text.replace(/["'\\]/g, '\\$&'),
  'add-slashes-double': (text: string) => text.replace(/["\\]/g, '\\$&'),
  'double-backslashes': (text: string) => text.replaceAll('\\', '\\\\'),
  'single-backslashes': (text: string) => text.replaceAll('\\\\', '\\'),
  'unescape-x': (text: string) => {
    const bytes = Buffer.from(text).toString('latin1');
    return Buffer.from(
      bytes.replace(/\\x([0-9a-fA-F]{2})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
      'latin1',
    ).toString();
  },
  'unescape-u': (text: string) =>
    text.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  'escape-x': (text: string) =>
    Buffer.from(text)
      .toString('latin1')
      .replace(
        /["\\\x00-\x1f\x7f-\xff]/g,
        (c) => `\\x${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
      ),
  trim: (text: string) => text.trim(),
  'trim-newline': (text: string) => text.replace(/(?:\r\n|\r|\n)$/, ''),
  'add-newline': (text: string) => `${text}\n`,
  'add-crlf': (text: string) => `${text}\r\n`,
  'add-space': (text: string) => `${text} `,
  'crlf-to-lf': (text: string) => text.replaceAll('\r\n', '\n'),
  'lf-to-crlf': (text: string) => text.replace(/\r?\n/g, '\r\n'),
  'remove-line-breaks': (text: string) => text.replace(/[\r\n]+/g, ''),
  'remove-spaces': (text: string) => text.replace(/\s+/g, ''),
  'collapse-spaces': (text: string) => text.replace(/[ \t]{2,}/g, ' '),
  'strip-bom': (text: string) => text.replace(/^\uFEFF/, ''),
  'add-bom': (text: string) => (text.startsWith('\uFEFF') ? text : `\uFEFF${text}`),
  'spaces-to-plus': (text: string) => text.replaceAll(' ', '+'),
  'base64-spaces-to-plus': plusInBase64,
  'zone-space-to-plus': (text: string) => text.replace(/(\d) (\d\d:?\d\d)(?=\W|$)/g, '$1+$2'),
  'phone-space-to-plus': (text: string) => text.replace(/(^|["' ]) (?=\d{2,3}[- ]?\d{5,})/g, '$1+'),
  'plus-to-spaces': (text: string) => text.replaceAll('+', ' '),
  'plus-removed': (text: string) => text.replaceAll('+', ''),
  'percent-decode': decodePercent,
  'form-decode': (text: string) => decodePercent(text.replaceAll('+', ' ')),
  'percent-decode-twice': (text: string) => decodePercent(decodePercent(text)),
  'percent-sign-encode': (text: string) => text.replaceAll('%', '%25'),
  'json-strings-encode': (text: string) => encodeJsonStrings(text, 'component'),
  'json-strings-java-encode': (text: string) => encodeJsonStrings(text, 'java-url'),
  'add-padding': (text: string) =>
    text.replace(
      /"([A-Za-z0-9+/_-]{16,})"|^([A-Za-z0-9+/_-]{16,})$/g,
      (run, quoted?: string, bare?: string) => {
        const base64 = quoted ?? bare ?? '';
        const padded = base64 + '='.repeat(-base64.length & 3);
        return base64.length % 4 === 1 ? run : quoted === undefined ? padded : `"${padded}"`;
      },
    ),
  'strip-padding': (text: string) => text.replace(/([A-Za-z0-9+/]{8,})={1,2}(?=["']|$)/g, '$1'),
  'cut-at-equals': (text: string) => text.replace(/=.*$/s, ''),
  'to-base64': (text: string) =>
    text.replace(/[A-Za-z0-9_-]{16,}={0,2}/g, (r) => r.replaceAll('-', '+').replaceAll('_', '/')),
  'to-base64url': (text: string) =>
    text.replace(/[A-Za-z0-9+/]{16,}={0,2}/g, (r) => r.replaceAll('+', '-').replaceAll('/', '_')),
  'gbk-read-as-utf8': (text: string) => latin1AsUtf8(text, encodeGbk(text)),
  'utf8-read-as-gbk': (text: string) => decodeGbk(Buffer.from(text)) ?? text,
  'latin1-read-as-utf8': (text: string) =>
    /^[\u0000-\u00ff]*$/.test(text) ? latin1AsUtf8(text, Buffer.from(text, 'latin1')) : text,
  'snake-names': (text: string) =>
    renameJson(text, (n) => n.replace(/(?<=[a-z0-9])[A-Z]/g, (c) => `_${c.toLowerCase()}`)),
  'camel-names': (text: string) =>
    renameJson(text, (n) => n.replace(/(?<=[a-zA-Z0-9])_([a-z])/g, (_, c: string) => c.toUpperCase())),
  'java-map': (text: string) => asMap(text, javaValue),
  'sorted-pairs': (text: string) => asPairs(text),
} satisfies Record<string, (text: string) => string>;

const JSON_HEAD = /^\s*[[{]/;
let lastRead: { readonly text: string; readonly json: JsonNode | undefined } = { text: '', json: undefined };

/** The JSON of a text; the last text is remembered, because dozens of prints of the same one follow each other. */
function readOnce(text: string): JsonNode | undefined {
  if (!JSON_HEAD.test(text)) return undefined;
  if (lastRead.text !== text) lastRead = { text, json: tryReadJson(text) };
  return lastRead.json;
}

/** The text after a change; the same text where the change does not apply. */
export function changeText(change: TextChange, text: string): string {
  switch (change.kind) {
    case 'named':
      return NAMED[change.name](text);
    case 'encode':
      return encodeValue(change.encoding, text);
    case 'reprint': {
      const json = readOnce(text);
      return json ? reprint(json, { ...COMPACT, ...change.how }) : text;
    }
    case 'places': {
      const { index: wanted, places } = change;
      return mapNumbers(text, (digits, index) =>
        wanted === index || (wanted === 'fractions' && digits.includes('.'))
          ? withPlaces(digits, places)
          : digits,
      );
    }
    case 'digits':
      return mapNumbers(text, (digits, index) => (index === change.index ? change.digits : digits));
  }
}

/** A string or a number of a JSON text. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Replaces numbers of a JSON text; `replace` is given the digits and how many numbers stand before. */
function mapNumbers(text: string, replace: (digits: string, index: number) => string): string {
  if (!JSON_HEAD.test(text)) return text;
  let index = 0;
  return text.replace(TOKEN, (token) => (token.startsWith('"') ? token : replace(token, index++)));
}

/** The numbers of a JSON text, as they are written. */
export function numbersOf(text: string): string[] {
  const found: string[] = [];
  mapNumbers(text, (digits) => {
    found.push(digits);
    return digits;
  });
  return found;
}

function withPlaces(digits: string, places: number): string {
  const [whole = '', fraction = ''] = digits.split('.');
  return /[eE]/.test(digits) || fraction.length >= places
    ? digits
    : `${whole}.${fraction.padEnd(places, '0')}`;
}

function encodeJsonStrings(text: string, encoding: ValueEncoding): string {
  if (!/^\s*[[{]/.test(text)) return text;
  return text.replace(
    /"((?:[^"\\]|\\.)*)"(?!\s*:)/g,
    (_, inside: string) => `"${encodeValue(encoding, inside)}"`,
  );
}

function renameJson(text: string, rename: (name: string) => string): string {
  return text.replace(/"((?:[^"\\]|\\.)*)"(?=\s*:)/g, (_, name: string) => `"${rename(name)}"`);
}

/** `{a=1, b=x}`: what Java prints for a Map, and what is signed when somebody signs the parsed body. */
function asMap(text: string, value: (raw: unknown) => string): string {
  const json = /^\s*\{/.test(text) ? tryReadJson(text) : undefined;
  return json ? value(toJava(json)) : text;
}

type Java =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list' | 'map'; readonly parts: readonly string[] };

function toJava(node: JsonNode): Java {
  const show = (n: typeof node) => javaValue(toJava(n));
  if (node.type === 'object')
    return { kind: 'map', parts: node.members.map((m) => `${m.name}=${show(m.value)}`) };
  if (node.type === 'array') return { kind: 'list', parts: node.items.map(show) };
  const text = node.type === 'number' ? node.raw : node.type === 'null' ? 'null' : String(node.value);
  return { kind: 'text', text };
}

function javaValue(value: unknown): string {
  const java = value as Java;
  if (java.kind === 'text') return java.text;
  return java.kind === 'map' ? `{${java.parts.join(', ')}}` : `[${java.parts.join(', ')}]`;
}

/** `a=1&b=x` of the top level, sorted by name, empty values left out. */
function asPairs(text: string): string {
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

const named = (
  code: Deviation<TextChange>['code'],
  cost: Deviation<TextChange>['cost'],
  ...names: (keyof typeof NAMED)[]
): Deviation<TextChange>[] =>
  names.map((name) => ({ code, cost, detail: name, change: { kind: 'named', name } }));

const printed = (
  cost: Deviation<TextChange>['cost'],
  detail: string,
  how: Partial<Reprint>,
): Deviation<TextChange> => ({
  code: 'json-reserialised',
  cost,
  detail,
  change: { kind: 'reprint', how },
});

/**
 * The changes, by axis: two of one axis exclude each other, those of different axes combine in this order, which is
 * the order in which damage is taken off (escapes on the outside, JSON inside).
 */
export const TEXT_AXES: Readonly<Record<string, readonly Deviation<TextChange>[]>> = {
  charset: named('charset-gbk', 2, 'gbk-read-as-utf8', 'latin1-read-as-utf8', 'utf8-read-as-gbk'),
  lines: [
    ...named('bom', 1, 'strip-bom', 'add-bom'),
    ...named('newline-added', 1, 'trim-newline', 'add-newline', 'add-crlf'),
    ...named('crlf', 1, 'crlf-to-lf', 'lf-to-crlf'),
    ...named('whitespace', 1, 'trim', 'remove-line-breaks'),
    ...named('whitespace', 2, 'add-space', 'collapse-spaces', 'remove-spaces'),
  ],
  escapes: [
    ...named('html-escaped', 1, 'html-decode', 'html-encode', 'html-encode-double'),
    ...named('backslashes-added', 1, 'strip-slashes', 'add-slashes', 'add-slashes-double'),
    ...named('backslashes-added', 2, 'strip-all-slashes'),
    ...named('log-escaped', 1, 'unescape-x'),
    ...named('log-escaped', 2, 'unescape-u', 'single-backslashes', 'double-backslashes', 'escape-x'),
  ],
  percent: [
    ...named(
      'plus-as-space',
      1,
      'base64-spaces-to-plus',
      'zone-space-to-plus',
      'phone-space-to-plus',
      'spaces-to-plus',
    ),
    ...named('plus-as-space', 2, 'plus-to-spaces'),
    ...named('plus-as-space', 3, 'plus-removed'),
    ...named('not-decoded', 1, 'percent-decode', 'form-decode'),
    ...named('not-decoded', 2, 'percent-decode-twice'),
    ...named('decoded-twice', 1, 'percent-sign-encode'),
    ...named('decoded-twice', 2, 'json-strings-encode', 'json-strings-java-encode'),
    ...named('split-on-equals', 2, 'add-padding', 'cut-at-equals'),
    ...named('split-on-equals', 3, 'strip-padding'),
    ...named('base64-variant', 2, 'to-base64', 'to-base64url'),
  ],
  json: [
    printed(1, 'compact', {}),
    printed(1, 'python', { space: 'python' }),
    printed(1, 'python-ascii', { space: 'python', unicode: 'lower' }),
    printed(1, 'php', { unicode: 'lower', slash: 'escaped' }),
    printed(1, 'php-unicode', { slash: 'escaped' }),
    printed(1, 'ascii', { unicode: 'lower' }),
    printed(1, 'sorted', { order: 'sorted' }),
    printed(1, 'javascript-numbers', { numbers: 'javascript' }),
    printed(2, 'ascii-upper', { unicode: 'upper' }),
    printed(2, 'php-numbers', { unicode: 'lower', slash: 'escaped', numbers: 'javascript' }),
    printed(2, 'php-unicode-numbers', { slash: 'escaped', numbers: 'javascript' }),
    printed(2, 'python-numbers', { space: 'python', numbers: 'python' }),
    printed(2, 'python-ascii-numbers', { space: 'python', unicode: 'lower', numbers: 'python' }),
    printed(2, 'python-sorted', { space: 'python', order: 'sorted' }),
    printed(2, 'python-ascii-sorted', { space: 'python', unicode: 'lower', order: 'sorted' }),
    printed(2, 'ascii-sorted', { unicode: 'lower', order: 'sorted' }),
    printed(2, 'sorted-javascript-numbers', { order: 'sorted', numbers: 'javascript' }),
    printed(2, 'float-numbers', { numbers: 'python' }),
    printed(2, 'go', { html: 'go' }),
    printed(2, 'go-sorted', { html: 'go', order: 'sorted' }),
    printed(2, 'gson', { html: 'gson' }),
    printed(2, 'without-nulls', { nulls: 'dropped' }),
    printed(2, 'colon-space', { space: 'colon' }),
    printed(2, 'indent-2', { space: 2 }),
    printed(2, 'indent-4', { space: 4 }),
    printed(2, 'indent-4-php', { space: 4, unicode: 'lower', slash: 'escaped' }),
    printed(3, 'indent-tab', { space: '\t' }),
    printed(3, 'numbers-as-strings', { numbers: 'string' }),
    ...named('json-keys-renamed', 1, 'snake-names', 'camel-names'),
  ],
};

/** So many numbers of a JSON text are tried with other decimal places one by one. */
const MOST_NUMBERS = 16;

/** Zeros behind the point that a parser dropped: of all fractions, or of one number. An axis of its own behind `json`. */
export const DECIMAL_PLACES: readonly Deviation<TextChange>[] = [1, 2].flatMap((places) =>
  (['fractions', ...Array(MOST_NUMBERS).keys()] as ('fractions' | number)[]).map(
    (index): Deviation<TextChange> => ({
      code: 'json-reserialised',
      cost: index === 'fractions' ? 1 : 2,
      detail: `${places} decimal places`,
      change: { kind: 'places', index, places },
    }),
  ),
);

/** Other forms of a parsed JSON body that somebody may sign instead of its bytes. */
export const PARSED_BODY: readonly Deviation<TextChange>[] = [
  ...named('body-not-raw', 1, 'sorted-pairs'),
  ...named('body-not-raw', 2, 'java-map'),
];
