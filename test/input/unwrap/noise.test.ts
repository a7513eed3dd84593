/** Large inputs of little sense: pasted text must not hang the tool. */
import { randomFillSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/input/unwrap/index.ts';

const SIZE = 64 << 20;
const SECONDS = 20;
/** Each is repeated to fill the input. */
const REPEATED = ['[', '{"', '"', '\\', 'Z', ' ', '%7B', '<', '&', '\n', 'curl '];

describe('64 MB', () => {
  it.each(REPEATED)(
    'of %j',
    (text) => {
      const started = performance.now();
      const { kind } = unwrap(Buffer.alloc(SIZE, text, 'latin1'));
      expect(performance.now() - started).toBeLessThan(SECONDS * 1000);
      expect(kind).toBe(/^\s$/.test(text) ? 'empty' : 'unknown');
    },
    60_000,
  );

  it('of random bytes', () => {
    const noise = randomFillSync(Buffer.alloc(SIZE));
    const started = performance.now();
    expect(unwrap(noise).kind).toBe('binary');
    expect(performance.now() - started).toBeLessThan(SECONDS * 1000);
  }, 60_000);

  it('of one JSON body in base64 after a prefix', () => {
    const body = `{"a":"${'x'.repeat(SIZE / 2)}"}`;
    const found = unwrap(Buffer.from(`INFO body=${Buffer.from(body).toString('base64')}`));
    expect(found).toMatchObject({ kind: 'json', layers: [{ code: 'log-prefix' }, { code: 'base64' }] });
    expect(found.request.body.length).toBe(body.length);
  }, 60_000);
});
