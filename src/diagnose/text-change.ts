/**
 * What happens to text between the platform and the verifier, as data. A change turns the text that was captured
 * into what may have been signed: it takes damage off, or does to the text what the signer's code did.
 */
import { type JsonNode, tryReadJson } from '../json/read.ts';
import { COMPACT, type Reprint, reprint } from './json-reprint.ts';
import { NAMED } from './named-changes.ts';

export type NamedChange = keyof typeof NAMED;

export type TextChange =
  | { readonly kind: 'named'; readonly name: NamedChange }
  | { readonly kind: 'reprint'; readonly how: Partial<Reprint> }
  /** The number at an index (or every one with a fraction) with zeros up to so many decimal places. */
  | { readonly kind: 'places'; readonly index: number | 'fractions'; readonly places: number }
  /** Other digits for a number of a JSON text, counted from 0. */
  | { readonly kind: 'digits'; readonly index: number; readonly digits: string };

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
    case 'reprint': {
      const json = readOnce(text);
      const printed = json ? reprint(json, { ...COMPACT, ...change.how }) : text;
      // White space around it that went away is a change of its own.
      return printed === text.trim() ? text : printed;
    }
    case 'places': {
      const { index: wanted, places } = change;
      return changeNumbers(text, (digits, index) =>
        wanted === index || (wanted === 'fractions' && digits.includes('.'))
          ? withPlaces(digits, places)
          : digits,
      );
    }
    case 'digits':
      return changeNumbers(text, (digits, index) => (index === change.index ? change.digits : digits));
  }
}

/** A string or a number of a JSON text. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

interface NumberAt {
  readonly at: number;
  readonly digits: string;
}
let lastCounted: { readonly text: string; readonly numbers: readonly NumberAt[] } = { text: '', numbers: [] };

/** Where the numbers of a JSON text stand; the last text is remembered, like its JSON. */
function numbersAt(text: string): readonly NumberAt[] {
  if (!JSON_HEAD.test(text)) return [];
  if (lastCounted.text !== text) {
    const numbers: NumberAt[] = [];
    for (const { 0: digits, index: at } of text.matchAll(TOKEN))
      if (!digits.startsWith('"')) numbers.push({ at, digits });
    lastCounted = { text, numbers };
  }
  return lastCounted.numbers;
}

/** Replaces numbers of a JSON text; `replace` is given the digits and how many numbers stand before. */
export function changeNumbers(text: string, replace: (digits: string, index: number) => string): string {
  let changed = '';
  let from = 0;
  for (const [index, { at, digits }] of numbersAt(text).entries()) {
    const other = replace(digits, index);
    if (other === digits) continue;
    changed += text.slice(from, at) + other;
    from = at + digits.length;
  }
  return from === 0 ? text : changed + text.slice(from);
}

/** The numbers of a JSON text, as they are written. */
export function numbersOf(text: string): string[] {
  return numbersAt(text).map(({ digits }) => digits);
}

/** A number with zeros up to so many decimal places; as it is where it has them. */
export function withPlaces(digits: string, places: number): string {
  const [whole = '', fraction = ''] = digits.split('.');
  return /[eE]/.test(digits) || fraction.length >= places
    ? digits
    : `${whole}.${fraction.padEnd(places, '0')}`;
}
