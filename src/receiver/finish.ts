/**
 * What is done about a delivery once it is answered: the checks that the answer did not need, the judgement on the
 * answer, and the record of both.
 */
import { type Answered, checkedDelivery } from './delivery.ts';
import type { DeliveryEvent } from './event.ts';
import type { Examined } from './examination.ts';
import { type Handled, isAccepted, judgementOn } from './handled.ts';
import type { ExaminationOptions } from './options.ts';
import type { Received } from './reception.ts';
import { answerLine, answerLineOf, answerMembers, checkedMembers } from './record.ts';

/** A delivery that is done with. */
export interface Finished {
  readonly event: DeliveryEvent;
  /** The line of the answer and of what the checks say, for the history. */
  readonly line: string;
}

/** Checks and judges, and takes note of what was accepted: that makes a replay of what comes again. */
export function finish(
  handled: Handled,
  examine: (received: Received) => Examined,
  { attempts }: Pick<ExaminationOptions, 'attempts'>,
): Finished {
  const { received, decision, drop } = handled;
  const { taken, body, platform } = received;
  const { checked, context, report } = handled.examined ?? examine(received);
  const judgement = judgementOn(handled);
  const accepted = isAccepted(judgement);
  if (accepted) attempts.accepted(checked);
  const answered = answeredOf(handled, accepted);
  const written = {
    taken: handled.line,
    checked: checkedMembers(checked),
    answer: answerMembers(answered),
  };
  const event: DeliveryEvent = {
    delivery: checkedDelivery(taken, checked),
    written,
    body,
    platform,
    context,
    report,
    answered: drop ? undefined : answered,
    judgement,
    forwardFailed: decision.forwardFailed,
  };
  return { event, line: answerLineOf(taken.id, written.checked, written.answer) };
}

/** The line of the answer to a delivery that there is no time to check: what it is remains unknown. */
export function uncheckedLine(handled: Handled): string {
  const answered = answeredOf(handled, isAccepted(judgementOn(handled)));
  return answerLine(answered, handled.examined?.checked ?? { verdict: 'unknown' });
}

function answeredOf({ received, decision, ms, drop }: Handled, accepted: boolean): Answered {
  const { id } = received.taken;
  if (drop) return { id, status: 0, headers: [], body: Buffer.alloc(0), by: 'nobody', ms, accepted };
  const { status, headers, body } = decision.reaction;
  return { id, status, headers, body, by: decision.by, ms, accepted };
}
