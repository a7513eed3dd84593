/** Bytes around a middle. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Framing } from '../../src/diagnose/framing.ts';

const bytes = fc.uint8Array({ maxLength: 700 }).map((array) => Buffer.from(array));
/** How the middle is given: a text, bytes, or pieces of them. */
const middle = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  bytes,
  fc.array(bytes, { maxLength: 5 }),
);

it('front, middle and back stand in a row, whatever came before', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(middle, fc.array(fc.tuple(bytes, bytes)))), (steps) => {
      const framing = new Framing();
      for (const [given, frames] of steps) {
        if (Array.isArray(given)) {
          framing.clear();
          for (const piece of given) framing.append(piece);
        } else framing.setMiddle(given);
        const whole = Array.isArray(given) ? Buffer.concat(given) : Buffer.from(given as string);
        for (const [front, back] of frames)
          expect(Buffer.from(framing.between(front, back))).toEqual(Buffer.concat([front, whole, back]));
      }
    }),
  );
});

it('each word is that of the MD5, whatever was digested before', () => {
  const fronts = fc.array(bytes, { minLength: 1, maxLength: 3 });
  // The same front objects come again and again, as those of a search do.
  const frames = fc.array(fc.tuple(fc.nat(2), bytes, fc.nat(3), fc.boolean()));
  fc.assert(
    fc.property(fronts, fc.array(fc.tuple(fc.array(bytes, { maxLength: 3 }), frames)), (known, steps) => {
      const framing = new Framing();
      for (const [pieces, given] of steps) {
        framing.clear();
        for (const piece of pieces) framing.append(piece);
        for (const [which, back, place, other] of given) {
          const front = known[which % known.length] as Buffer;
          if (other) framing.between(front, back);
          const digest = createHash('md5')
            .update(Buffer.concat([front, ...pieces, back]))
            .digest();
          expect(framing.md5Word(front, back, place)).toBe(digest.readInt32LE(4 * place));
        }
      }
    }),
  );
});

it('a middle that grows is digested anew', () => {
  const framing = new Framing();
  const front = Buffer.from('front');
  framing.setMiddle('x'.repeat(100));
  framing.md5Word(front, front, 0);
  framing.append(Buffer.from('y'.repeat(100)));
  const digest = createHash('md5')
    .update(`front${'x'.repeat(100)}${'y'.repeat(100)}`)
    .digest();
  expect(framing.md5Word(front, Buffer.alloc(0), 0)).toBe(digest.readInt32LE());
});
