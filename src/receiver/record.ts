/**
 * The JSON lines of deliveries and answers: in the history, and on stdout under --json. `cbk inspect -f` and
 * `cbk replay` read the same form, so its keys are a contract.
 */
import type { Verdict } from '../findings/finding.ts';
import type { Header } from '../request/request.ts';
import type { Answered, AnsweredBy, Delivery, DeliveryKind } from './delivery.ts';

/**
 * The line of a delivery, without line end; what does not apply is left out. Written piece by piece, because a
 * receiver does it for every callback. Only base64 goes without escaping: what was read back may have been edited.
 */
export function deliveryLine(delivery: Delivery): string {
  const { id, kind, request, encoded, remote, client, platform, event, verdict, identity, bytes } = delivery;
  let line = `{"type":"delivery","id":${quote(id)}`;
  if (kind !== 'callback') line += `,"kind":${quote(kind)}`;
  line += `,"method":${quote(request.method)},"url":${quote(request.url)}`;
  line += `,"headers":${JSON.stringify(request.headers)},"body_b64":"${request.body.toString('base64')}"`;
  if (encoded) line += `,"encoded_b64":"${encoded.toString('base64')}"`;
  line += `,"received_at":${quote(request.receivedAt)},"remote":${quote(remote)}`;
  if (client) line += `,"client":${JSON.stringify(client)}`;
  if (platform !== undefined) line += `,"platform":${quote(platform)}`;
  if (event !== undefined) line += `,"event":${quote(event)}`;
  line += `,"verdict":${quote(verdict)}`;
  if (identity !== undefined) line += `,"identity":${quote(identity)}`;
  if (bytes !== undefined) line += `,"bytes":${quote(bytes)}`;
  return `${line}}`;
}

const quote = (text: string) => JSON.stringify(text);

/** What an answer was, without braces: the members that the history and --json share. */
export function answerMembers({ status, headers, body, by, ms, accepted }: Answered): string {
  return `"status":${status},"headers":${JSON.stringify(headers)},"body_b64":"${body.toString('base64')}","by":${quote(by)},"ms":${ms},"accepted":${accepted}`;
}

/** The line of an answer, without line end; `id` is that of the delivery. */
export function answerLine(answered: Answered): string {
  return `{"type":"answer","id":${quote(answered.id)},${answerMembers(answered)}}`;
}

type Fields = Readonly<Record<string, unknown>>;

/** A line read back. Throws nothing: undefined for a line that is no delivery and no answer, or is damaged. */
export function readRecord(line: string): { delivery: Delivery } | { answered: Answered } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = value as Fields;
  if (typeof fields['id'] !== 'string' || typeof fields['body_b64'] !== 'string') return undefined;
  if (fields['type'] === 'delivery') return { delivery: readDelivery(fields) };
  return fields['type'] === 'answer' ? { answered: readAnswered(fields) } : undefined;
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
const bytesOf = (value: unknown) => Buffer.from(text(value) ?? '', 'base64');
const headersOf = (value: unknown): Header[] =>
  Array.isArray(value)
    ? value.flatMap((pair): Header[] => (Array.isArray(pair) ? [[String(pair[0]), String(pair[1])]] : []))
    : [];

function readDelivery(fields: Fields): Delivery {
  const platform = text(fields['platform']);
  const event = text(fields['event']);
  const identity = text(fields['identity']);
  const bytes = text(fields['bytes']);
  const client = fields['client'] as Delivery['client'];
  return {
    id: String(fields['id']),
    kind: (text(fields['kind']) as DeliveryKind | undefined) ?? 'callback',
    request: {
      method: text(fields['method']) ?? 'POST',
      url: text(fields['url']) ?? '/',
      headers: headersOf(fields['headers']),
      body: bytesOf(fields['body_b64']),
      receivedAt: text(fields['received_at']) ?? '',
    },
    ...(fields['encoded_b64'] !== undefined && { encoded: bytesOf(fields['encoded_b64']) }),
    remote: text(fields['remote']) ?? '',
    ...(client && { client }),
    ...(platform !== undefined && { platform }),
    ...(event !== undefined && { event }),
    verdict: (text(fields['verdict']) as Verdict | undefined) ?? 'unknown',
    ...(identity !== undefined && { identity }),
    ...(bytes !== undefined && { bytes }),
  };
}

function readAnswered(fields: Fields): Answered {
  return {
    id: String(fields['id']),
    status: Number(fields['status']),
    headers: headersOf(fields['headers']),
    body: bytesOf(fields['body_b64']),
    by: (text(fields['by']) as AnsweredBy | undefined) ?? 'rule',
    ms: Number(fields['ms']),
    accepted: fields['accepted'] === true,
  };
}
