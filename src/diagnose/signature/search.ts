/** The search for what a signature covers: body, time stamp and nonce in other forms, order and separators. */

import type { KeyObject } from 'node:crypto';
import { digestHex } from '../../crypto/digest.ts';
import { verifyWith } from '../../crypto/signature.ts';
import { encodeGbk } from '../../encoding/gbk.ts';
import type { Field } from '../../request/fields.ts';
import type { SignatureDigest } from '../../rules/signature-rule.ts';
import { fillTemplate, type TemplatePart, type TemplateValues } from '../../rules/template.ts';
import type { Cause, Deviation } from '../cause.ts';
import { Framing } from '../framing.ts';
import { someDecimals, somePluses } from '../many.ts';
import { remembering } from '../remembering.ts';
import {
  alternatives,
  type Effort,
  type Leaf,
  merge,
  type SearchResult,
  type Stage,
  search,
} from '../search.ts';
import { roundedNeighbours } from '../sign/field-deviations.ts';
import { DECIMAL_PLACES, PARSED_BODY, TEXT_AXES } from '../text-axes.ts';
import { changeText, numbersOf, type TextChange } from '../text-change.ts';
import type { TemplateDeviation } from './templates.ts';

export interface SignatureState {
  readonly body: string;
  readonly texts: Readonly<Record<string, string | undefined>>;
  /** The template that covers it. */
  readonly template: string;
  readonly signed?: Buffer;
  /** The body was signed as GBK. */
  readonly gbk?: boolean;
}

export interface SignatureInput {
  readonly body: string;
  readonly texts: Readonly<Record<string, string | undefined>>;
  readonly fields: readonly Field[];
  /** The documented or likely templates. */
  readonly known: readonly { readonly template: string; readonly parts: readonly TemplatePart[] }[];
  readonly others: readonly TemplateDeviation[];
  readonly fits: (content: Buffer | string) => boolean;
}

/** A comparison with the digest that an RSA signature holds: one digest for each hypothesis. */
export function fitsDigest(
  algorithm: SignatureDigest,
  digest: Buffer,
): (content: Buffer | string) => boolean {
  const observed = digest.toString('hex');
  return (content) => digestHex(algorithm, content) === observed;
}

/** A verification for each hypothesis: all that ECDSA allows. */
export function fitsSignature(
  key: KeyObject,
  digests: readonly SignatureDigest[],
  signature: Buffer,
): (content: Buffer | string) => boolean {
  return (content) => {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    return digests.some((digest) => verifyWith(key, digest, bytes, signature).valid);
  };
}

/** Runs the search; a hit's state names the template and holds the bytes that were signed. */
export function searchSignature(input: SignatureInput, effort: Effort): SearchResult<SignatureState> {
  const { body, texts } = input;
  const start: SignatureState = { body, texts, template: '' };
  const leaf = templateLeaf(input);
  const result = search(start, stages(input), leaf, 1, { ...effort, depth: Math.min(2, effort.depth) });
  if (result.hits.length > 0 || effort.depth < 1) return result;
  const many = merge(result, search(start, [manyBodies(body)], leaf, 0, { ...effort, from: 1, depth: 1 }));
  if (many.hits.length > 0 || effort.depth < 3) return many;
  const milliseconds = effort.milliseconds - many.milliseconds;
  return merge(many, search(start, stages(input), leaf, 1, { ...effort, from: 3, milliseconds }));
}

/** Bodies that may have come to be what they are in very many ways. */
function manyBodies(body: string): Stage<SignatureState> {
  const forms = [
    ...[...somePluses(body)].map((text) => ['plus-as-space', 'some spaces', text] as const),
    ...[...someDecimals(body)].map((text) => ['json-reserialised', 'decimal places', text] as const),
  ];
  return alternatives<SignatureState, string>(
    forms.map(([code, detail, change]) => ({ code, detail, cost: 2, change })),
    (state, text) => ({ ...state, body: text }),
  );
}

/** A body is long, so not more of them are remembered for each change. */
const MOST_BODIES = 5000;

function stages({ body, texts }: SignatureInput): Stage<SignatureState>[] {
  // Many combinations change the same bodies in the same way.
  const changed = remembering((how: TextChange) =>
    remembering((text: string) => changeText(how, text), MOST_BODIES),
  );
  const onBody = (axis: readonly Deviation<TextChange>[]) =>
    alternatives<SignatureState, TextChange>(
      axis,
      (state, how) => {
        const body = changed(how)(state.body);
        return body === state.body ? undefined : { ...state, body };
      },
      (a, b) => a.body === b.body,
    );
  return [
    ...Object.values(TEXT_AXES).map(onBody),
    onBody(DECIMAL_PLACES),
    onBody(lostDigits(body)),
    onBody(PARSED_BODY),
    // Where the text was signed in GBK: getBytes() without a charset on a Chinese Windows.
    alternatives<SignatureState, null>(
      [{ code: 'charset-gbk', detail: 'gbk', cost: 2, change: null }],
      (state) => (/[^\0-\x7f]/.test(state.body) ? { ...state, gbk: true } : undefined),
    ),
    alternatives<SignatureState, SignatureInput['texts']>(headerDeviations(texts), (state, changed) => ({
      ...state,
      texts: changed,
    })),
  ];
}

