/**
 * The JSON lines of deliveries and answers: in the history, and on stdout under --json. `cbk inspect -f` and
 * `cbk replay` read the same form, so its keys are a contract. The history has one line of what came, written before
 * it is answered, and one of the answer and of what the checks say, written after.
 */
import type { Verdict } from '../findings/finding.ts';
import { quote } from '../json/quote.ts';
import type { Header } from '../request/request.ts';
import {
  type Answered,
  type AnsweredBy,
  type Checked,
  checkedDelivery,
  type Delivery,
  type DeliveryKind,
  type Taken,
} from './delivery.ts';

/**
 * The line of what came, without line end; what does not apply is left out. Lines are written piece by piece, because
 * a receiver does it for every callback. Only base64 goes without escaping: what was read back may have been edited.
 */
export function takenLine(taken: Taken): string {
  const { id, kind, request, encoded, remote, client, platform, event } = taken;
  let line = `{"type":"delivery","id":${quote(id)}`;
  if (kind !== 'callback') line += `,"kind":${quote(kind)}`;
  line += `,"method":${quote(request.method)},"url":${quote(request.url)}`;
  line += `,"headers":${headersJson(request.headers)},"body_b64":"${request.body.toString('base64')}"`;
  if (encoded) line += `,"encoded_b64":"${encoded.toString('base64')}"`;
  line += `,"received_at":${quote(request.receivedAt)},"remote":${quote(remote)}`;
  if (client) line += `,"client":${JSON.stringify(client)}`;
  if (platform !== undefined) line += `,"platform":${quote(platform)}`;
  if (event !== undefined) line += `,"event":${quote(event)}`;
  return `${line}}`;
}

/** As JSON.stringify writes them, in less time: a receiver does it for every callback. */
function headersJson(headers: readonly Header[]): string {
  let json = '';
  for (const [name, value] of headers) json += `${json === '' ? '' : ','}[${quote(name)},${quote(value)}]`;
  return `[${json}]`;
}

/** The JSON of a delivery's records, for whoever shows the same: nothing is written twice. */
export interface Written {
  /** The line of what came. */
  readonly taken: string;
  /** What the checks say, and what the answer was, as members of an object. */
  readonly checked: string;
  readonly answer: string;
}

/** What the checks say, as members of an object. */
export function checkedMembers({ verdict, identity, bytes }: Checked): string {
  let members = `"verdict":${quote(verdict)}`;
  if (identity !== undefined) members += `,"identity":${quote(identity)}`;
  if (bytes !== undefined) members += `,"bytes":${quote(bytes)}`;
  return members;
}

/** What the answer was, as members of an object. */
export function answerMembers({ status, headers, body, by, ms, accepted }: Answered): string {
  if (headers !== lastContent.headers || body !== lastContent.body)
    lastContent = {
      headers,
      body,
      members: `"headers":${headersJson(headers)},"body_b64":"${body.toString('base64')}"`,
    };
  return `"status":${status},${lastContent.members},"by":${quote(by)},"ms":${ms},"accepted":${accepted}`;
}

/** What is in the last answer: a receiver mostly gives the same one over and over. */
let lastContent: { readonly headers: readonly Header[]; readonly body: Buffer; readonly members: string } = {
  headers: [],
  body: Buffer.alloc(0),
  members: '',
};

/** The line of what came together with what the checks say, without line end: the form that leaves the history. */
export function deliveryLine(delivery: Delivery): string {
  return `${takenLine(delivery).slice(0, -1)},${checkedMembers(delivery)}}`;
}

/** The line of an answer and of what the checks say, without line end; the id is that of the delivery. */
export function answerLine(answered: Answered, checked: Checked): string {
  return answerLineOf(answered.id, checkedMembers(checked), answerMembers(answered));
}

/** The same from members that are written. */
export function answerLineOf(id: string, checked: string, answer: string): string {
  return `{"type":"answer","id":${quote(id)},${checked},${answer}}`;
}

type Fields = Readonly<Record<string, unknown>>;

export type ReadRecord =
  | { readonly delivery: Delivery }
  /** `checked` is there where the checks came after the record. */
  | { readonly answered: Answered; readonly checked?: Checked };

/**
 * A line read back. Throws nothing: undefined for a line that is no delivery and no answer, or is damaged. A delivery
 * whose answer says what the checks made of it has the verdict `unknown` by itself.
 */
export function readRecord(line: string): ReadRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = value as Fields;
  if (typeof fields['id'] !== 'string' || typeof fields['body_b64'] !== 'string') return undefined;
  if (fields['type'] === 'delivery')
    return { delivery: checkedDelivery(takenOf(fields), readChecked(fields)) };
  if (fields['type'] !== 'answer') return undefined;
  const answered = readAnswered(fields);
  return fields['verdict'] === undefined ? { answered } : { answered, checked: readChecked(fields) };
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
const bytesOf = (value: unknown) => Buffer.from(text(value) ?? '', 'base64');

function headersOf(value: unknown): Header[] {
  const headers: Header[] = [];
  if (Array.isArray(value))
    for (const pair of value) if (Array.isArray(pair)) headers.push([String(pair[0]), String(pair[1])]);
  return headers;
}

/** The reverse of takenLine, for a line that it made. */
export function readTaken(line: string): Taken {
  return takenOf(JSON.parse(line) as Fields);
}

function takenOf(fields: Fields): Taken {
  const { id, kind, method, url, headers, body_b64, encoded_b64, received_at, remote, client } = fields;
  return {
    id: String(id),
    kind: (text(kind) as DeliveryKind | undefined) ?? 'callback',
    request: {
      method: text(method) ?? 'POST',
      url: text(url) ?? '/',
      headers: headersOf(headers),
      body: bytesOf(body_b64),
      receivedAt: text(received_at) ?? '',
    },
    encoded: encoded_b64 === undefined ? undefined : bytesOf(encoded_b64),
    remote: text(remote) ?? '',
    client: client ? (client as Taken['client']) : undefined,
    platform: text(fields['platform']),
    event: text(fields['event']),
  };
}

function readChecked({ verdict, identity, bytes }: Fields): Checked {
  return {
    verdict: (text(verdict) as Verdict | undefined) ?? 'unknown',
    identity: text(identity),
    bytes: text(bytes),
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
