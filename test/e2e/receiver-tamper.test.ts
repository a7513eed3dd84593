/** `cbk send --tamper`, each way for each platform, against a `cbk listen` that checks and one that takes everything. */
import { describe, expect, it } from 'vitest';
import { cbk } from './cbk.ts';
import { KEYS, type Listener, listen } from './listener.ts';

interface Sent {
  readonly status: number | null;
  readonly right: boolean;
  readonly consequences: readonly string[];
}

async function send(platform: string, tamper: string, to: Listener): Promise<Sent> {
  const { status, stdout } = cbk(
    ['send', '-p', platform, '--to', `${to.url}/${platform}`, '--tamper', tamper, '--json'],
    { env: { ...KEYS, NODE_OPTIONS: '' } },
  );
  const { right, attempts } = JSON.parse(stdout) as {
    right: boolean;
    attempts: { consequence: string }[];
  };
  return { status, right, consequences: attempts.map(({ consequence }) => consequence) };
}

/** What the findings of the last delivery say of its repetition, and what is an error in it. */
async function lastFindings(listener: Listener, count: number) {
  const last = (await listener.deliveries(count)).at(-1);
  return (last?.['findings'] ?? []) as { code: string; severity: string }[];
}

const WRONG = {
  haomiao: ['sign', 'body', 'timestamp', 'key', 'encoding'],
  haitouhui: ['sign', 'body', 'timestamp', 'key', 'encoding'],
  yunzhimeng: ['sign', 'body', 'timestamp', 'nonce', 'key', 'encoding'],
  lianyou: ['sign', 'body', 'key', 'encoding'],
};
const PLATFORMS = Object.keys(WRONG);

describe('a message that is wrong', () => {
  it.each(Object.entries(WRONG))('%s: refused by a receiver that checks: %s', async (platform, tampers) => {
    const listener = await listen(['--respond', 'auto'], { env: KEYS });
    for (const tamper of tampers) {
      const sent = await send(platform, tamper, listener);
      expect([tamper, sent]).toMatchObject([tamper, { status: 0, right: true }]);
      expect([tamper, sent.consequences]).not.toEqual([tamper, ['accepted']]);
      expect(sent.consequences).toHaveLength(1);
    }
    await listener.stop();
  });

  it.each(Object.entries(WRONG))('%s: one that takes it is told so: %s', async (platform, tampers) => {
    const listener = await listen(['--respond', 'success']);
    for (const tamper of tampers)
      expect([tamper, await send(platform, tamper, listener)]).toEqual([
        tamper,
        { status: 1, right: false, consequences: ['accepted'] },
      ]);
    await listener.stop();
  });
});

describe('a message that comes twice', () => {
  it.each(PLATFORMS)('%s: the same bytes', async (platform) => {
    const listener = await listen(['--respond', 'auto'], { env: KEYS });
    const sent = await send(platform, 'replay', listener);
    const findings = await lastFindings(listener, 2);
    // A nonce makes each message the only one; without one, platforms repeat what they got no answer to.
    const once = platform === 'yunzhimeng';
    expect(sent).toEqual({
      status: 0,
      right: true,
      consequences: ['accepted', once ? 'retried' : 'accepted'],
    });
    // 海投汇 sends again at any time within five minutes, so that is on its plan.
    const code = platform === 'haitouhui' ? 'duplicate' : 'replayed';
    expect(findings).toContainEqual(
      expect.objectContaining({
        code,
        severity: once ? 'error' : code === 'replayed' ? 'warning' : 'info',
      }),
    );
    expect(findings.filter(({ severity }) => severity === 'error')).toHaveLength(once ? 1 : 0);
    const [first, second] = listener.lines().filter(({ type }) => type === 'delivery');
    expect(second?.['body_b64']).toBe(first?.['body_b64']);
    await listener.stop();
  });

  it.each(PLATFORMS)('%s: sealed anew', async (platform) => {
    const listener = await listen(['--respond', 'auto'], { env: KEYS });
    const sent = await send(platform, 'duplicate', listener);
    expect(sent).toEqual({ status: 0, right: true, consequences: ['accepted', 'accepted'] });
    const repeats = (await lastFindings(listener, 2)).filter(({ code }) =>
      ['duplicate', 'replayed', 'retry'].includes(code),
    );
    // Nothing in a message of 链游平台 tells the time, so sealing it anew makes the same bytes.
    expect(repeats.map(({ code }) => code)).toEqual([platform === 'lianyou' ? 'replayed' : 'duplicate']);
    await listener.stop();
  });

  it('of which a receiver that takes everything is told where a nonce forbids it', async () => {
    const listener = await listen(['--respond', 'success']);
    expect(await send('yunzhimeng', 'replay', listener)).toMatchObject({ status: 1, right: false });
    expect(await send('haomiao', 'replay', listener)).toMatchObject({ status: 0, right: true });
    await listener.stop();
  });
});
