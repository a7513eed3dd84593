import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Finding, finding } from '../../src/findings/finding.ts';
import { readJson } from '../../src/json/read.ts';
import { PLATFORMS, platformById } from '../../src/platforms/index.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import { Accounts } from '../../src/receiver/answer/accounts.ts';
import { autoRespond } from '../../src/receiver/answer/auto.ts';
import { Decider } from '../../src/receiver/answer/decide.ts';
import { sumDecimals } from '../../src/receiver/answer/decimal.ts';
import { judgeAnswer } from '../../src/receiver/answer/judge.ts';
import { answerFor, type Respond } from '../../src/receiver/answer/rule.ts';
import { fillPlaceholders } from '../../src/receiver/answer/template.ts';
import { readBody } from '../../src/request/fields.ts';

const platform = (id: string) => platformById(id) as Platform;
const values = (name: string) => ({ uid: '110', wallet: '99.50', now: '1763690000' })[name];
const text = (id: string, respond: Respond) => answerFor(respond, platform(id), values).body.toString('utf8');
const judge = (id: string | undefined, body: string, status = 200, ms = 5) =>
  judgeAnswer(id === undefined ? undefined : platform(id), {
    status,
    headers: [['Content-Type', 'application/json']],
    body: Buffer.from(body),
    ms,
  });
const codes = (judged: ReturnType<typeof judge>) => judged.findings.map(({ code }) => code);

const OTHER_ORDER = finding('warning', 'ciphertext-other', {
  at: '/data',
  member: 'order_no',
  inside: 'A1',
  open: 'A2',
});

describe('the answers of the platforms', () => {
  it.each([
    ['haomiao', 'success', '{"success":true,"uid":"110","wallet":99.50,"time":1763690000,"error":""}'],
    ['haomiao', 'fail', '{"success":false,"error":"failed"}'],
    ['haitouhui', 'success', '{"ret_code":20000,"ret_message":"OK"}'],
    ['haitouhui', 'fail', '{"ret_code":-1,"ret_message":"failed, do not retry"}'],
    ['haitouhui', 'retry', '{"ret_code":-10000,"ret_message":"failed, retry"}'],
    ['haitouhui', 'reject', '{"ret_code":10014,"ret_message":"invalid sign"}'],
    ['lianyou', 'success', '{"code":1,"msg":"SUCCESS"}'],
    ['lianyou', 'duplicate', '{"code":1,"msg":"SUCCESS"}'],
    ['lianyou', 'reject', '{"code":0,"msg":"bad sign"}'],
    ['yunzhimeng', 'success', '{"code":200,"message":"success"}'],
  ] as const)('%s %s', (id, kind, expected) => expect(text(id, { kind })).toBe(expected));

  it.each([
    ['haitouhui', '10005', 200, '{"ret_code":10005,"ret_message":"a required parameter is missing"}'],
    ['haitouhui', '20000', 200, '{"ret_code":20000,"ret_message":"OK"}'],
    ['lianyou', '2', 200, '{"code":2,"msg":"time-out"}'],
    ['yunzhimeng', '503', 503, '{"code":500,"message":"failed"}'],
  ] as const)('%s with the code %s', (id, code, status, body) => {
    const answer = answerFor({ kind: 'code', code }, platform(id), values);
    expect(answer.body.toString('utf8')).toBe(body);
    expect(answer.status).toBe(status);
  });

  it('what each should bring about, it does by the judgement of the same rules', () => {
    for (const { id } of PLATFORMS) {
      const consequence = (kind: 'success' | 'duplicate' | 'fail' | 'retry' | 'reject') => {
        const answer = answerFor({ kind }, platform(id), values);
        return judgeAnswer(platform(id), { ...answer, ms: 1 }).consequence;
      };
      expect([consequence('success'), consequence('duplicate')]).toEqual(['accepted', 'accepted']);
      expect([consequence('retry'), consequence('reject')]).toEqual(['retried', 'retried']);
      expect(consequence('fail')).toBe(id === 'haitouhui' ? 'final' : 'retried');
    }
  });

  it('auto refuses what is not genuine', () => {
    const auto = (verdict: 'valid' | 'invalid' | 'unknown', findings: Finding[] = []) =>
      answerFor(
        autoRespond(platform('haitouhui'), { verdict, findings, plaintexts: [] }),
        platform('haitouhui'),
        values,
      ).body.toString('utf8');
    expect(auto('invalid')).toContain('10014');
    expect(auto('unknown')).toContain('20000');
    expect(auto('valid')).toContain('20000');
    expect(auto('valid', [finding('error', 'ciphertext-missing', { at: '/data' })])).toContain('-1');
    expect(auto('valid', [finding('warning', 'json-repeated-name', { pointer: '/a' })])).toContain('20000');
    expect(auto('valid', [OTHER_ORDER])).toContain('-1');
  });

  it('auto takes an old message as long as the platform may still repeat it', () => {
    const old = (id: string, ageSeconds: number) =>
      autoRespond(platform(id), {
        verdict: 'valid',
        findings: [finding('warning', 'timestamp-old', { at: '/t', ageSeconds, windowSeconds: 300 })],
        plaintexts: [],
      }).kind;
    // The plans: 81 minutes, 8 hours, and calls of which nothing is known but their number.
    expect([old('haomiao', 81 * 60), old('haomiao', 87 * 60)]).toEqual(['success', 'fail']);
    expect([old('haitouhui', 8 * 3600), old('haitouhui', 9 * 3600)]).toEqual(['success', 'fail']);
    expect([old('yunzhimeng', 299), old('yunzhimeng', 301)]).toEqual(['success', 'fail']);
  });

  it('values from outside cannot break out of a string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (uid) => {
        const filled = fillPlaceholders('{"uid":"{uid}","x":"{missing}"}', () => uid, { json: true });
        expect(JSON.parse(filled)).toMatchObject({ uid });
      }),
    );
    expect(fillPlaceholders('{ "a": {unknown} }', () => undefined, { json: true })).toBe(
      '{ "a": {unknown} }',
    );
  });
});

