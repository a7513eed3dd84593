/** A message before anything in it is encrypted or signed: values can be set and renewed, then it is sealed. */
import { randomInt } from 'node:crypto';
import type { Plaintext } from '../../checks/context.ts';
import { Problem } from '../../findings/problem.ts';
import { jsonString, typedValue, withValue } from '../../json/edit.ts';
import { member, printJson, scalarText } from '../../json/node.ts';
import { type JsonNode, readJson, tryReadJson } from '../../json/read.ts';
import { sourceName } from '../../platforms/index.ts';
import type { Source } from '../../platforms/platform.ts';
import type { Renewal, SampleMessage } from '../../platforms/sample.ts';
import type { Body, Field } from '../../request/fields.ts';
import type { CallbackRequest, Header } from '../../request/request.ts';

export interface Draft {
  readonly headers: readonly Header[];
  readonly body:
    | { readonly kind: 'json'; readonly json: JsonNode }
    | { readonly kind: 'form'; readonly fields: readonly Field[] };
  /** Plaintexts that go to their places encrypted with the shared key. */
  readonly encrypted: readonly { readonly at: Source; readonly schema?: string; readonly json: JsonNode }[];
  /** JSON pointers of strings to encrypt with the receiver's public key. */
  readonly secrets: readonly string[];
  readonly renewals: readonly { readonly inside?: Source; readonly renewal: Renewal }[];
}

const contentType = (kind: 'json' | 'form'): Header => [
  'Content-Type',
  kind === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
];

/** The draft of a sample message. */
export function draftOfSample(sample: SampleMessage): Draft {
  const { body, headers = [], encrypted = [], secrets = [], renew } = sample;
  return {
    headers: [contentType(body.kind), ...headers],
    body: body.kind === 'json' ? { kind: 'json', json: readJson(body.text) } : body,
    encrypted: encrypted.map(({ at, schema, text }) => ({ at, schema, json: readJson(text) })),
    secrets,
    renewals: [
      ...renew.map((renewal) => ({ renewal })),
      ...encrypted.flatMap(({ at, renew: inner }) => inner.map((renewal) => ({ inside: at, renewal }))),
    ],
  };
}

/**
 * The draft of a callback that came: what decrypts with the shared key is encrypted anew, what was encrypted for the
 * receiver stays as it is. Time stamps and nonces are those that the platform's samples renew.
 */
export function draftOfRequest(
  request: CallbackRequest,
  body: Body,
  plaintexts: readonly Plaintext[],
  sample: SampleMessage | undefined,
): Draft | undefined {
  const places = sample?.encrypted ?? [];
  const opened = places.flatMap(({ at, schema }) => {
    const name = sourceName(at).toLowerCase();
    const json = plaintexts.find((p) => p.at.toLowerCase() === name)?.json;
    return json ? [{ at, schema, json }] : [];
  });
  const draft = sample && draftOfSample(sample);
  if (body.kind !== 'json' && body.kind !== 'form') return undefined;
  const content = body.json
    ? { kind: 'json' as const, json: body.json }
    : { kind: 'form' as const, fields: body.fields };
  const dropped = new Set(['content-encoding', 'content-length', 'transfer-encoding']);
  return {
    headers: request.headers.filter(([name]) => !dropped.has(name.toLowerCase())),
    body: content,
    encrypted: opened,
    secrets: [],
    renewals: (draft?.renewals ?? []).filter(
      ({ inside }) => inside === undefined || opened.some(({ at }) => at === inside),
    ),
  };
}

const isHeader = (source: Source): source is Extract<Source, { header: string }> => 'header' in source;

function readHeader(headers: readonly Header[], name: string): string | undefined {
  return headers.find(([n]) => n.toLowerCase() === name.toLowerCase())?.[1];
}

/** The headers with one replaced, or added at the end. */
export function withHeader(headers: readonly Header[], name: string, value: string): Header[] {
  const index = headers.findIndex(([n]) => n.toLowerCase() === name.toLowerCase());
  if (index < 0) return [...headers, [name, value]];
  return headers.map(([n, old], i): Header => (i === index ? [n, value] : [n, old]));
}

