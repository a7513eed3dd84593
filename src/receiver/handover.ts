/**
 * Deliveries that are answered, in the form in which they go from the thread that answers to the one that checks:
 * plain values, and few of them, for each costs both threads time. What came goes as the line of its record.
 */
import type { Report } from '../checks/examine.ts';
import { platformById } from '../platforms/index.ts';
import { readBody } from '../request/fields.ts';
import { arrivalTime } from '../request/request.ts';
import type { Decision } from './answer/decide.ts';
import type { Checked } from './delivery.ts';
import { contextOf } from './examination.ts';
import type { Handled, Outcome } from './handled.ts';
import type { ExaminationOptions } from './options.ts';
import { readTaken } from './record.ts';

export interface Handover {
  /** What came, as it is recorded, one after the other. */
  readonly lines: readonly string[];
  /** For each, milliseconds from arrival to answer. */
  readonly ms: readonly number[];
  /** How they were answered: each entry from this place on, up to that of the next. */
  readonly outcomes: readonly (Outcome & { readonly from: number })[];
  /** What is known of those, by their place, that were checked before they were answered. */
  readonly examined: ReadonlyMap<number, { readonly checked: Checked; readonly report: Report }>;
}

/** Packs a row of deliveries. */
export function handOver(row: readonly Handled[]): Handover {
  const lines: string[] = [];
  const ms: number[] = [];
  const outcomes: (Outcome & { from: number })[] = [];
  const examined = new Map<number, { checked: Checked; report: Report }>();
  let last: Handled | undefined;
  for (const handled of row) {
    if (!last || !sameOutcome(last, handled))
      outcomes.push({ from: lines.length, decision: packed(handled.decision), drop: handled.drop });
    if (handled.examined) {
      const { checked, report } = handled.examined;
      examined.set(lines.length, { checked, report });
    }
    lines.push(handled.line);
    ms.push(handled.ms);
    last = handled;
  }
  return { lines, ms, outcomes, examined };
}

/** An answer by a rule is mostly that of the delivery before. */
function sameOutcome(a: Handled, b: Handled): boolean {
  return (
    a.decision.reaction === b.decision.reaction &&
    a.decision.by === 'rule' &&
    b.decision.by === 'rule' &&
    a.drop === b.drop
  );
}

/** A buffer may be a part of a larger piece of memory, all of which would be copied. */
const packedBytes = (bytes: Buffer) => Buffer.from(new Uint8Array(bytes).buffer);

function packed(decision: Decision): Decision {
  const { reaction, readable } = decision;
  const { status, headers, body } = reaction;
  return {
    ...decision,
    reaction: { status, headers, body: packedBytes(body) },
    ...(readable && { readable: packedBytes(readable) }),
  };
}

/** What crosses threads arrives as plain bytes. */
const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function unpacked({ decision, drop }: Outcome): Outcome {
  const { reaction, readable } = decision;
  return {
    decision: {
      ...decision,
      reaction: { ...reaction, body: asBuffer(reaction.body) },
      ...(readable && { readable: asBuffer(readable) }),
    },
    drop,
  };
}

/**
 * Unpacks a row and hands on one delivery after the other; one that fails does not keep the others. Without options,
 * what was checked has no context.
 */
export function takeOver(
  handover: Handover,
  take: (handled: Handled) => void,
  onError: (error: unknown) => void,
  options?: ExaminationOptions,
): void {
  const { lines, outcomes } = handover;
  let next = 0;
  let outcome: Outcome | undefined;
  for (const place of lines.keys())
    try {
      const coming = outcomes[next];
      if (coming?.from === place) {
        outcome = unpacked(coming);
        next++;
      }
      if (outcome) take(handledAt(place, handover, outcome, options));
    } catch (error) {
      onError(error);
    }
}

function handledAt(
  place: number,
  { lines, ms, examined: known }: Handover,
  { decision, drop }: Outcome,
  options: ExaminationOptions | undefined,
): Handled {
  const line = lines[place] ?? '';
  const taken = readTaken(line);
  const platform = taken.platform === undefined ? undefined : platformById(taken.platform);
  const at = arrivalTime(taken.request) ?? Number.NaN;
  const received = { taken, body: readBody(taken.request), platform, at };
  const checked = known.get(place);
  const examined = checked && { ...checked, context: options && contextOf(received, options) };
  return { received, examined, decision, drop, line, ms: ms[place] ?? 0 };
}
