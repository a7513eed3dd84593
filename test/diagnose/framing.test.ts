/** Bytes around a middle. */
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
