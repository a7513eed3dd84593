import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillTemplate, parseTemplate, showCanonical, TemplateError } from '../../src/rules/template.ts';

const VALUES = {
  texts: { timestamp: '1763690000123', nonce: '583920174650291837', absent: undefined },
  body: Buffer.from([0x7b, 0xff, 0x7d]),
  params: [
    { name: 'b', value: '2' },
    { name: 'a', value: '1' },
    { name: 'c', value: '' },
  ],
};
const fill = (template: string) => fillTemplate(parseTemplate(template), VALUES);

describe('fillTemplate', () => {
  it.each([
    ['{timestamp}{nonce}', '1763690000123583920174650291837'],
    ['{timestamp}\\n{nonce}\\n', '1763690000123\n583920174650291837\n'],
    ['a\\\\b\\t{params}', 'a\\b\ta=1&b=2'],
    ['', ''],
  ])('%j', (template, expected) => expect(fill(template)?.toString()).toBe(expected));

  it('keeps the body as bytes', () =>
    expect(fill('<{body}>')).toEqual(Buffer.from([0x3c, 0x7b, 0xff, 0x7d, 0x3e])));

  it('is undefined where a value is absent or no 64-bit integer', () => {
    expect(fill('{absent}')).toBeUndefined();
    expect(fillTemplate(parseTemplate('{x:i64le}'), { ...VALUES, texts: { x: '12a' } })).toBeUndefined();
    expect(
      fillTemplate(parseTemplate('{x:i64le}'), { ...VALUES, texts: { x: '9223372036854775808' } }),
    ).toBeUndefined();
  });

  it('writes integers as eight bytes of either end', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (n) => {
        const texts = { x: String(n) };
        const bytes = (format: string) => fillTemplate(parseTemplate(`{x:${format}}`), { ...VALUES, texts });
        const view = new DataView(new ArrayBuffer(8));
        view.setBigInt64(0, n, true);
        expect([...(bytes('i64le') ?? [])]).toEqual([...new Uint8Array(view.buffer)]);
        expect([...(bytes('i64be') ?? [])]).toEqual([...new Uint8Array(view.buffer)].reverse());
      }),
    );
  });
});

describe('parseTemplate', () => {
  it.each([['{'], ['}'], ['{a b}'], ['{a:i32}'], ['\\x'], ['abc{'], ['{1a}'], ['\\']])(
    'refuses %j',
    (template) => expect(() => parseTemplate(template)).toThrow(TemplateError),
  );
  it('says where', () => {
    try {
      parseTemplate('{body}oops}');
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ at: 10, found: '}' });
    }
  });
});

it('showCanonical shows text as text and bytes as escapes', () => {
  expect(showCanonical(Buffer.from('张三'))).toBe('张三');
  expect(showCanonical(Buffer.from([0x61, 0xff, 0x00]))).toBe('a\\xff\\x00');
});
