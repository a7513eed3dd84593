import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLATFORMS } from '../../src/platforms/index.ts';
import { Attempts } from '../../src/receiver/attempts.ts';
import type { Handled, Outcome } from '../../src/receiver/handled.ts';
import { type Handover, handOver, takeOver } from '../../src/receiver/handover.ts';
import type { ExaminationOptions } from '../../src/receiver/options.ts';
import { receive } from '../../src/receiver/reception.ts';
import { takenLine } from '../../src/receiver/record.ts';

const options: ExaminationOptions = { hints: [], keysOf: () => new Map(), attempts: new Attempts() };

const bytes = (most: number) => fc.uint8Array({ maxLength: most }).map((array) => Buffer.from(array));
/** Header values come as Latin-1. */
const latin1 = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((c) => String.fromCharCode(c)) });

const arrivals = fc.record({
  request: fc.record({
    method: fc.constantFrom('POST', 'GET', 'PUT'),
    url: fc.webPath().map((path) => path || '/'),
    headers: fc.array(fc.tuple(fc.constantFrom('Host', 'Content-Type', 'X-Timestamp', 'sign'), latin1)),
    body: fc.oneof(
      bytes(200),
      fc.json().map((text) => Buffer.from(text)),
      fc.webQueryParameters().map((text) => Buffer.from(text)),
    ),
    receivedAt: fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') })
      .map((date) => date.toISOString()),
  }),
  encoded: fc.option(bytes(50), { nil: undefined }),
  remote: fc.ipV4(),
  client: fc.constantFrom(undefined, { address: '192.0.2.1' }, { address: '2001:db8::1', scheme: 'https' }),
});

const outcomes: fc.Arbitrary<Outcome> = fc.record({
  decision: fc.record({
    reaction: fc.record({
      status: fc.integer({ min: 200, max: 599 }),
      headers: fc.array(fc.tuple(fc.constant('X-Own'), latin1)),
      body: bytes(50),
    }),
    by: fc.constantFrom('rule' as const, 'forward' as const),
    readable: bytes(50),
    forwardMs: fc.nat(),
  }),
  drop: fc.boolean(),
});

type Drawn<A> = A extends fc.Arbitrary<infer T> ? T : never;

function handledOf(arrival: Drawn<typeof arrivals>, outcome: Outcome, ms: number): Handled {
  const at = Date.parse(arrival.request.receivedAt);
  const received = receive(
    { ...arrival, at },
    { ...options, platform: PLATFORMS[ms % PLATFORMS.length] as never },
  );
  return { received, examined: undefined, ...outcome, line: takenLine(received.taken), ms };
}

function takenOver(handover: Handover): Handled[] {
  const all: Handled[] = [];
  takeOver(
    handover,
    (handled) => all.push(handled),
    (error) => {
      throw error;
    },
    options,
  );
  return all;
}

/** A buffer says the same as another when its bytes do. */
function plain(handled: Handled) {
  const { taken, body, platform, at } = handled.received;
  const { kind, text, json, fields } = body;
  const received = { taken, body: { kind, text, json, fields }, platform: platform?.id, at };
  return JSON.parse(JSON.stringify({ ...handled, received }));
}

describe('from the thread that answers to the one that checks', () => {
  it('everything comes over as it was, in its order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(arrivals, outcomes, fc.boolean(), fc.nat()), { maxLength: 6 }),
        (drawn) => {
          const row: Handled[] = [];
          for (const [arrival, outcome, same, ms] of drawn) {
            // Answers by a rule are often the very one before.
            const last = same ? row.at(-1) : undefined;
            row.push(handledOf(arrival, last ? { decision: last.decision, drop: last.drop } : outcome, ms));
          }
          const over = takenOver(structuredClone(handOver(row)));
          expect(over.map(plain)).toEqual(row.map(plain));
          for (const { decision } of over) expect(Buffer.isBuffer(decision.reaction.body)).toBe(true);
        },
      ),
    );
  });

  it('an answer that repeats goes over once', () => {
    const [arrival] = fc.sample(arrivals, 1);
    const decision = { reaction: { status: 200, headers: [], body: Buffer.from('{}') }, by: 'rule' as const };
    const row = Array.from({ length: 50 }, () =>
      handledOf(arrival as never, { decision: { ...decision }, drop: false }, 1),
    );
    expect(handOver(row).outcomes).toHaveLength(1);
  });

  it('takes no more memory along than the bytes themselves', () => {
    const [arrival] = fc.sample(arrivals, 1);
    const body = Buffer.from(new ArrayBuffer(1 << 20), 100, 2);
    const decision = { reaction: { status: 200, headers: [], body }, by: 'rule' as const };
    const [outcome] = handOver([handledOf(arrival as never, { decision, drop: false }, 1)]).outcomes;
    expect(outcome?.decision.reaction.body.buffer.byteLength).toBe(2);
  });

  it('what was checked already is not lost', () => {
    const [arrival] = fc.sample(arrivals, 1);
    const decision = { reaction: { status: 200, headers: [], body: Buffer.alloc(0) }, by: 'rule' as const };
    const handled = handledOf(arrival as never, { decision, drop: false }, 0);
    const checked = { verdict: 'valid' as const, identity: 'i', bytes: 'b' };
    const report = { verdict: 'valid' as const, findings: [], plaintexts: [{ at: '/data', text: '{}' }] };
    const row = [handled, { ...handled, examined: { checked, report, context: undefined } }];
    const [first, second] = takenOver(structuredClone(handOver(row)));
    expect(first?.examined).toBeUndefined();
    expect(second?.examined).toMatchObject({ checked, report });
    expect(second?.examined?.context?.platform.id).toBe(
      handled.received.taken.kind === 'callback' ? PLATFORMS[0]?.id : undefined,
    );
  });

  it('one that fails does not keep the others', () => {
    const [arrival] = fc.sample(arrivals, 1);
    const decision = { reaction: { status: 200, headers: [], body: Buffer.alloc(0) }, by: 'rule' as const };
    const handled = handledOf(arrival as never, { decision, drop: false }, 0);
    const taken: number[] = [];
    const errors: unknown[] = [];
    takeOver(
      handOver([1, 2, 3].map((ms) => ({ ...handled, ms }))),
      ({ ms }) => {
        if (ms === 2) throw new Error('broken');
        taken.push(ms);
      },
      (error) => errors.push(error),
    );
    expect(taken).toEqual([1, 3]);
    expect(errors).toEqual([new Error('broken')]);
  });
});
