/** The interpreter of canonical templates: what a signature covers, as bytes. */
import type { Field } from '../request/fields.ts';
import { joinFields, orderFields, selectFields } from './canonical.ts';

type Format = 'text' | 'i64le' | 'i64be';

export type TemplatePart =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string; readonly format: Format };

/** A template that cannot be read. `at` counts UTF-16 units from 0. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly at: number;
  readonly found: string;

  constructor(template: string, at: number) {
    super(`template: ${template.slice(at, at + 20)}`);
    this.at = at;
    this.found = template.slice(at, at + 20);
  }
}

const PART = /\{([A-Za-z][\w-]*)(?::(i64le|i64be))?\}|\\([nrt\\])|([^{}\\]+)/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };

/**
 * Reads a template such as `{timestamp}{nonce:i64le}{body}`; `\n`, `\r`, `\t` and `\\` are escapes.
 * @throws TemplateError at the first character that fits nothing.
 */
export function parseTemplate(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  while (at < template.length) {
    PART.lastIndex = at;
    const match = PART.exec(template);
    if (!match) throw new TemplateError(template, at);
    const [, name, format, escaped, text] = match;
    if (name !== undefined)
      parts.push({ kind: 'value', name, format: (format as Format | undefined) ?? 'text' });
    else
      parts.push({ kind: 'literal', text: escaped === undefined ? (text ?? '') : (ESCAPES[escaped] ?? '') });
    at = PART.lastIndex;
  }
  return parts;
}

/** The values that a template may name: texts by name, the raw body, and the fields for `{params}`. */
export interface TemplateValues {
  readonly texts: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  readonly params: readonly Field[];
}

/**
 * The bytes that a template stands for; undefined when a value that it names is absent, or is not the 64-bit
 * integer that it asks for.
 */
export function fillTemplate(parts: readonly TemplatePart[], values: TemplateValues): Buffer | undefined {
  const pieces: Buffer[] = [];
  for (const part of parts) {
    const piece = part.kind === 'literal' ? Buffer.from(part.text, 'utf8') : valueBytes(part, values);
    if (!piece) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function valueBytes(part: TemplatePart & { kind: 'value' }, values: TemplateValues): Buffer | undefined {
  if (part.name === 'body') return values.body;
  if (part.name === 'params') return Buffer.from(sortedParameters(values.params), 'utf8');
  const text = values.texts[part.name];
  if (text === undefined) return undefined;
  return part.format === 'text' ? Buffer.from(text, 'utf8') : int64(text, part.format);
}

function int64(text: string, format: 'i64le' | 'i64be'): Buffer | undefined {
  if (!/^-?\d{1,19}$/.test(text)) return undefined;
  const value = BigInt(text);
  if (BigInt.asIntN(64, value) !== value) return undefined;
  const bytes = Buffer.alloc(8);
  if (format === 'i64le') bytes.writeBigInt64LE(value);
  else bytes.writeBigInt64BE(value);
  return bytes;
}

/** `name=value&…` sorted by name, empty values left out: the usual form of Chinese merchant interfaces. */
function sortedParameters(fields: readonly Field[]): string {
  const kept = orderFields({ order: 'ascii' }, selectFields({ exclude: [], emptyValues: 'drop' }, fields));
  return joinFields({ names: true, pair: '=', join: '&', valueEncoding: 'raw' }, kept);
}

/** A canonical string for showing: the bytes as text, and what is not text as `\xNN`. */
export function showCanonical(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes
      .toString('latin1')
      .replace(/[^\x20-\x7e]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
  }
}
