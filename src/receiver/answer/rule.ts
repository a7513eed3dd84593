/** Which answer a delivery gets: the one that its platform expects, or the one that was asked for. */
import type { AnswerTemplate, FailureKind, Platform } from '../../platforms/platform.ts';
import type { Header } from '../../request/request.ts';
import { fillPlaceholders, type Values } from './template.ts';

/** What to answer: by what it should bring about, with a code of the platform, or with a text of one's own. */
export type Respond =
  | { readonly kind: 'success' | 'duplicate' }
  /** `reason` stands where the platform has no words of its own. */
  | { readonly kind: FailureKind; readonly reason?: string }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'text'; readonly body: string; readonly contentType: string };

export interface Reaction {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Buffer;
}

/** For a callback of an unknown platform. */
const PLAIN: { readonly success: AnswerTemplate; readonly failure: AnswerTemplate } = {
  success: { status: 200, contentType: 'text/plain; charset=utf-8', body: 'success' },
  failure: { status: 500, contentType: 'text/plain; charset=utf-8', body: 'fail' },
};

const REASONS: Readonly<Record<FailureKind, string>> = {
  fail: 'failed',
  retry: 'try again',
  reject: 'invalid signature',
};

/** The answer that a wish comes to. `status` overrides the status of it. */
export function answerFor(
  respond: Respond,
  platform: Platform | undefined,
  values: Values,
  status?: number,
): Reaction {
  if (respond.kind === 'text') {
    const json = respond.contentType.includes('json');
    const body = fillPlaceholders(respond.body, values, { json });
    return reaction(status ?? 200, respond.contentType, body);
  }
  const { template, code, reason } = chooseTemplate(respond, platform);
  const own: Values = (name) =>
    name === 'code' ? (code ?? '-1') : name === 'reason' ? reason : values(name);
  const json = template.contentType.includes('json');
  const body = fillPlaceholders(template.body, own, { json, missing: '' });
  return reaction(status ?? template.status, template.contentType, body);
}

let lastReaction:
  | { readonly contentType: string; readonly text: string; readonly reaction: Reaction }
  | undefined;

/** The last one once more where it is the same: a receiver mostly gives one answer over and over. */
function reaction(status: number, contentType: string, text: string): Reaction {
  const last = lastReaction;
  if (last?.reaction.status === status && last.contentType === contentType && last.text === text)
    return last.reaction;
  const made: Reaction = {
    status,
    headers: [['Content-Type', contentType]],
    body: Buffer.from(text, 'utf8'),
  };
  lastReaction = { contentType, text, reaction: made };
  return made;
}

interface Chosen {
  readonly template: AnswerTemplate;
  readonly code?: string | undefined;
  readonly reason: string;
}

function chooseTemplate(respond: Exclude<Respond, { kind: 'text' }>, platform: Platform | undefined): Chosen {
  const { success, failure } = platform?.answer ?? PLAIN;
  switch (respond.kind) {
    case 'success':
    case 'duplicate':
      return { template: success, reason: '' };
    case 'code':
      return withCode(respond.code, platform);
    default: {
      const code = platform?.answer.failureCodes?.[respond.kind];
      const known = platform?.answer.codes.find(({ value }) => value === code)?.meaning.en;
      return { template: failure, code, reason: respond.reason ?? known ?? REASONS[respond.kind] };
    }
  }
}

/** An answer with a code of the platform; a number that is none of its codes is an HTTP status. */
function withCode(code: string, platform: Platform | undefined): Chosen {
  const { success, failure } = platform?.answer ?? PLAIN;
  if (code === platform?.answer.accepts?.value) return { template: success, reason: '' };
  const known = platform?.answer.codes.find(({ value }) => value === code);
  if (known) return { template: failure, code, reason: known.meaning.en };
  const status = Number(code);
  if (status >= 200 && status < 600)
    return { template: { ...(status < 300 ? success : failure), status }, reason: REASONS.fail };
  return { template: failure, code, reason: REASONS.fail };
}
