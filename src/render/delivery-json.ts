/** A delivery as one JSON line: the form of the history, with what the checks say and the answer that was given. */
import type { Plaintext } from '../checks/context.ts';
import type { Finding } from '../findings/finding.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { causeSentence, findingSentence } from '../language/index.ts';
import type { DeliveryEvent } from '../receiver/event.ts';
import { answerMembers, checkedMembers } from '../receiver/record.ts';
import { safeLine } from './safe.ts';

/**
 * The line, with a line end. Its keys are a contract: scripts rely on them. It goes on where the history's line ends,
 * and is written piece by piece, because a receiver does it for every callback.
 */
export function deliveryJson(event: DeliveryEvent, catalogue: Catalogue): string {
  const { delivery, line, report, answered, judgement, forwardFailed } = event;
  const decrypted = report.plaintexts.filter(({ at }) => at !== '');
  let text = `${line.slice(0, -1)},${checkedMembers(delivery)}`;
  if (decrypted.length > 0)
    text += `,"decrypted":${JSON.stringify(Object.fromEntries(decrypted.map(byPointer)))}`;
  if (report.sign !== undefined) text += `,"sign":${JSON.stringify(report.sign)}`;
  if (report.signingString !== undefined) text += `,"signingString":${JSON.stringify(report.signingString)}`;
  text += `,"findings":${findingsJson(report.findings, catalogue)}`;
  if (report.diagnosis && report.diagnosis.length > 0) {
    const causes = report.diagnosis.map((cause) => ({
      ...cause,
      message: safeLine(causeSentence(catalogue, cause)),
    }));
    text += `,"diagnosis":${JSON.stringify(causes)}`;
  }
  if (answered) {
    const findings = judgement ? `,"findings":${findingsJson(judgement.findings, catalogue)}` : '';
    text += `,"answer":{${answerMembers(answered)}${findings}}`;
  }
  if (forwardFailed !== undefined) text += `,"forward_failed":${JSON.stringify(forwardFailed)}`;
  return `${text}}\n`;
}

function findingsJson(findings: readonly Finding[], catalogue: Catalogue): string {
  let text = '[';
  for (const f of findings) {
    if (text.length > 1) text += ',';
    const message = safeLine(findingSentence(catalogue, f));
    // Every finding has members, so the message goes on where they end.
    text += `${JSON.stringify(f).slice(0, -1)},"message":${JSON.stringify(message)}}`;
  }
  return `${text}]`;
}

const byPointer = ({ at, text }: Plaintext) => [at.startsWith('/') ? at : `/${at}`, text] as const;

/** Findings with their sentence, as --json of every command has them. */
export function withMessages(findings: readonly Finding[], catalogue: Catalogue) {
  return findings.map((f) => ({ ...f, message: safeLine(findingSentence(catalogue, f)) }));
}
