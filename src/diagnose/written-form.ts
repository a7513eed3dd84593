/**
 * How ciphertexts and signatures are written: other forms than plain base64 open here, and fail in decoders that take
 * only that. And texts that end before their time.
 */
import { findBlobs } from '../checks/cipher.ts';
import type { CheckContext } from '../checks/context.ts';
import type { Report } from '../checks/examine.ts';
import { type DecodedText, decodeBinaryText } from '../encoding/binary-text.ts';
import { walk } from '../json/node.ts';
import { sourceName, valueAt } from '../platforms/index.ts';
import { header } from '../request/request.ts';
import type { Diagnosed } from './cause.ts';
import type { Diagnosis } from './diagnosis.ts';

/** The forms of what opened or verified, by the rule or once a mistake is undone. */
export function fromForms(
  context: CheckContext,
  { findings }: Report,
  details: readonly Diagnosis[],
): Diagnosed[] {
  const right = new Set([
    ...details.flatMap(({ plaintexts = [] }) => plaintexts.map((p) => p.at)),
    ...findings.flatMap((f) => (f.code === 'decrypted' ? [f.at] : [])),
    ...findings.flatMap((f) => (f.code === 'secret-field-decrypted' ? [f.pointer] : [])),
  ]);
  const texts = new Map<string, string>();
  for (const check of context.platform.checks) {
    if (check.kind === 'cipher') for (const { at, text } of findBlobs(check, context)) texts.set(at, text);
    if (check.kind === 'signature') {
      const text = valueAt(check.at, context.request, context.body);
      if (text !== undefined) texts.set(sourceName(check.at), text);
      const found = findings.some(({ code }) => code === 'signature-valid') || details.some(verifies);
      if (found) right.add(sourceName(check.at));
    }
  }
  if (context.body.json)
    for (const { pointer, node } of walk(context.body.json))
      if (node.type === 'string') texts.set(pointer, node.value);
  return [...texts].flatMap(([where, text]) => {
    const decoded = right.has(where) ? decodeBinaryText(text) : undefined;
    return decoded ? formOf(decoded).map((cause) => ({ ...cause, where, proven: true })) : [];
  });
}

/** True for a diagnosis that found what a signature covers. */
const verifies = ({ canonical }: Diagnosis) => canonical !== undefined;

function formOf({ encoding, padded, wrapped }: DecodedText): Pick<Diagnosed, 'code' | 'detail'>[] {
  const found: Pick<Diagnosed, 'code' | 'detail'>[] = [];
  if (wrapped) found.push({ code: 'whitespace', detail: 'base64 on several lines' });
  if (encoding !== 'base64') found.push({ code: 'base64-variant', detail: encoding });
  else if (!padded) found.push({ code: 'split-on-equals', detail: 'add-padding' });
  return found;
}

/** A body or a JSON value that was cut off: nothing can bring back what is missing, so it is a suspicion. */
export function fromEnds({ request, body }: CheckContext, { verdict }: Report): Diagnosed[] {
  if (verdict === 'valid') return [];
  const announced = Number(header(request, 'content-length') ?? Number.NaN);
  const { length } = request.body;
  if (announced > length && isCut(body.text))
    return [{ code: 'truncated', detail: `${length} / ${announced} bytes`, proven: false }];
  // Without a check that fails, only the length of the whole speaks.
  if (verdict === 'unknown') return [];
  if (body.fields.length === 0 && isCut(body.text)) return [{ code: 'truncated', proven: false }];
  return body.fields.flatMap(({ name, value }): Diagnosed[] =>
    value !== null && isCut(value) ? [{ code: 'truncated', where: name, proven: false }] : [],
  );
}

/** True for a text that starts as JSON and ends inside a string, an object or a list. */
function isCut(text: string): boolean {
  if (!/^\s*[[{]\s*["\]}{[\d-]/.test(text)) return false;
  let open = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]|"/gs)) {
    if (token === '"') return true;
    if (token === '[' || token === '{') open++;
    if (token === ']' || token === '}') open--;
  }
  return open > 0;
}
