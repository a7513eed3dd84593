/** Canonical templates. */
import { expect, it } from 'vitest';
import { searchSignature } from '../../../src/diagnose/signature/search.ts';
import { templateDeviations } from '../../../src/diagnose/signature/templates.ts';
import { fillTemplate, parseTemplate } from '../../../src/rules/template.ts';

const names = ['timestamp', 'nonce', 'event'];
const all = templateDeviations(names, ['{timestamp}{nonce}{body}'], false);
const values = {
  texts: { timestamp: '1795226000123', nonce: '583920174650291837', event: 'CREATE_WAYBILL' },
  body: Buffer.from('{"a":"张"}'),
  params: [{ name: 'a', value: '张' }],
};

it('each once, without the known ones, the likely ones first', () => {
  const templates = all.map(({ change }) => change);
  expect(new Set(templates).size).toBe(templates.length);
  expect(templates).not.toContain('{timestamp}{nonce}{body}');
  expect(templates).toContain('{body}|{nonce}|{timestamp}');
  expect(templates).toContain('{nonce:i64be}{timestamp:i64be}{body}');
  const costs = all.map(({ cost }) => cost);
  expect(costs).toEqual(costs.toSorted((a, b) => a - b));
});

it('the short list holds likely ones alone', () => {
  const short = templateDeviations(names, [], true);
  expect(short.length).toBeLessThan(all.length / 4);
  expect(short.every(({ cost }) => cost === 1)).toBe(true);
});

it('the search tries the bytes of each, with another body too', () => {
  const seen = new Set<string>();
  const fits = (content: Buffer | string) => {
    seen.add(Buffer.from(content).toString('hex'));
    return false;
  };
  const twice = '{body}.{body}';
  const known = [{ template: twice, parts: parseTemplate(twice) }];
  const body = values.body.toString();
  searchSignature(
    { body, texts: values.texts, fields: values.params, known, others: all, fits },
    { depth: 2, milliseconds: 60_000 },
  );
  expect(all.length).toBeGreaterThan(500);
  for (const { parts } of [...known, ...all]) {
    expect(seen).toContain(fillTemplate(parts, values)?.toString('hex'));
    expect(seen).toContain(
      fillTemplate(parts, { ...values, body: Buffer.from(`${body}\n`) })?.toString('hex'),
    );
  }
});
