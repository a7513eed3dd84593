/**
 * A JSON reader that keeps what JSON.parse throws away: the digits of numbers, the order and the repeats of
 * names, `__proto__` as a plain name, and where each value stands in the text.
 */

/** A place in the source text: `text.slice(start, end)` is the value as it was written. */
interface Span {
  readonly start: number;
  readonly end: number;
}

export type JsonNode = Span &
  (
    | { readonly type: 'object'; readonly members: readonly JsonMember[] }
    | { readonly type: 'array'; readonly items: readonly JsonNode[] }
    | { readonly type: 'string'; readonly value: string }
    | { readonly type: 'number'; readonly raw: string }
    | { readonly type: 'boolean'; readonly value: boolean }
    | { readonly type: 'null' }
  );

export interface JsonMember {
  readonly name: string;
  readonly value: JsonNode;
}

export type JsonObject = Extract<JsonNode, { type: 'object' }>;

/** Deeper nesting than any callback has; printing and schema checks recurse, so there must be some end. */
export const MAX_DEPTH = 500;

/** Why a text is not JSON. `offset` counts UTF-16 units from 0; `line` and `column` count from 1. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  readonly reason: JsonProblem;

  constructor(text: string, offset: number, reason: JsonProblem) {
    super(`${reason} at offset ${offset}`);
    this.reason = reason;
    this.offset = offset;
    const before = text.slice(0, offset);
    this.line = before.split('\n').length;
    this.column = offset - before.lastIndexOf('\n');
  }
}

export type JsonProblem =
  | 'end-of-text'
  | 'unexpected'
  | 'bad-string'
  | 'bad-number'
  | 'too-deep'
  | 'trailing';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS = [
  ['true', { type: 'boolean', value: true }],
  ['false', { type: 'boolean', value: false }],
  ['null', { type: 'null' }],
] as const;

interface OpenObject {
  kind: 'object';
  start: number;
  members: JsonMember[];
  name: string;
}
interface OpenArray {
  kind: 'array';
  start: number;
  items: JsonNode[];
}

/**
 * Reads one JSON text (RFC 8259) into nodes.
 * @throws JsonSyntaxError when the text is not JSON, or nests deeper than MAX_DEPTH. Never overflows the stack.
 */
export function readJson(text: string): JsonNode {
  const open: (OpenObject | OpenArray)[] = [];
  let at = 0;

  const fail = (reason: JsonProblem, offset = at): never => {
    throw new JsonSyntaxError(
      text,
      offset,
      at >= text.length && reason === 'unexpected' ? 'end-of-text' : reason,
    );
  };
  const skipSpace = () => {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      at++;
    }
  };
  const readString = (): string => {
    const start = at;
    if (text[at] !== '"') fail('unexpected');
    let plain = true;
    for (at++; ; at++) {
      const code = text.charCodeAt(at);
      if (Number.isNaN(code)) fail('end-of-text');
      if (code === 34) break;
      if (code === 92) {
        plain = false;
        at++;
      } else if (code < 32) fail('bad-string');
    }
    at++;
    if (plain) return text.slice(start + 1, at - 1);
    try {
      return JSON.parse(text.slice(start, at)) as string;
    } catch {
      return fail('bad-string', start);
    }
  };
  const readName = (): string => {
    const name = readString();
    skipSpace();
    if (text[at] !== ':') fail('unexpected');
    at++;
    return name;
  };

  for (;;) {
    skipSpace();
    let node: JsonNode | undefined;
    const start = at;
    const first = text[at];
    if (first === '{' || first === '[') {
      if (open.length >= MAX_DEPTH) fail('too-deep');
      at++;
      skipSpace();
      if (text[at] === (first === '{' ? '}' : ']')) {
        at++;
        node =
          first === '{'
            ? { type: 'object', members: [], start, end: at }
            : { type: 'array', items: [], start, end: at };
      } else if (first === '{') {
        open.push({ kind: 'object', start, members: [], name: readName() });
        continue;
      } else {
        open.push({ kind: 'array', start, items: [] });
        continue;
      }
    } else if (first === '"') {
      const value = readString();
      node = { type: 'string', value, start, end: at };
    } else {
      const word = WORDS.find(([spelling]) => text.startsWith(spelling, at));
      if (word) {
        at += word[0].length;
        node = { ...word[1], start, end: at };
      } else {
        NUMBER.lastIndex = at;
        const raw = NUMBER.exec(text)?.[0];
        if (raw === undefined) fail(first === '-' ? 'bad-number' : 'unexpected');
        else {
          at += raw.length;
          node = { type: 'number', raw, start, end: at };
        }
      }
    }

    // The value is complete: hand it to what is open, closing as many levels as end here.
    for (;;) {
      const parent = open.at(-1);
      skipSpace();
      if (!parent) {
        if (at < text.length) fail('trailing');
        return node as JsonNode;
      }
      if (parent.kind === 'object') parent.members.push({ name: parent.name, value: node as JsonNode });
      else parent.items.push(node as JsonNode);
      const next = text[at];
      if (next === ',') {
        at++;
        if (parent.kind === 'object') {
          skipSpace();
          parent.name = readName();
        }
        break;
      }
      if (next !== (parent.kind === 'object' ? '}' : ']')) fail('unexpected');
      at++;
      open.pop();
      node =
        parent.kind === 'object'
          ? { type: 'object', members: parent.members, start: parent.start, end: at }
          : { type: 'array', items: parent.items, start: parent.start, end: at };
    }
  }
}

/** The same as readJson, with undefined instead of an error. */
export function tryReadJson(text: string): JsonNode | undefined {
  try {
    return readJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}
