/** Canonical templates. */
import { expect, it } from 'vitest';
import { templateDeviations } from '../../../src/diagnose/signature/templates.ts';
import { fillTemplate, fillTemplateText, isTextTemplate } from '../../../src/rules/template.ts';

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

it('filled as text they are the same bytes', () => {
  const textual = all.filter(({ parts }) => isTextTemplate(parts));
  expect(textual.length).toBeGreaterThan(500);
  for (const { parts } of textual)
    expect(
      Buffer.from(fillTemplateText(parts, { texts: values.texts, body: values.body.toString() }) ?? ''),
    ).toEqual(fillTemplate(parts, values));
});
