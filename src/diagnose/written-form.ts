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

/** The forms of what opened or verified. */
export function fromForms(context: CheckContext, { findings }: Report): Diagnosed[] {
  const found: Diagnosed[] = [];
  const look = (where: string, text: string | undefined) => {
    const decoded = text === undefined ? undefined : decodeBinaryText(text);
    if (decoded) found.push(...formOf(decoded).map((cause) => ({ ...cause, where, proven: true })));
  };
  const opened = new Set(findings.flatMap((f) => (f.code === 'decrypted' ? [f.at] : [])));
  const fields = new Set(findings.flatMap((f) => (f.code === 'secret-field-decrypted' ? [f.pointer] : [])));
  for (const check of context.platform.checks) {
    if (check.kind === 'cipher')
      for (const { at, text } of findBlobs(check, context)) if (opened.has(at)) look(at, text);
    if (check.kind === 'signature' && findings.some(({ code }) => code === 'signature-valid'))
      look(sourceName(check.at), valueAt(check.at, context.request, context.body));
  }
  if (context.body.json)
    for (const { pointer, node } of walk(context.body.json))
      if (node.type === 'string' && fields.has(pointer)) look(pointer, node.value);
  return found;
}

function formOf({ encoding, padded, wrapped }: DecodedText): Pick<Diagnosed, 'code' | 'detail'>[] {
  const found: Pick<Diagnosed, 'code' | 'detail'>[] = [];
  if (wrapped) found.push({ code: 'whitespace', detail: 'base64 on several lines' });
  if (encoding !== 'base64') found.push({ code: 'base64-variant', detail: encoding });
  else if (!padded) found.push({ code: 'split-on-equals', detail: 'add-padding' });
  return found;
}

/** A body or a JSON value that was cut off: nothing can bring back what is missing, so it is a suspicion. */
export function fromEnds({ request, body }: CheckContext, { verdict }: Report): Diagnosed[] {
  if (verdict !== 'invalid') return [];
  const announced = Number(header(request, 'content-length') ?? Number.NaN);
  const { length } = request.body;
  if (announced > length && isCut(body.text))
    return [{ code: 'truncated', detail: `${length} / ${announced} bytes`, proven: false }];
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
