/** Judges an answer as the platform will: whether it ends the retries, and what is wrong with it. */
import { type Finding, finding } from '../../findings/finding.ts';
import { member, scalarText } from '../../json/node.ts';
import { type JsonNode, tryReadJson } from '../../json/read.ts';
import type { Platform } from '../../platforms/platform.ts';
import { shorten } from '../../render/safe.ts';
import { type CallbackRequest, header } from '../../request/request.ts';
import { validateJson } from '../../schema/validate.ts';

/** An answer as it came back; the body without content encoding. */
export interface GivenAnswer extends Pick<CallbackRequest, 'headers' | 'body'> {
  readonly status: number;
  /** Milliseconds until the whole answer was there. */
  readonly ms: number;
}

/** `retried`: the platform will send again; `final`: it takes the failure and does not. */
export type Consequence = 'accepted' | 'retried' | 'final';

export interface Judgement {
  readonly consequence: Consequence;
  readonly findings: readonly Finding[];
}

/** Slower answers are named even where the platform gives no limit: most give up soon after. */
const USUAL_LIMIT_SECONDS = 10;

/** What the platform makes of an answer. Without a platform, the status alone counts. */
export function judgeAnswer(platform: Platform | undefined, answer: GivenAnswer): Judgement {
  const { status, ms } = answer;
  const findings: Finding[] = [];
  const good = status >= 200 && status < 300;
  if (!good) findings.push(finding('error', 'answer-status', { status }));
  let value: string | undefined;
  // The schema says whether a body is asked for at all.
  const asks = platform?.answer.accepts !== undefined;
  if (platform && asks) {
    const read = readAnswer(platform, answer);
    value = read.value;
    findings.push(...read.findings);
  }
  const limit = platform?.answer.withinSeconds;
  const slow = ms > (limit ?? USUAL_LIMIT_SECONDS) * 1000;
  if (slow)
    findings.push(
      finding(limit === undefined ? 'warning' : 'error', 'answer-slow', {
        seconds: Math.round(ms / 100) / 10,
        limit: limit ?? USUAL_LIMIT_SECONDS,
        documented: limit !== undefined,
      }),
    );
  const wrong = findings.some(({ severity }) => severity === 'error');
  const accepts = platform?.answer.accepts;
  if (!wrong && (!accepts || value === accepts.value)) {
    findings.push(finding('ok', 'answer-accepted', { ms }));
    return { consequence: 'accepted', findings };
  }
  const final = value !== undefined && (platform?.answer.final ?? []).includes(value);
  if (accepts && value !== undefined && value !== accepts.value) {
    const meaning = platform?.answer.codes.find((code) => code.value === value)?.meaning;
    findings.push(
      finding('warning', 'answer-refused', {
        field: accepts.field,
        value,
        final,
        ...(meaning && { meaning }),
      }),
    );
  }
  return { consequence: final ? 'final' : 'retried', findings };
}

interface ReadAnswer {
  /** Of the field that decides. */
  readonly value: string | undefined;
  readonly findings: readonly Finding[];
}

/** The last answer of each platform and what it came to: a receiver gives the same one over and over. */
const lastRead = new WeakMap<Platform, { readonly body: Buffer; readonly read: ReadAnswer }>();

function readAnswer(platform: Platform, answer: GivenAnswer): ReadAnswer {
  const last = lastRead.get(platform);
  if (last?.body.equals(answer.body)) return last.read;
  const json = tryReadJson(answer.body.toString('utf8').replace(/^\uFEFF/, ''));
  if (json?.type !== 'object') return { value: undefined, findings: [notJson(answer)] };
  const value = scalarText(member(json, platform.answer.accepts?.field ?? ''));
  const read = { value, findings: shapeFindings(platform, json) };
  lastRead.set(platform, { body: answer.body, read });
  return read;
}

function notJson(answer: GivenAnswer): Finding {
  const contentType = header(answer, 'content-type');
  return finding('error', 'answer-not-json', {
    bytes: answer.body.length,
    start: shorten(answer.body.toString('utf8', 0, 200), 60),
    ...(contentType !== undefined && { contentType }),
  });
}

function shapeFindings(platform: Platform, json: JsonNode): Finding[] {
  const schema = platform.schemas[platform.answer.schema];
  if (!schema) return [];
  return validateJson(schema, json).map(({ pointer, expected, found }) =>
    expected.kind === 'required'
      ? finding('error', 'answer-field-missing', { field: expected.name })
      : finding('error', 'answer-code', { pointer, expected, ...(found !== undefined && { found }) }),
  );
}
