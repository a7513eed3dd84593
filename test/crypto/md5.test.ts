/** MD5 by blocks against node:crypto's. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MD5_BLOCK, MD5_PADDING, MD5_START, md5Block, md5Pad } from '../../src/crypto/md5.ts';

function md5(message: Uint8Array, start: number): string {
  // What was there before must not matter.
  const room = Buffer.alloc(start + message.length + MD5_PADDING, 0xa5);
  room.set(message, start);
  const data = new DataView(room.buffer, room.byteOffset, room.length);
  const state = Int32Array.from(MD5_START);
  const end = md5Pad(data, start, start + message.length);
  for (let at = start; at < end; at += MD5_BLOCK) md5Block(state, data, at);
  return Buffer.from(state.buffer).toString('hex');
}

const expected = (message: Uint8Array) => createHash('md5').update(message).digest('hex');

it('is that of the runtime for every length around the ends of blocks', () => {
  for (let length = 0; length <= 200; length++) {
    const message = Buffer.alloc(length, `${length}`);
    expect(md5(message, length % 7)).toBe(expected(message));
  }
});

it('is that of the runtime for any bytes, wherever they begin', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1000 }), fc.nat(70), (message, start) => {
      expect(md5(message, start)).toBe(expected(message));
    }),
    { numRuns: 500 },
  );
});
