/** Checks how old a callback is. Says nothing about its signature: an old callback is not a forged one. */
import { type Finding, finding } from '../findings/finding.ts';
import { sourceName, valueAt } from '../platforms/index.ts';
import type { FreshnessCheck } from '../platforms/platform.ts';
import { arrivalTime } from '../request/request.ts';
import type { CheckContext, Outcome } from './context.ts';

/** Units of a count since 1970, by its number of digits between 2001 and 2286. */
const UNITS = [
  { unit: 'seconds', digits: 10, perSecond: 1n },
  { unit: 'milliseconds', digits: 13, perSecond: 1000n },
  { unit: 'microseconds', digits: 16, perSecond: 1_000_000n },
  { unit: 'nanoseconds', digits: 19, perSecond: 1_000_000_000n },
] as const;

/** A time that a platform wrote: milliseconds since 1970, and the unit where it is a count. */
export interface ReadTime {
  readonly time: number;
  readonly unit?: (typeof UNITS)[number]['unit'];
}

/** Reads a count since 1970 (`number`), or `yyyy-MM-dd HH:mm:ss` in UTC+8 (`local`); undefined for anything else. */
export function readTime(format: FreshnessCheck['format'], text: string): ReadTime | undefined {
  if (format === lastRead.format && text === lastRead.text) return lastRead.read;
  const read = readTimeAnew(format, text);
  lastRead = { format, text, read };
  return read;
}

/** Callbacks that come one after the other were mostly sent in the same second. */
let lastRead: { readonly format: string; readonly text: string; readonly read: ReadTime | undefined } = {
  format: '',
  text: '',
  read: undefined,
};

function readTimeAnew(format: FreshnessCheck['format'], text: string): ReadTime | undefined {
  if (format === 'local') {
    const [, y, mo, d, h, mi, s] =
      /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text)?.map(Number) ?? [];
    if (y === undefined) return undefined;
    const time = Date.UTC(y, (mo ?? 0) - 1, d, h, mi, s);
    // Date.UTC carries over (30 February becomes 1 or 2 March); a real date prints back the same.
    const date = new Date(time);
    const same =
      date.getUTCMonth() + 1 === mo &&
      date.getUTCDate() === d &&
      date.getUTCHours() === h &&
      date.getUTCMinutes() === mi;
    return same && (s ?? 60) < 60 ? { time: time - 8 * 3_600_000 } : undefined;
  }
  const unit = /^[1-9]\d*$/.test(text) ? UNITS.find(({ digits }) => digits === text.length) : undefined;
  return unit && { time: Number((BigInt(text) * 1000n) / unit.perSecond), unit: unit.unit };
}

/** Compares the request's time with the time of its arrival where that is known, else with the clock. */
export function checkFreshness(check: FreshnessCheck, context: CheckContext): Outcome {
  const text = valueAt(check.at, context.request, context.body);
  if (text === undefined) return { findings: [] };
  const at = sourceName(check.at);
  const read = readTime(check.format, text);
  if (!read) {
    const expected = check.format === 'local' ? 'yyyy-MM-dd HH:mm:ss' : (check.unit ?? 'number');
    return { findings: [finding('warning', 'timestamp-format', { at, expected, found: text })] };
  }
  const findings: Finding[] = [];
  if (check.unit && read.unit !== check.unit)
    findings.push(
      finding('warning', 'timestamp-unit', { at, documented: check.unit, found: read.unit ?? 'unknown' }),
    );
  const ageSeconds = ((arrivalTime(context.request) ?? context.now) - read.time) / 1000;
  const { windowSeconds } = check;
  if (ageSeconds < -windowSeconds)
    findings.push(finding('warning', 'timestamp-future', { at, aheadSeconds: Math.round(-ageSeconds) }));
  else if (ageSeconds > windowSeconds)
    findings.push(
      finding('warning', 'timestamp-old', { at, ageSeconds: Math.round(ageSeconds), windowSeconds }),
    );
  else findings.push(finding('ok', 'timestamp-fresh', { at, ageSeconds: Math.round(ageSeconds) }));
  return { findings };
}