describe('judging answers', () => {
  it.each([
    ['haitouhui', '{"ret_code":"20000","ret_message":"OK"}', ['answer-code']],
    ['haitouhui', '{"ret_code":200,"ret_message":"OK"}', ['answer-code', 'answer-refused']],
    ['haitouhui', '{"ret_code":20000}', ['answer-field-missing']],
    ['haitouhui', 'success', ['answer-not-json']],
    ['haitouhui', '', ['answer-not-json']],
    ['haitouhui', '{"ret_code":-1,"ret_message":"x"}', ['answer-refused']],
    ['haomiao', '{"success":true,"uid":"1"}', ['answer-field-missing']],
    ['haomiao', '{"success":true,"wallet":"5"}', ['answer-code']],
    ['lianyou', '{"code":"1","msg":"SUCCESS"}', ['answer-code']],
    ['lianyou', '{"code":1,"msg":"SUCCESS"}', ['answer-accepted']],
    ['yunzhimeng', 'anything', ['answer-accepted']],
  ] as const)('%s %s', (id, body, expected) => expect(codes(judge(id, body))).toEqual(expected));

  it('names the missing wallet, the status and the time', () => {
    expect(judge('haomiao', '{"success":true}').findings[0]).toMatchObject({
      code: 'answer-field-missing',
      field: 'wallet',
    });
    expect(judge('yunzhimeng', '{}', 500).findings[0]).toMatchObject({ code: 'answer-status', status: 500 });
    const slow = judge('haitouhui', '{"ret_code":20000,"ret_message":"OK"}', 200, 10_100);
    expect(slow).toMatchObject({ consequence: 'retried' });
    expect(slow.findings[0]).toMatchObject({
      code: 'answer-slow',
      severity: 'error',
      seconds: 10.1,
      limit: 10,
    });
    expect(judge('lianyou', '{"code":1,"msg":"SUCCESS"}', 200, 10_100)).toMatchObject({
      consequence: 'accepted',
    });
    expect(codes(judge(undefined, 'ok', 404))).toEqual(['answer-status']);
  });
});

describe('balances', () => {
  const { account } = platform('haomiao');
  const spin = (bet: string, win: string) => [
    { at: '/data', text: '', json: readJson(`{"total_bet":${bet},"total_win":${win}}`) },
  ];

  it('go down with the bet and up with the win, once for each order', () => {
    if (!account) throw new Error('haomiao has no account');
    const accounts = new Accounts('100.00');
    accounts.book(account, 'u', 'order-1', spin('10.50', '0'));
    expect(accounts.balance('u')).toBe('89.50');
    accounts.book(account, 'u', 'order-1', spin('10.50', '0'));
    expect(accounts.balance('u')).toBe('89.50');
    accounts.book(account, 'u', 'order-2', spin('0.1', '0.2'));
    expect(accounts.balance('u')).toBe('89.60');
    expect(accounts.balance('other')).toBe('100.00');
    accounts.book(account, 'u', 'order-3', spin('"x"', '1'));
    expect(accounts.balance('u')).toBe('89.60');
  });

  describe('after a message', () => {
    const haomiao = platform('haomiao');
    const balanceAfter = async (findings: Finding[], kind: 'success' | 'auto' = 'success') => {
      const answer = { respond: { kind }, delayMs: 0, failFirst: 0, drop: false } as const;
      const decider = new Decider({ answer, seed: '100.00' });
      const request = {
        method: 'POST',
        url: '/',
        headers: [],
        body: Buffer.from('{"uid":"u"}'),
        receivedAt: '2026-11-21T00:00:00.000Z',
      };
      const taken = { id: '1', kind: 'callback' as const, request, remote: '127.0.0.1' };
      const report = { verdict: 'valid' as const, findings, plaintexts: spin('10.50', '0') };
      const received = { taken, body: readBody(request), platform: haomiao, at: 0 };
      const checked = { verdict: 'valid', identity: 'order-1' } as const;
      await decider.decide(received, { checked, context: undefined, report });
      const url = '/wallet?uid=u';
      const query = {
        ...received,
        taken: { ...taken, kind: 'query' as const, request: { ...request, url } },
      };
      const { reaction } = await decider.decide(query, undefined);
      return (JSON.parse(reaction.body.toString('utf8')) as { wallet: number }).wallet;
    };
    const old = { severity: 'warning', code: 'timestamp-old', ageSeconds: 10 ** 7, windowSeconds: 300 };

    it('are left alone where its order number is another one inside', async () => {
      expect(await balanceAfter([])).toBe(89.5);
      expect(await balanceAfter([OTHER_ORDER])).toBe(100);
    });

    it('are left alone where --respond auto refuses it', async () => {
      expect(await balanceAfter([], 'auto')).toBe(89.5);
      expect(await balanceAfter([old as Finding])).toBe(89.5);
      expect(await balanceAfter([old as Finding], 'auto')).toBe(100);
    });
  });

  it('are exact', () => {
    const cents = fc.integer({ min: 0, max: 10 ** 9 });
    const decimal = (n: number) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`;
    fc.assert(
      fc.property(cents, cents, cents, (a, b, c) => {
        const sum = a - b + c;
        expect(sumDecimals(decimal(a), decimal(b), decimal(c))).toBe(
          sum < 0 ? `-${decimal(-sum)}` : decimal(sum),
        );
      }),
    );
  });
});
