/** F and G, as far as only a receiver sees them: what came before, and answers, each made by breaking a good one. */
import type { Finding } from '../../../../src/findings/finding.ts';
import { platformById } from '../../../../src/platforms/index.ts';
import type { Platform } from '../../../../src/platforms/platform.ts';
import { type GivenAnswer, judgeAnswer } from '../../../../src/receiver/answer/judge.ts';
import { answerFor } from '../../../../src/receiver/answer/rule.ts';
import { Attempts, repeatFinding } from '../../../../src/receiver/attempts.ts';

export const RECEIVER_CAUSES = [
  'replayed',
  'duplicate',
  'answer-not-json',
  'answer-field-missing',
  'answer-code',
  'answer-status',
  'answer-slow',
] as const;
type ReceiverCause = (typeof RECEIVER_CAUSES)[number];

export interface ReceiverCase {
  readonly name: string;
  readonly platform: string;
  readonly cause: ReceiverCause;
  findings(): readonly Finding[];
}

/** Which of the causes the findings name. */
export const namedByReceiver = (c: ReceiverCase): string[] =>
  c.findings().flatMap(({ code }) => RECEIVER_CAUSES.filter((cause) => cause === code));

const values = (name: string) => ({ uid: '110', wallet: '99.50', now: '1763690000' })[name];

/** The platform's own good answer with a change. */
function answer(
  id: string,
  cause: ReceiverCause,
  name: string,
  change: { body?: (good: string) => string } & Partial<Pick<GivenAnswer, 'status' | 'ms'>>,
): ReceiverCase {
  const platform = platformById(id) as Platform;
  const findings = () => {
    const good = answerFor({ kind: 'success' }, platform, values);
    const body = Buffer.from(change.body?.(good.body.toString()) ?? good.body);
    return judgeAnswer(platform, { ...good, ms: 20, ...change, body }).findings;
  };
  return { name, platform: id, cause, findings };
}

const replaced = (find: string | RegExp, by: string) => (good: string) => good.replace(find, by);

const answers: ReceiverCase[] = [
  answer('haomiao', 'answer-not-json', 'the word success', { body: () => 'success' }),
  answer('haitouhui', 'answer-not-json', 'an empty body', { body: () => '' }),
  answer('haitouhui', 'answer-not-json', 'a PHP notice before the JSON', {
    body: (good) => `<b>Notice</b>: Undefined index\n${good}`,
  }),
  answer('lianyou', 'answer-not-json', 'a page of a framework', { body: () => '<html>OK</html>' }),

  answer('haomiao', 'answer-field-missing', 'no wallet', { body: replaced(/"wallet":[\d.]+,/, '') }),
  answer('haitouhui', 'answer-field-missing', 'the code under another name', {
    body: replaced('ret_code', 'code'),
  }),
  answer('lianyou', 'answer-field-missing', 'no code', { body: replaced('"code":1,', '') }),

  answer('haomiao', 'answer-code', 'the wallet as a string', {
    body: replaced(/"wallet":([\d.]+)/, '"wallet":"$1"'),
  }),
  answer('haitouhui', 'answer-code', 'the code as a string', { body: replaced('20000', '"20000"') }),
  answer('haitouhui', 'answer-code', '200 for 20000', { body: replaced('20000', '200') }),
  answer('lianyou', 'answer-code', 'the code as a string', { body: replaced(':1,', ':"1",') }),
  answer('lianyou', 'answer-code', 'true for 1', { body: replaced(':1,', ':true,') }),

  answer('haomiao', 'answer-status', '500 with a good body', { status: 500 }),
  answer('haitouhui', 'answer-status', 'a redirect to a login page', { status: 302 }),
  answer('yunzhimeng', 'answer-status', '404', { status: 404 }),
  answer('lianyou', 'answer-status', '502 of a proxy', { status: 502 }),

  ...['haomiao', 'haitouhui', 'yunzhimeng', 'lianyou'].map((id) =>
    answer(id, 'answer-slow', 'ten and a half seconds', { ms: 10_500 }),
  ),
];

/** The same message twice: the second so many seconds after the first was answered well. */
function again(
  id: string,
  cause: 'replayed' | 'duplicate',
  name: string,
  seconds: number,
  bytes: 'same' | 'other',
): ReceiverCase {
  const findings = () => {
    const attempts = new Attempts();
    attempts.note({ id: 'first', identity: 'order', bytes: 'b1' }, 0);
    attempts.accepted({ identity: 'order' });
    const second = { id: 'second', identity: 'order', bytes: bytes === 'same' ? 'b1' : 'b2' };
    const { previous } = attempts.note(second, seconds * 1000);
    return previous ? [repeatFinding(platformById(id), previous)] : [];
  };
  return { name, platform: id, cause, findings };
}

const repeats: ReceiverCase[] = [
  again('haomiao', 'replayed', 'the same bytes after two hours', 7200, 'same'),
  again('haitouhui', 'replayed', 'the same bytes after ten minutes', 600, 'same'),
  again('lianyou', 'replayed', 'the same bytes after five seconds', 5, 'same'),
  again('yunzhimeng', 'replayed', 'the same bytes after a second', 1, 'same'),
  again('haomiao', 'duplicate', 'on the plan, though it was answered', 60, 'same'),
  again('haitouhui', 'duplicate', 'within five minutes', 240, 'same'),
  again('lianyou', 'duplicate', 'made anew off the plan', 5, 'other'),
  again('yunzhimeng', 'duplicate', 'signed anew', 30, 'other'),
];

export const receiver: readonly ReceiverCase[] = [...answers, ...repeats];
