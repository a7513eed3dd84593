/** Reads the values of options; a wrong one is a Problem that names the option and what it takes. */
import { Problem } from '../findings/problem.ts';

function wrong(option: string, value: string, expected: string): Problem {
  return new Problem('option-value', { option: `--${option}`, value, expected });
}

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  '': 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `500ms`, `3s`, `2m`, `1h`, `30d`, or a bare number of seconds, in milliseconds. */
export function durationValue(option: string, value: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|min|h|d)?$/.exec(value.trim()) ?? [];
  const factor = UNITS_MS[unit];
  if (number === undefined || factor === undefined) throw wrong(option, value, '500ms, 3s, 2m, 1h, 30d');
  return Number(number) * factor;
}

const UNITS_BYTES: Readonly<Record<string, number>> = { '': 1, k: 1 << 10, m: 1 << 20, g: 1 << 30 };

/** `500k`, `64m`, `1g` (powers of 1024, an optional B behind), or a bare number of bytes. */
export function sizeValue(option: string, value: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)([kmg])?i?b?$/i.exec(value.trim()) ?? [];
  if (number === undefined) throw wrong(option, value, '500k, 64m, 1g');
  return Math.floor(Number(number) * (UNITS_BYTES[unit.toLowerCase()] ?? 1));
}

/** A whole number within bounds. */
export function integerValue(option: string, value: string, min: number, max: number): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw wrong(option, value, `${min} … ${max}`);
}

/** An http or https URL. */
export function urlValue(option: string, value: string): URL {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  throw wrong(option, value, 'http://localhost:8080/notify');
}

/** One of several words. */
export function wordValue<W extends string>(option: string, value: string, words: readonly W[]): W {
  const word = words.find((w) => w === value);
  if (word !== undefined) return word;
  throw wrong(option, value, words.join(' | '));
}