/** The draft with the text at a source replaced; a string or a number stays what it is. */
export function withText(draft: Draft, source: Source, text: string): Draft {
  if (isHeader(source))
    return { ...draft, headers: withHeader(draft.headers, source.header, (source.prefix ?? '') + text) };
  const { body } = draft;
  if (body.kind === 'form') {
    const known = body.fields.some(({ name }) => name === source.field);
    const fields = known
      ? body.fields.map((f) => (f.name === source.field ? { name: f.name, value: text } : f))
      : [...body.fields, { name: source.field, value: text }];
    return { ...draft, body: { kind: 'form', fields } };
  }
  const json = withValue(body.json, [source.field], (old) => typedValue(text, old ?? jsonString('')));
  return json ? { ...draft, body: { kind: 'json', json } } : draft;
}

function textAt(draft: Draft, source: Source): string | undefined {
  if (isHeader(source)) return readHeader(draft.headers, source.header);
  if (draft.body.kind === 'form')
    return draft.body.fields.find(({ name }) => name === source.field)?.value ?? undefined;
  return scalarText(member(draft.body.json, source.field));
}

function renewed({ as }: Renewal, old: string, now: number): string {
  switch (as) {
    case 'seconds':
      return String(Math.floor(now / 1000));
    case 'milliseconds':
      return String(now);
    case 'local':
      return new Date(now + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    case 'nonce':
      return Array.from(old, (_, i) => randomInt(i === 0 ? 1 : 0, 10)).join('');
  }
}

/** The draft with fresh time stamps and nonces. `now` is in milliseconds since 1970. */
export function renew(draft: Draft, now: number): Draft {
  return draft.renewals.reduce((current, { inside, renewal }) => {
    if (inside === undefined) {
      const old = textAt(current, renewal.at);
      return old === undefined ? current : withText(current, renewal.at, renewed(renewal, old, now));
    }
    return withInner(current, inside, (json) => {
      const name = 'field' in renewal.at ? renewal.at.field : '';
      return withValue(json, [name], (old) =>
        typedValue(renewed(renewal, (old && scalarText(old)) ?? '', now), old),
      );
    });
  }, draft);
}

function withInner(draft: Draft, place: Source, edit: (json: JsonNode) => JsonNode | undefined): Draft {
  const encrypted = draft.encrypted.map((e) => (e.at === place ? { ...e, json: edit(e.json) ?? e.json } : e));
  return { ...draft, encrypted };
}

/**
 * The draft with a value set. The name is a field or a dotted path; where it begins with the name (or the schema) of
 * an encrypted part, the rest is a path into its plaintext; a form parameter that holds JSON can be gone into as
 * well; a header is named as it is written.
 * @throws Problem when the message has no such place
 */
export function setValue(draft: Draft, name: string, text: string): Draft {
  const [first = '', ...rest] = name.replace(/^\//, '').split(/[./]/);
  const inner = draft.encrypted.find(
    ({ at, schema }) =>
      first === schema || first.toLowerCase() === sourceName(at).replace('/', '').toLowerCase(),
  );
  if (inner && rest.length > 0) {
    const json = withValue(inner.json, rest, (old) => typedValue(text, old));
    if (!json) throw new Problem('field-unknown', { name });
    return { ...draft, encrypted: draft.encrypted.map((e) => (e === inner ? { ...e, json } : e)) };
  }
  if (readHeader(draft.headers, name) !== undefined) return withText(draft, { header: name }, text);
  const { body } = draft;
  if (body.kind === 'json') {
    const json = withValue(body.json, [first, ...rest], (old) => typedValue(text, old));
    if (!json) throw new Problem('field-unknown', { name });
    return { ...draft, body: { kind: 'json', json } };
  }
  if (rest.length === 0) return withText(draft, { field: first }, text);
  const held = tryReadJson(body.fields.find((f) => f.name === first)?.value ?? '');
  const json = held && withValue(held, rest, (old) => typedValue(text, old));
  if (!json) throw new Problem('field-unknown', { name });
  return withText(draft, { field: first }, printJson(json));
}
