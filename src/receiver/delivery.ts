/** One callback that arrived, and the answer that it got, as they are shown, recorded and sent again. */
import { randomInt } from 'node:crypto';
import type { Verdict } from '../findings/finding.ts';
import type { CallbackRequest, Header } from '../request/request.ts';

/** A callback, a check whether the address is reachable, or a question for a balance. */
export type DeliveryKind = 'callback' | 'probe' | 'query';

/** What came, as it is recorded before it is answered. */
export interface Taken {
  readonly id: string;
  readonly kind: DeliveryKind;
  /** Headers as they came; the body without its content encoding, which is what platforms sign. */
  readonly request: CallbackRequest & {
    readonly method: string;
    readonly url: string;
    readonly receivedAt: string;
  };
  /** The body's bytes on the wire, where a content encoding made them differ. */
  readonly encoded?: Buffer | undefined;
  /** The address of the socket. */
  readonly remote: string;
  /** The address and the scheme that a trusted proxy reports. */
  readonly client?: { readonly address?: string; readonly scheme?: string } | undefined;
  readonly platform?: string | undefined;
  readonly event?: string | undefined;
}

/** What the checks make of it, which is recorded with the answer, for the sender need not wait for it. */
export interface Checked {
  readonly verdict: Verdict;
  /** A digest that deliveries of the same message share. */
  readonly identity?: string | undefined;
  /** A digest that deliveries of the same bytes share, time stamps and signatures included. */
  readonly bytes?: string | undefined;
}

export interface Delivery extends Taken, Checked {}

/** What came together with what the checks make of it. Named one by one: spreading two objects takes microseconds. */
export function checkedDelivery(taken: Taken, { verdict, identity, bytes }: Checked): Delivery {
  const { id, kind, request, encoded, remote, client, platform, event } = taken;
  return { id, kind, request, encoded, remote, client, platform, event, verdict, identity, bytes };
}

/** Who decided on an answer: a rule of the receiver, the developer's own server, or nobody (closed without one). */
export type AnsweredBy = 'rule' | 'forward' | 'nobody';

export interface Answered {
  readonly id: string;
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Buffer;
  readonly by: AnsweredBy;
  /** Milliseconds from arrival to answer. */
  readonly ms: number;
  /** Whether the platform takes it for done. */
  readonly accepted: boolean;
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const SPAN = 32 ** 5;
let sequence = randomInt(SPAN);

let lastSecond = { iso: '', part: '' };

/** `261121-101301-k3f9a`: the time of arrival (ISO 8601, UTC), which names the day's file, and a counter with a random start. */
export function newId(receivedAt: string): string {
  sequence = (sequence + 1) % SPAN;
  let tail = '';
  for (let rest = sequence, i = 0; i < 5; i++, rest = Math.floor(rest / 32))
    tail = ALPHABET[rest % 32] + tail;
  // Many deliveries come in the same second.
  const iso = receivedAt.slice(0, 19);
  if (lastSecond.iso !== iso) {
    const digits = iso.replace(/\D/g, '');
    lastSecond = { iso, part: `${digits.slice(2, 8)}-${digits.slice(8)}` };
  }
  return `${lastSecond.part}-${tail}`;
}

/** The UTC day of arrival, `2026-11-21`, whose file of the history a delivery is in. */
export const dayOf = ({ request }: Pick<Taken, 'request'>) => request.receivedAt.slice(0, 10);

/** The UTC day of an id, `2026-11-21`; undefined when the text is no id. */
export function dayOfId(id: string): string | undefined {
  const [, y, m, d] = /^(\d\d)(\d\d)(\d\d)-\d{6}-[0-9a-z]{5}$/.exec(id) ?? [];
  return y && `20${y}-${m}-${d}`;
}
