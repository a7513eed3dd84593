import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivalTime } from '../../src/request/request.ts';

describe('when a request arrived', () => {
  it('is unknown without a time, and for a text that is none', () => {
    expect(arrivalTime({})).toBeUndefined();
    expect(arrivalTime({ receivedAt: 'yesterday' })).toBeUndefined();
    expect(arrivalTime({ receivedAt: 'yesterday' })).toBeUndefined();
  });

  it('is that of each request, whatever came before', () => {
    const times = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') });
    fc.assert(
      fc.property(fc.array(times), (dates) => {
        for (const date of [...dates, ...dates.toReversed()])
          expect(arrivalTime({ receivedAt: date.toISOString() })).toBe(date.getTime());
      }),
    );
  });
});
