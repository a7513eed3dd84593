import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/schema/formats.ts';

describe('local-date-time', () => {
  const accepts = (text: string) => FORMATS['local-date-time']?.(text);

  it('takes every second of the calendar', () => {
    const date = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, (d) => {
        expect(accepts(d.toISOString().slice(0, 19).replace('T', ' '))).toBe(true);
      }),
    );
  });

  it.each([
    '2025-02-29 00:00:00',
    '2025-04-31 00:00:00',
    '2025-13-01 00:00:00',
    '2025-00-10 00:00:00',
    '2025-11-21 24:00:00',
    '2025-11-21 23:60:00',
    '2025-11-21T09:53:20',
    '2025-11-21 9:53:20',
    '2025-11-21 09:53',
    '2025-11-21 09:53:20.123',
    ' 2025-11-21 09:53:20',
    '2025-11-21 09:53:20\n',
    '1763690000',
    '',
  ])('refuses %j', (text) => {
    expect(accepts(text)).toBe(false);
  });
});

describe('json', () => {
  it('takes JSON texts only', () => {
    const accepts = (text: string) => FORMATS['json']?.(text);
    for (const text of ['{"a":1}', ' [] ', '"x"', '583920174650291837']) expect(accepts(text)).toBe(true);
    for (const text of ['', '{a:1}', '{"a":1', "{'a':1}", '{\\"a\\":1}', 'order=1'])
      expect(accepts(text)).toBe(false);
  });
});
