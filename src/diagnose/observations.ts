/**
 * What can be said without a search: damage that was taken off on the way, keys that had to be mended, schemes that
 * trip up many receivers, times in other units. True also of a callback that verifies, where it is the likely reason
 * why it fails elsewhere.
 */
import type { CheckContext } from '../checks/context.ts';
import type { Report } from '../checks/examine.ts';
import { KeyError } from '../crypto/key-error.ts';
import type { RepairCode } from '../crypto/key-text.ts';
import { readKey } from '../crypto/keys.ts';
import type { Layer } from '../input/unwrap/layers.ts';
import { valueAt } from '../platforms/index.ts';
import type { CauseCode, Diagnosed } from './cause.ts';
import { completedKeys } from './completed-keys.ts';
import type { Diagnosis } from './diagnosis.ts';
import { fromEnds, fromForms } from './written-form.ts';

/** Layers that are damage rather than packaging. */
const LAYERS: Partial<Record<Layer['code'], CauseCode>> = {
  'html-entities': 'html-escaped',
  'backslash-escapes': 'backslashes-added',
  'hex-escapes': 'log-escaped',
  'unicode-escapes': 'log-escaped',
  bom: 'bom',
};

/** Repairs without which most libraries refuse a key. */
const REPAIRS: Partial<Record<RepairCode, CauseCode>> = {
  'literal-newlines': 'key-format',
  'one-line': 'key-format',
  'wrong-label': 'key-format',
  'no-label': 'key-format',
  'half-label': 'key-format',
  quotes: 'key-quotes',
  dashes: 'key-format',
  escapes: 'key-format',
  'base64-twice': 'key-format',
  'url-safe-alphabet': 'key-format',
  'plus-as-space': 'key-format',
  'percent-encoded': 'key-format',
  'missing-padding': 'key-format',
};

/** Everything that the report, the diagnoses of its checks, the layers and the keys show by themselves. */
export function observe(
  context: CheckContext,
  report: Report,
  layers: readonly Layer[],
  details: readonly Diagnosis[],
): Diagnosed[] {
  return [
    ...fromLayers(layers, report),
    ...fromKeys(context),
    ...fromFindings(context, report),
    ...fromForms(context, report, details),
    ...fromEnds(context, report),
  ];
}

/** Damage that was taken off matters where what is left verifies: with it on, nothing would. */
function fromLayers(layers: readonly Layer[], { verdict }: Report): Diagnosed[] {
  if (verdict !== 'valid') return [];
  const codes = new Set(layers.flatMap(({ code }) => LAYERS[code] ?? []));
  return [...codes].map((code) => ({ code, detail: 'taken off', proven: true }));
}

function fromKeys({ keys, platform }: CheckContext): Diagnosed[] {
  const found: Diagnosed[] = [];
  for (const [slot, text] of keys) {
    const where = `--${slot}`;
    if (platform.sampleKeys?.[slot]?.includes(text.trim()))
      found.push({ code: 'sample-key', where, detail: 'given', proven: true });
    if (!/-key$/.test(slot)) continue;
    try {
      const { repairs, container } = readKey(text);
      for (const code of ['key-quotes', 'key-format'] as const) {
        const mended = repairs.filter((repair) => REPAIRS[repair] === code);
        if (mended.length > 0)
          found.push({
            code,
            where,
            detail: code === 'key-quotes' ? 'kept' : mended.join(', '),
            proven: true,
          });
      }
      if (container === 'certificate')
        found.push({ code: 'key-type', where, detail: 'certificate', proven: true });
      if (container === 'pkcs1') found.push({ code: 'key-type', where, detail: 'PKCS#1', proven: true });
      if (container === 'sec1') found.push({ code: 'key-type', where, detail: 'SEC1', proven: true });
    } catch (error) {
      if (!(error instanceof KeyError)) throw error;
      const detail = whatIsCut(text, error);
      if (detail !== undefined) found.push({ code: 'key-truncated', where, detail, proven: false });
    }
  }
  return found;
}

/** What a key that cannot be read lacks, as far as it shows that. Where a check is right with it, that is a proof. */
function whatIsCut(text: string, { facts }: KeyError): string | undefined {
  const keys = completedKeys(text);
  const [first] = keys;
  if (first) return keys.length === 1 ? first.detail : `${first.detail}; ${keys.length} different ones fit`;
  return facts.code === 'key-truncated' ? `${facts.have} / ${facts.need} bytes` : undefined;
}

const CHINA = 8 * 3600;
/** How old a wrong time zone makes a message, within this much. */
const ZONE_SLACK = 300;

function fromFindings(context: CheckContext, { findings }: Report): Diagnosed[] {
  const causes = new Map<string, Diagnosed>();
  const add = (cause: Diagnosed) =>
    causes.set(`${cause.code} ${cause.where ?? ''} ${cause.detail ?? ''}`, cause);
  for (const f of findings) {
    if (f.code === 'secret-field-decrypted') {
      if (f.scheme.includes('OAEP') || f.scheme.includes('no padding'))
        add({ code: 'rsa-padding', detail: f.scheme, proven: true });
      if (f.blocks > 1) add({ code: 'rsa-blocks', where: f.pointer, detail: String(f.blocks), proven: true });
      if (f.scheme.startsWith('ECIESwith')) add({ code: 'ecies-variant', detail: f.scheme, proven: true });
    }
    if (f.code === 'decrypted' && f.keyReading !== f.usualReading)
      add({ code: 'key-encoding', detail: f.keyReading, where: f.at, proven: true });
    if (f.code === 'timestamp-unit')
      add({ code: 'timestamp-unit', where: f.at, detail: f.found, proven: true });
    if (f.code === 'timestamp-format')
      add({ code: 'timestamp-format', where: f.at, detail: f.expected, proven: true });
    if (f.code === 'timestamp-future') add(skew(f.at, f.aheadSeconds));
    // A captured callback may be of any age; China's eight hours to the minute are worth a word.
    if (
      f.code === 'timestamp-old' &&
      (context.request.receivedAt !== undefined || Math.abs(f.ageSeconds - CHINA) < ZONE_SLACK)
    )
      add(skew(f.at, -f.ageSeconds));
  }
  for (const check of context.platform.checks)
    if (check.kind === 'signature' && !findings.some(({ code }) => code === 'signature-valid'))
      for (const [name, source] of Object.entries(check.sources)) {
        const text = valueAt(source, context.request, context.body) ?? '';
        // Fifteen digits and more that end in zeros are what a double leaves of a longer number.
        if (/^\d{16,}$/.test(text) && String(Number(text)) === text && !Number.isSafeInteger(Number(text)))
          add({ code: 'nonce-precision', where: name, detail: text, proven: false });
        if (/^\d(?:\.\d+)?[eE]\+?\d+$/.test(text))
          add({ code: 'nonce-precision', where: name, detail: text, proven: false });
      }
  return [...causes.values()];
}

/** A clock that is off by whole hours is one in another time zone. */
function skew(where: string, seconds: number): Diagnosed {
  const hours = Math.round(seconds / 3600);
  const whole = hours !== 0 && Math.abs(hours) <= 14 && Math.abs(seconds - hours * 3600) <= ZONE_SLACK;
  const sign = seconds < 0 ? '−' : '+';
  return {
    code: 'timestamp-skew',
    where,
    detail: whole ? `${sign}${Math.abs(hours)} h` : `${sign}${Math.abs(seconds)} s`,
    proven: !whole,
  };
}
