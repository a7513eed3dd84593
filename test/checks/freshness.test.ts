import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFreshness, readTime } from '../../src/checks/freshness.ts';
import { haitouhui } from '../../src/platforms/haitouhui/index.ts';
import { readBody } from '../../src/request/fields.ts';
import { bodyOnly } from '../../src/request/request.ts';

describe('readTime', () => {
  it('reads counts in every unit back to the millisecond', () => {
    fc.assert(
      // 2001-09-09 to 2286-11-20, where the number of digits tells the unit.
      fc.property(fc.integer({ min: 1_000_000_000_000, max: 9_999_999_999_999 }), (time) => {
        const seconds = Math.floor(time / 1000);
        expect(readTime('number', String(seconds))).toEqual({ time: seconds * 1000, unit: 'seconds' });
        expect(readTime('number', String(time))).toEqual({ time, unit: 'milliseconds' });
        expect(readTime('number', `${time}456`)).toEqual({ time, unit: 'microseconds' });
        expect(readTime('number', `${time}456789`)).toEqual({ time, unit: 'nanoseconds' });
      }),
    );
  });

  it('reads local times as those of UTC+8, as Date does with the offset written out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        const local = new Date(seconds * 1000 + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
        expect(readTime('local', local)).toEqual({ time: Date.parse(`${local.replace(' ', 'T')}+08:00`) });
      }),
    );
  });

  it.each([
    '2026-02-30 00:00:00',
    '2026-13-01 00:00:00',
    '2026-11-21 24:00:01',
    '2026-11-21T10:00:00',
    '2026-1-1 0:0:0',
    '',
  ])('no local time: %j', (text) => expect(readTime('local', text)).toBeUndefined());
  it.each(['', '0', '12345', '-1763690000', '1.7e9', '01763690000', '17636900001', ' 1763690000'])(
    'no count: %j',
    (text) => expect(readTime('number', text)).toBeUndefined(),
  );
});

describe('checkFreshness', () => {
  const check = {
    kind: 'freshness',
    at: { field: 't' },
    format: 'number',
    unit: 'seconds',
    windowSeconds: 300,
  } as const;
  const now = 1_763_690_000_000;
  const codes = (value: string, receivedAt?: string, changes: object = {}) => {
    const request = { ...bodyOnly(JSON.stringify({ t: value })), ...(receivedAt && { receivedAt }) };
    return checkFreshness(
      { ...check, ...changes },
      { platform: haitouhui, request, body: readBody(request), keys: new Map(), now },
    ).findings.map(({ code }) => code);
  };
  const at = (age: number) => String(now / 1000 - age);

  it.each([
    [0, ['timestamp-fresh']],
    [300, ['timestamp-fresh']],
    [301, ['timestamp-old']],
    [-300, ['timestamp-fresh']],
    [-301, ['timestamp-future']],
  ])('%d seconds old', (age, expected) => expect(codes(at(age))).toEqual(expected));
  it('goes by the time of arrival where that is known', () => {
    expect(codes(at(86_400), new Date(now - 86_400_000).toISOString())).toEqual(['timestamp-fresh']);
    expect(codes(at(0), 'yesterday')).toEqual(['timestamp-fresh']);
  });
  it('names another unit, and what is no time', () => {
    expect(codes(`${at(0)}000`)).toEqual(['timestamp-unit', 'timestamp-fresh']);
    expect(codes('soon')).toEqual(['timestamp-format']);
  });
  it('says nothing where there is no time, and never anything of the signature', () => {
    const request = bodyOnly('{}');
    const context = { platform: haitouhui, request, body: readBody(request), keys: new Map(), now };
    expect(checkFreshness(check, context)).toEqual({ findings: [] });
    const old = bodyOnly(JSON.stringify({ t: at(9999) }));
    expect(checkFreshness(check, { ...context, request: old, body: readBody(old) }).verdict).toBeUndefined();
  });
});
