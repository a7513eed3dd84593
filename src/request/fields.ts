/** The named values of a request body: form parameters, or the top level of a JSON object. */

import { scalarText } from '../json/node.ts';
import { type JsonNode, tryReadJson } from '../json/read.ts';
import { type CallbackRequest, header } from './request.ts';

/** A name and its value as text; `null` stands for JSON null. */
export interface Field {
  readonly name: string;
  readonly value: string | null;
}

export type BodyKind = 'json' | 'form' | 'empty' | 'other';

/** A body that was looked at once: what it is, the JSON tree if it is one, and its top-level fields. */
export interface Body {
  readonly kind: BodyKind;
  readonly text: string;
  readonly json?: JsonNode | undefined;
  readonly fields: readonly Field[];
}

/** Reads the body of a request. A JSON text is JSON whatever the content type claims. Never throws. */
export function readBody(request: CallbackRequest): Body {
  const text = request.body.toString('utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') return { kind: 'empty', text, fields: [] };
  // Most bodies that are no JSON show it at once, and an error that says where they break is not for free.
  const json = /^\s*[[{]/.test(text) ? tryReadJson(text) : undefined;
  if (json?.type === 'object') return { kind: 'json', text, json, fields: jsonFields(json, text) };
  if (json?.type === 'array') return { kind: 'json', text, json, fields: [] };
  const type = header(request, 'content-type') ?? '';
  if (/x-www-form-urlencoded/i.test(type) || looksLikeForm(text))
    return { kind: 'form', text, fields: readForm(text) };
  return { kind: 'other', text, fields: [] };
}

/** The body of a request that is read when something of it is asked for: a receiver mostly knows its platform. */
export class LateBody implements Body {
  readonly #request: CallbackRequest;
  #read: Body | undefined;

  constructor(request: CallbackRequest) {
    this.#request = request;
  }

  get kind(): BodyKind {
    return this.#body().kind;
  }

  get text(): string {
    return this.#body().text;
  }

  get json(): JsonNode | undefined {
    return this.#body().json;
  }

  get fields(): readonly Field[] {
    return this.#body().fields;
  }

  #body(): Body {
    this.#read ??= readBody(this.#request);
    return this.#read;
  }
}

/** True for `name=value&…` with plain names, so that base64 that ends in `=` is not taken for a form. */
export function looksLikeForm(text: string): boolean {
  const parts = text.trim().split('&');
  if (parts.length === 1 && !/=[^=]/.test(text)) return false;
  return parts.every((part) => /^[\w.[\]%-]+=[^\r\n]*$/.test(part));
}

/**
 * Reads `application/x-www-form-urlencoded` text: every parameter in order, none dropped, names never nested
 * (qs keeps 1,000 and turns `a[b]` into objects; a sign covers the parameters as they came).
 */
export function readForm(text: string): Field[] {
  const fields: Field[] = [];
  for (const { name, value } of splitForm(text))
    fields.push({ name: decodeForm(name), value: decodeForm(value) });
  return fields;
}

/** The same with names decoded and values as they stand on the wire. */
export function readFormUndecoded(text: string): Field[] {
  return splitForm(text).map(({ name, value }) => ({ name: decodeForm(name), value }));
}

function splitForm(text: string): { name: string; value: string }[] {
  const pairs: { name: string; value: string }[] = [];
  for (const part of text.trim().split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    pairs.push(
      equals < 0 ? { name: part, value: '' } : { name: part.slice(0, equals), value: part.slice(equals + 1) },
    );
  }
  return pairs;
}

/** Percent-decodes one form name or value; a malformed escape stays as it is (as URLSearchParams does). */
export function decodeForm(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return new URLSearchParams(`v=${text}`).get('v') ?? text;
  }
}

function jsonFields(json: JsonNode, text: string): Field[] {
  if (json.type !== 'object') return [];
  return json.members.map(({ name, value }) => ({
    name,
    value: value.type === 'null' ? null : (scalarText(value) ?? text.slice(value.start, value.end)),
  }));
}

/** The value of a field as text, undefined when it is absent or null. */
export function fieldValue(fields: readonly Field[], name: string): string | undefined {
  for (let at = fields.length - 1; at >= 0; at--) {
    const field = fields[at];
    if (field?.name === name) return field.value ?? undefined;
  }
  return undefined;
}
