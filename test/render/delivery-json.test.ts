import { describe, expect, it } from 'vitest';
import { type Finding, finding } from '../../src/findings/finding.ts';
import { findingSentence, loadCatalogue } from '../../src/language/index.ts';
import type { DeliveryEvent } from '../../src/receiver/event.ts';
import { deliveryJson } from '../../src/render/delivery-json.ts';

const [en, zh] = await Promise.all([loadCatalogue('en'), loadCatalogue('zh')]);

function printed(findings: readonly Finding[], catalogue = en): unknown {
  const event = {
    written: { taken: '{"type":"delivery"}', checked: '"verdict":"unknown"', answer: '' },
    report: { verdict: 'unknown', findings, plaintexts: [] },
    answered: undefined,
    judgement: undefined,
    forwardFailed: undefined,
  } as unknown as DeliveryEvent;
  const line = deliveryJson(event, catalogue).join('');
  return (JSON.parse(line) as { findings: unknown }).findings;
}

const withSentences = (findings: readonly Finding[], catalogue = en) =>
  findings.map((f) => ({ ...f, message: findingSentence(catalogue, f) }));

describe('findings, of which the last ones are kept', () => {
  it('have their own facts, however alike the ones before were', () => {
    const ages = Array.from({ length: 40 }, (_, i) =>
      finding(i % 7 === 0 ? 'info' : 'ok', 'timestamp-fresh', {
        at: i % 2 ? '/time' : '/timestamp',
        ageSeconds: i % 6,
      }),
    );
    expect(printed(ages)).toEqual(withSentences(ages));
    for (const age of ages) expect(printed([age])).toEqual(withSentences([age]));
  });

  it('tell a fact that is missing from one that is there', () => {
    const without = finding('error', 'sign-missing', { field: 'sign' });
    const having = finding('error', 'sign-missing', { field: 'sign', expected: 'AB' });
    const findings = [without, having, without, having];
    expect(printed(findings)).toEqual(withSentences(findings));
  });

  it('tell lists apart', () => {
    const findings = [['a'], ['b'], ['a', 'b']].map((rules) =>
      finding('error', 'sign-invalid', { rules, field: 'sign', expected: 'x', observed: 'y' }),
    );
    expect(printed(findings)).toEqual(withSentences(findings));
  });

  it('are in the language that is asked for', () => {
    const fresh = finding('ok', 'timestamp-fresh', { at: '/timestamp', ageSeconds: 1 });
    for (const catalogue of [en, zh, en, zh])
      expect(printed([fresh], catalogue)).toEqual(withSentences([fresh], catalogue));
  });

  it('keep no long text of a stranger, and show it', () => {
    const long = Array.from({ length: 3 }, (_, i) =>
      finding('error', 'sign-missing', { field: `${'x'.repeat(5000)}${i}` }),
    );
    expect(printed([...long, ...long])).toEqual(withSentences([...long, ...long]));
  });
});
