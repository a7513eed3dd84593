/** A delivery as one JSON line: the form of the history, with what the checks say and the answer that was given. */
import type { Plaintext } from '../checks/context.ts';
import type { Finding } from '../findings/finding.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { causeSentence, findingSentence } from '../language/index.ts';
import type { DeliveryEvent } from '../receiver/receiver.ts';
import { safeLine } from './safe.ts';

/** The line, with a line end. Its keys are a contract: scripts rely on them. */
export function deliveryJson(event: DeliveryEvent, catalogue: Catalogue): string {
  const { line, report, answered, judgement, forwardFailed } = event;
  const decrypted = report.plaintexts.filter(({ at }) => at !== '');
  const rest = JSON.stringify({
    ...(decrypted.length > 0 && { decrypted: Object.fromEntries(decrypted.map(byPointer)) }),
    ...(report.sign !== undefined && { sign: report.sign }),
    ...(report.signingString !== undefined && { signingString: report.signingString }),
    findings: withMessages(report.findings, catalogue),
    ...(report.diagnosis &&
      report.diagnosis.length > 0 && {
        diagnosis: report.diagnosis.map((cause) => ({
          ...cause,
          message: safeLine(causeSentence(catalogue, cause)),
        })),
      }),
    ...(answered && {
      answer: {
        status: answered.status,
        headers: answered.headers,
        body_b64: answered.body.toString('base64'),
        by: answered.by,
        ms: answered.ms,
        accepted: answered.accepted,
        ...(judgement && { findings: withMessages(judgement.findings, catalogue) }),
      },
    }),
    ...(forwardFailed !== undefined && { forward_failed: forwardFailed }),
  });
  // Both are objects with members, so the second continues the first.
  return `${line.slice(0, -1)},${rest.slice(1)}\n`;
}

const byPointer = ({ at, text }: Plaintext) => [at.startsWith('/') ? at : `/${at}`, text] as const;

/** Findings with their sentence, as --json of every command has them. */
export function withMessages(findings: readonly Finding[], catalogue: Catalogue) {
  return findings.map((f) => ({ ...f, message: safeLine(findingSentence(catalogue, f)) }));
}
