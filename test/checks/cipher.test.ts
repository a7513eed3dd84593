/** Ciphertexts with values beside them in the open. */
import { createCipheriv } from 'node:crypto';
import { expect, it } from 'vitest';
import { checkCipher } from '../../src/checks/cipher.ts';
import { haomiao } from '../../src/platforms/haomiao/index.ts';
import { readBody } from '../../src/request/fields.ts';
import { bodyOnly } from '../../src/request/request.ts';

const KEY = '0123456789abcdef';

function examined(inside: object, open: object) {
  const cipher = createCipheriv('aes-128-cbc', KEY, KEY);
  const data = Buffer.concat([cipher.update(JSON.stringify(inside)), cipher.final()]).toString('base64');
  const request = bodyOnly(Buffer.from(JSON.stringify({ ...open, data })));
  const check = haomiao.checks.find(({ kind }) => kind === 'cipher');
  if (check?.kind !== 'cipher') throw new Error('no cipher');
  const keys = new Map([
    [check.key, KEY],
    [check.iv, KEY],
  ]);
  return checkCipher(check, {
    platform: haomiao,
    request,
    body: readBody(request),
    keys,
    now: Date.UTC(2026, 10, 21),
  });
}

it('an order number that is another one inside is a warning: the message is genuine', () => {
  const { verdict, findings } = examined({ order_no: 'A1', total_bet: 5 }, { order_no: 'A2' });
  expect(verdict).toBe('valid');
  expect(findings).toContainEqual(
    expect.objectContaining({
      code: 'ciphertext-other',
      severity: 'warning',
      at: '/data',
      member: 'order_no',
      inside: 'A1',
      open: 'A2',
    }),
  );
});

it('nothing is said of the same one, or where there is none to compare with', () => {
  for (const open of [{ order_no: 'A1' }, {}])
    expect(examined({ order_no: 'A1' }, open).findings.map(({ code }) => code)).not.toContain(
      'ciphertext-other',
    );
});