/** Numbers of the body that a double has rounded, with the digits that they may have had. */
function lostDigits(body: string): Deviation<TextChange>[] {
  return numbersOf(body).flatMap((number, index) =>
    roundedNeighbours(number).map(
      (digits): Deviation<TextChange> => ({
        code: 'json-reserialised',
        where: number,
        detail: 'digits lost in a double',
        cost: 2,
        change: { kind: 'digits', index, digits },
      }),
    ),
  );
}

/** Other forms of the values in the headers: units of the time, digits of the nonce, stray spaces. */
function headerDeviations(texts: SignatureInput['texts']): Deviation<SignatureInput['texts']>[] {
  const found: Deviation<SignatureInput['texts']>[] = [];
  for (const [name, value] of Object.entries(texts)) {
    if (value === undefined) continue;
    const add = (cause: Cause, cost: 1 | 2 | 3, text: string) => {
      if (text !== value) found.push({ ...cause, where: name, cost, change: { ...texts, [name]: text } });
    };
    add({ code: 'whitespace', detail: 'trim' }, 2, value.trim());
    if (/^\d{13}$/.test(value)) add({ code: 'timestamp-unit', detail: 'seconds' }, 1, value.slice(0, 10));
    if (/^\d{10}$/.test(value)) add({ code: 'timestamp-unit', detail: 'milliseconds' }, 1, `${value}000`);
    if (/^\d{16,}$/.test(value)) {
      const double = Number(value);
      add({ code: 'nonce-precision', detail: 'as a double prints it' }, 1, String(double));
      for (const text of javaDoubles(double))
        add({ code: 'nonce-precision', detail: 'as a double of Java prints' }, 2, text);
      add({ code: 'nonce-precision', detail: 'as a double prints it' }, 2, BigInt(double).toString());
    }
    for (const digits of roundedNeighbours(value))
      add({ code: 'nonce-precision', detail: 'digits lost in a double' }, 2, digits);
  }
  return found;
}

/** Tries the known templates without a deviation, and the others as one. */
function templateLeaf({ body: start, fields, known, others, fits }: SignatureInput): Leaf<SignatureState> {
  const groups: readonly (readonly Candidate[])[] = [
    known.map(({ template, parts }) => ({ template, parts, deviations: [] })),
    others.map((other) => ({ template: other.change, parts: other.parts, deviations: [other] })),
  ];
  const framing = new Framing();
  const valuesOf = (texts: SignatureState['texts'], body: Buffer): TemplateValues => ({
    texts,
    body,
    params: fields.map(({ name, value }) => ({ name, value: name in texts ? (texts[name] ?? null) : value })),
  });
  /** What stands around the body, for each template; many bodies are tried with the same headers. */
  const framesOf = groups.map((group) =>
    remembering((texts: SignatureState['texts']) =>
      group.map(({ parts }) => aroundBody(parts, valuesOf(texts, NOTHING))),
    ),
  );
  return (state, count, hit) => {
    const group = groups[count] ?? [];
    const frames = framesOf[count]?.(state.texts) ?? [];
    framing.setMiddle(state.gbk ? encodeGbk(state.body) : state.body);
    let tried = 0;
    for (let i = 0; i < group.length; i++) {
      const { template, parts, deviations } = group[i] as Candidate;
      const frame = frames[i];
      // Another body makes no difference to a template without one: that was tried with a deviation less.
      if (!frame || (frame.bodies === 0 && (state.body !== start || state.gbk))) continue;
      tried++;
      const content =
        frame.bodies === 1
          ? framing.between(frame.front, frame.back)
          : fillTemplate(parts, valuesOf(state.texts, Buffer.from(framing.between(NOTHING, NOTHING))));
      if (content && fits(content)) hit(deviations, { ...state, template, signed: Buffer.from(content) }, []);
    }
    return tried;
  };
}

interface Candidate {
  readonly template: string;
  readonly parts: readonly TemplatePart[];
  readonly deviations: readonly Deviation<unknown>[];
}

const NOTHING = Buffer.alloc(0);

/** What a template puts in front of the body and behind it. */
interface Frame {
  /** How often the body stands in it. */
  readonly bodies: number;
  readonly front: Buffer;
  readonly back: Buffer;
}

/** Undefined where the template cannot be filled. */
function aroundBody(parts: readonly TemplatePart[], values: TemplateValues): Frame | undefined {
  const isBody = (part: TemplatePart) => part.kind === 'value' && part.name === 'body';
  const at = Math.max(0, parts.findIndex(isBody));
  const front = fillTemplate(parts.slice(0, at), values);
  const back = fillTemplate(parts.slice(at), values);
  return front && back && { bodies: parts.filter(isBody).length, front, back };
}

/**
 * What Double.toString prints of a number past 10^7: one digit, the others, and the power of ten. Before Java 19 it
 * could print a digit more than is needed.
 */
function javaDoubles(value: number): string[] {
  return [value.toExponential(), value.toExponential(16)].map((text) => {
    const [digits = '', power] = text.split('e+');
    return `${digits.includes('.') ? digits : `${digits}.0`}E${power}`;
  });
}
