/** A delivery as one JSON line: the form of the history, with what the checks say and the answer that was given. */
import type { Plaintext } from '../checks/context.ts';
import type { Finding } from '../findings/finding.ts';
import { quote } from '../json/quote.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { causeSentence, findingSentence } from '../language/index.ts';
import type { DeliveryEvent } from '../receiver/event.ts';
import { safeLine } from './safe.ts';

/**
 * The line, with a line end, in pieces. Its keys are a contract: scripts rely on them. It goes on where the history's
 * line ends. A receiver writes it for every callback, so nothing is put together that can go out one after the other:
 * one character beyond Latin-1 makes the whole of a text take twice the memory.
 */
export function deliveryJson(event: DeliveryEvent, catalogue: Catalogue): string[] {
  const { written, report, answered, judgement, forwardFailed } = event;
  const pieces = [written.taken.slice(0, -1), `,${written.checked}`];
  const decrypted = report.plaintexts.filter(({ at }) => at !== '');
  if (decrypted.length > 0)
    pieces.push(`,"decrypted":${JSON.stringify(Object.fromEntries(decrypted.map(byPointer)))}`);
  if (report.sign !== undefined) pieces.push(`,"sign":${quote(report.sign)}`);
  if (report.signingString !== undefined)
    pieces.push(`,"signingString":${JSON.stringify(report.signingString)}`);
  pieces.push(`,"findings":${findingsJson(report.findings, catalogue)}`);
  if (report.diagnosis && report.diagnosis.length > 0) {
    const causes = report.diagnosis.map((cause) => ({
      ...cause,
      message: safeLine(causeSentence(catalogue, cause)),
    }));
    pieces.push(`,"diagnosis":${JSON.stringify(causes)}`);
  }
  if (answered) {
    const findings = judgement ? `,"findings":${findingsJson(judgement.findings, catalogue)}` : '';
    pieces.push(`,"answer":{${written.answer}${findings}}`);
  }
  if (forwardFailed !== undefined) pieces.push(`,"forward_failed":${JSON.stringify(forwardFailed)}`);
  pieces.push('}\n');
  return pieces;
}

function findingsJson(findings: readonly Finding[], catalogue: Catalogue): string {
  let text = '[';
  for (const f of findings) {
    if (text.length > 1) text += ',';
    text += findingJson(f, catalogue);
  }
  return `${text}]`;
}

interface Printed {
  readonly finding: Finding;
  /** How many it has. */
  readonly members: number;
  readonly json: string;
}

/** The last findings of each code, in each language: the checks say the same few things of most callbacks. */
const lastPrinted = new WeakMap<Catalogue, Map<Finding['code'], Printed[]>>();
const MOST_KEPT = 4;
/** Facts come from strangers, so what is kept must not be long. */
const MOST_CHARACTERS = 1000;

function findingJson(f: Finding, catalogue: Catalogue): string {
  let printed = lastPrinted.get(catalogue);
  if (!printed) {
    printed = new Map();
    lastPrinted.set(catalogue, printed);
  }
  const last = printed.get(f.code) ?? [];
  for (const known of last) if (saysTheSame(known, f)) return known.json;
  const message = safeLine(findingSentence(catalogue, f));
  // Every finding has members, so the message goes on where they end.
  const json = `${JSON.stringify(f).slice(0, -1)},"message":${quote(message)}}`;
  if (json.length <= MOST_CHARACTERS) {
    if (last.length === 0) printed.set(f.code, last);
    if (last.length === MOST_KEPT) last.shift();
    last.push({ finding: f, members: Object.keys(f).length, json });
  }
  return json;
}

/** The same facts; a fact that is a list counts as another one unless it is that very list. */
function saysTheSame({ finding: last, members }: Printed, f: Finding): boolean {
  let count = 0;
  for (const name in f) {
    if (f[name as keyof Finding] !== last[name as keyof Finding]) return false;
    count++;
  }
  return count === members;
}

const byPointer = ({ at, text }: Plaintext) => [at.startsWith('/') ? at : `/${at}`, text] as const;

/** Findings with their sentence, as --json of every command has them. */
export function withMessages(findings: readonly Finding[], catalogue: Catalogue) {
  return findings.map((f) => ({ ...f, message: safeLine(findingSentence(catalogue, f)) }));
}
