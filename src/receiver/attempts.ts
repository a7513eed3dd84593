/** Recognises that a delivery is the nth attempt of an earlier one, a duplicate, or a replay. */
import { type Finding, finding } from '../findings/finding.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Delivery } from './delivery.ts';
import { attemptsOf, gapAfter, isOnTime } from './schedule.ts';

interface Message {
  readonly first: string;
  readonly firstAt: number;
  lastAt: number;
  count: number;
  accepted: boolean;
  /** Digests of the bytes of each attempt, each once. They are few, so that a list is faster than a set. */
  readonly bytes: string[];
}

/** Senders choose the messages, so there must be some end. */
const MOST = 50_000;
/** Attempts of one message whose bytes are remembered. */
const MOST_BYTES = 64;

/** Remembers the last MOST to 2 × MOST entries that were written or read. */
class RecentMap<V> {
  #young = new Map<string, V>();
  #old = new Map<string, V>();

  get(key: string): V | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, value: V): void {
    this.#young.set(key, value);
    if (this.#young.size < MOST) return;
    this.#old = this.#young;
    this.#young = new Map();
  }
}

type Seen = Pick<Delivery, 'id' | 'identity' | 'bytes'>;

const keyOf = ({ identity, bytes }: Pick<Seen, 'identity' | 'bytes'>) => identity ?? bytes;

export class Attempts {
  readonly #messages = new RecentMap<Message>();

  /** Takes note of a delivery at a time (milliseconds since 1970) and says which attempt of its message it is. */
  note(delivery: Seen, at: number): { readonly attempt: number; readonly previous?: Previous } {
    const key = keyOf(delivery);
    if (key === undefined) return { attempt: 1 };
    const known = this.#messages.get(key);
    const message = known ?? {
      first: delivery.id,
      firstAt: at,
      lastAt: at,
      count: 0,
      accepted: false,
      bytes: [],
    };
    const previous = known && {
      first: known.first,
      attempt: known.count + 1,
      afterSeconds: (at - known.lastAt) / 1000,
      elapsedSeconds: (known.lastAt - known.firstAt) / 1000,
      sameBytes: delivery.bytes !== undefined && known.bytes.includes(delivery.bytes),
      accepted: known.accepted,
    };
    message.count++;
    message.lastAt = at;
    if (delivery.bytes !== undefined && message.bytes.length < MOST_BYTES && !previous?.sameBytes)
      message.bytes.push(delivery.bytes);
    if (!known) this.#messages.set(key, message);
    return previous ? { attempt: message.count, previous } : { attempt: message.count };
  }

  /** Takes note that a delivery, noted before, was answered in a way that ends the retries. */
  accepted(delivery: Pick<Seen, 'identity' | 'bytes'>): void {
    const key = keyOf(delivery);
    const message = key === undefined ? undefined : this.#messages.get(key);
    if (message) message.accepted = true;
  }
}

/** An earlier attempt of the same message, as the new one sees it. */
export interface Previous {
  readonly first: string;
  /** The number of the new attempt. */
  readonly attempt: number;
  readonly afterSeconds: number;
  /** From the first attempt to the last one before this. */
  readonly elapsedSeconds: number;
  readonly sameBytes: boolean;
  /** One of the earlier attempts was answered well. */
  readonly accepted: boolean;
}

/** What a repeated delivery is: a retry (on the plan or off it), a duplicate, or a replay. */
export function repeatFinding(platform: Platform | undefined, previous: Previous): Finding {
  const { first, attempt, afterSeconds, elapsedSeconds, sameBytes, accepted } = previous;
  const plan = platform?.retry;
  const gap = plan && gapAfter(plan, attempt - 1, elapsedSeconds);
  const onTime = gap !== undefined && isOnTime(gap, afterSeconds);
  const after = Math.round(afterSeconds);
  if (accepted) {
    return sameBytes && !onTime
      ? finding(platform?.nonce ? 'error' : 'warning', 'replayed', { first, attempt, afterSeconds: after })
      : finding('info', 'duplicate', { first, attempt, afterSeconds: after });
  }
  const of = plan && attemptsOf(plan);
  // A plan without times only says how many attempts there are.
  const onSchedule = gap ? onTime : of !== undefined && (plan?.gaps.length ?? 0) === 0 && attempt <= of;
  const next = plan && gapAfter(plan, attempt, elapsedSeconds + afterSeconds);
  return finding(onSchedule ? 'info' : 'warning', 'retry', {
    attempt,
    first,
    afterSeconds: after,
    onSchedule,
    ...(of !== undefined && { of }),
    ...(gap && { dueSeconds: gap.seconds }),
    ...(next && { nextSeconds: next.seconds }),
  });
}
