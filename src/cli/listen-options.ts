/** From the options of `listen` to what the receiver takes. */
import { readFileSync } from 'node:fs';
import { Problem } from '../findings/problem.ts';
import { reasonOf } from '../input/read.ts';
import { PLATFORMS, platformById } from '../platforms/index.ts';
import type { Platform } from '../platforms/platform.ts';
import { isDecimal } from '../receiver/answer/decimal.ts';
import type { Respond } from '../receiver/answer/rule.ts';
import type { Attempts } from '../receiver/attempts.ts';
import { type Trust, trustIn } from '../receiver/client.ts';
import { type Filter, FilterError, parseFilter } from '../receiver/filter.ts';
import { LIMITS, type Limits } from '../receiver/limits.ts';
import type { AnswerOptions, ExaminationOptions } from '../receiver/options.ts';
import type { SignRule } from '../rules/sign-rule.ts';
import type { Call, Options } from './command.ts';
import { durationValue, integerValue, sizeValue } from './option-values.ts';
import { keyHints } from './session.ts';

const text = (options: Options, name: string) => options[name] as string | undefined;

/** The platform of -p. Throws a Problem for one that does not exist. */
export function platformOption(options: Options): Platform | undefined {
  if (options.platform === undefined) return undefined;
  const platform = platformById(options.platform);
  if (platform) return platform;
  throw new Problem('platform-unknown', { platform: options.platform, known: PLATFORMS.map(({ id }) => id) });
}

const KINDS = ['success', 'duplicate', 'auto', 'fail', 'retry', 'reject'] as const;

function respondOption(options: Options): AnswerOptions['respond'] {
  const value = text(options, 'respond') ?? 'success';
  const kind = KINDS.find((k) => k === value);
  if (kind) return { kind };
  if (/^-?\d{1,9}$/.test(value)) return { kind: 'code', code: value };
  if (value.startsWith('@')) return textAnswer(value.slice(1));
  throw new Problem('option-value', {
    option: '--respond',
    value,
    expected: `${KINDS.join(' | ')} | <code> | @file.json`,
  });
}

function textAnswer(path: string): Respond {
  try {
    const body = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    const json = /^\s*[{[]/.test(body);
    return { kind: 'text', body, contentType: json ? 'application/json' : 'text/plain; charset=utf-8' };
  } catch (error) {
    throw new Problem('file-unreadable', { path, reason: reasonOf(error) });
  }
}

/** --respond, --status, --delay, --fail-first, --drop. */
export function answerOptions(options: Options): AnswerOptions {
  const [status, delay, failFirst] = ['status', 'delay', 'failFirst'].map((name) => text(options, name));
  return {
    respond: respondOption(options),
    ...(status !== undefined && { status: integerValue('status', status, 200, 599) }),
    delayMs: delay === undefined ? 0 : durationValue('delay', delay),
    failFirst: failFirst === undefined ? 0 : integerValue('fail-first', failFirst, 0, 1_000_000),
    drop: options['drop'] === true,
  };
}

/** What each delivery is checked with: keys as text (by platform, then by slot), and the rules of the options. */
export function examinationOptions(
  call: Call,
  given: {
    readonly keys: ReadonlyMap<string, ReadonlyMap<string, string>>;
    readonly signRules?: readonly SignRule[] | undefined;
  },
  attempts: Attempts,
): ExaminationOptions {
  const { keys, signRules } = given;
  const { canonical } = call.options;
  return {
    hints: keyHints(call),
    keysOf: (id) => keys.get(id) ?? new Map<string, string>(),
    ...(signRules && { signRules }),
    ...(canonical !== undefined && { canonical }),
    attempts,
  };
}

/** --seed-wallet: what every balance begins with. */
export function seedOption(options: Options): string {
  const value = text(options, 'seedWallet') ?? '10000.00';
  if (isDecimal(value)) return value;
  throw new Problem('option-value', { option: '--seed-wallet', value, expected: '10000.00' });
}

/** The limits, with --max-body in place of its default. */
export function limitsOption(options: Options): Limits {
  const value = text(options, 'maxBody');
  if (value === undefined) return LIMITS;
  const bodyBytes = sizeValue('max-body', value);
  return { ...LIMITS, bodyBytes, unpackedBytes: Math.max(LIMITS.unpackedBytes, bodyBytes) };
}

/** --trust-proxy, in addition to programs on this machine, which is where the clients of tunnels run. */
export function trustOption(options: Options): Trust {
  const value = text(options, 'trustProxy');
  try {
    return trustIn(['loopback', ...(value?.split(/[\s,]+/).filter(Boolean) ?? [])]);
  } catch {
    throw new Problem('option-value', {
      option: '--trust-proxy',
      value: value ?? '',
      expected: '10.0.0.1, 10.0.0.0/8, uniquelocal',
    });
  }
}

/** --filter; everything passes without it. */
export function filterOption(options: Options): Filter | undefined {
  const value = text(options, 'filter');
  if (value === undefined) return undefined;
  try {
    return parseFilter(value);
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    throw new Problem('option-value', {
      option: '--filter',
      value: error.found,
      expected: 'platform=… verdict=… path~… name=…',
    });
  }
}
