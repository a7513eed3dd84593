/** The published and JDK-made messages, through the command with nothing but their keys. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cbk } from './cbk.ts';

function vectors<Case>(name: string): Case[] {
  const file = new URL(`../vectors/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }).cases;
}

it.each(vectors<{ key: string; iv: string; ciphertext: string; plaintext: string }>('haomiao'))(
  'haomiao decrypts',
  ({ key, iv, ciphertext, plaintext }) => {
    const { status, stdout } = cbk(['decrypt', ciphertext, '--key', key, '--iv', iv]);
    expect(stdout).toBe(`${plaintext}\n`);
    expect(status).toBe(0);
  },
);

describe.each(vectors<{ key: string; body: string; rule: string }>('lianyou'))('lianyou', (message) => {
  const { key, body, rule } = message;
  const sign = /"sign":"(\w+)"/.exec(body)?.[1];

  it('verifies, and the rule is named', () => {
    const { status, stdout } = cbk(['verify', '--key', key, '--json'], { input: body });
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'valid',
      sign,
      findings: expect.arrayContaining([expect.objectContaining({ code: 'sign-valid', rule })]),
    });
    expect(status).toBe(0);
  });

  it('signs alike', () => {
    expect(cbk(['sign', '-q', '--key', key], { input: body }).stdout).toBe(`${sign}\n`);
  });
});

interface FreightCase {
  readonly alg: string;
  readonly ts: string;
  readonly nonce: string;
  readonly event: string;
  readonly body: string;
  readonly signature: string;
  readonly ivs_public_key: string;
  readonly sign_secret_key: string;
  readonly plain: readonly string[];
}

describe.each(vectors<FreightCase>('yunzhimeng'))('yunzhimeng: $alg', (message) => {
  const { ts, nonce, event, body, signature, ivs_public_key, sign_secret_key, plain } = message;
  const request = (text: string) =>
    [
      'POST /callback HTTP/1.1',
      'Content-Type: application/json',
      `X-Timestamp: ${ts}`,
      `X-Nonce: ${nonce}`,
      `X-Signature: ${signature}`,
      `X-EventCode: ${event}`,
      '',
      text,
    ].join('\n');
  const keys = ['--ivs-public-key', ivs_public_key, '--sign-secret-key', sign_secret_key];

  it('verifies, and opens the secret fields', () => {
    const { status, stdout } = cbk(['verify', ...keys, '--json'], { input: request(body) });
    const report = JSON.parse(stdout) as { verdict: string; decrypted: Record<string, string> };
    expect(report.verdict).toBe('valid');
    expect(Object.values(report.decrypted)).toEqual(plain);
    expect(status).toBe(0);
  });

  it('is not genuine with one character changed', () => {
    const { status, stdout } = cbk(['verify', ...keys, '--json'], {
      input: request(body.replace('张三', '张四')),
    });
    expect((JSON.parse(stdout) as { verdict: string }).verdict).toBe('invalid');
    expect(status).toBe(1);
  });
});
