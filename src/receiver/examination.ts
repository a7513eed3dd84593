/** Makes a delivery of an arrival: whose it is, whether it is genuine, which message, which attempt. */
import type { CheckContext } from '../checks/context.ts';
import { ALL_CHECKS, type Examiner, loadExaminer, type Report } from '../checks/examine.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { detectPlatform, PLATFORMS, valueAt } from '../platforms/index.ts';
import type { Platform } from '../platforms/platform.ts';
import { type Body, readBody } from '../request/fields.ts';
import { accountQuery } from './answer/probe.ts';
import { repeatFinding } from './attempts.ts';
import { type Delivery, newId } from './delivery.ts';
import { bytesDigest, identityOf } from './identity.ts';
import type { ExaminationOptions } from './options.ts';
import type { Arrival } from './server.ts';

/** What is known about an arrival before it is answered. */
export interface Examined {
  readonly delivery: Delivery;
  readonly body: Body;
  readonly platform?: Platform;
  /** What the checks worked on; absent where no platform was recognised. */
  readonly context?: CheckContext;
  readonly report: Report;
}

/** Loads the checks and gives the function that examines each arrival. */
export async function startExamination(options: ExaminationOptions): Promise<(arrival: Arrival) => Examined> {
  const platforms = options.platform ? [options.platform] : PLATFORMS;
  const examiner = await loadExaminer(platforms, { kinds: ALL_CHECKS, schemas: true });
  return (arrival) => examineArrival(arrival, options, examiner);
}

/** The report on what belongs to no known platform, or is no callback. */
function unexamined(callback: boolean): Report {
  const findings: Finding[] = callback ? [finding('warning', 'platform-unknown', {})] : [];
  return { verdict: 'unknown', findings, plaintexts: [] };
}

function examineArrival(arrival: Arrival, options: ExaminationOptions, examiner: Examiner): Examined {
  const { request, encoded, remote, client, at } = arrival;
  const body = readBody(request);
  const probe = body.kind === 'empty' && (request.method === 'GET' || request.method === 'HEAD');
  const platform = probe ? options.platform : platformOf(arrival, body, options);
  const kind = !probe ? 'callback' : accountQuery(request.url, options.platform) ? 'query' : 'probe';
  const context = platform && kind === 'callback' ? contextOf(arrival, body, platform, options) : undefined;
  const report = context ? examiner(context) : unexamined(kind === 'callback');
  const identity = platform && !probe ? identityOf(platform, request, body, report.plaintexts) : undefined;
  const event = platform?.event && valueAt(platform.event.at, request, body);
  const delivery: Delivery = {
    id: newId(request.receivedAt),
    kind,
    request,
    ...(encoded && { encoded }),
    remote,
    ...(client && { client }),
    ...(platform && { platform: platform.id }),
    ...(event !== undefined && { event }),
    verdict: report.verdict,
    ...(identity !== undefined && { identity }),
    ...(!probe && { bytes: bytesDigest(platform, request, body) }),
  };
  const previous = probe ? undefined : options.attempts.note(delivery, at).previous;
  const findings = previous ? [...report.findings, repeatFinding(platform, previous)] : report.findings;
  return {
    delivery,
    body,
    ...(platform && { platform }),
    ...(context && { context }),
    report: { ...report, findings },
  };
}

/** The platform that was named, that the path names, or that the request looks like. */
function platformOf({ request }: Arrival, body: Body, options: ExaminationOptions): Platform | undefined {
  const { platform, hints } = options;
  if (platform) return platform;
  const first = /^\/([\w-]+)/.exec(request.url)?.[1];
  const named = first !== undefined && PLATFORMS.some(({ id }) => id === first);
  const clues = named ? [...hints, { platform: first, weight: 4, reason: 'path' }] : hints;
  return detectPlatform(request, body, clues)[0]?.platform;
}

function contextOf(
  { request, at }: Arrival,
  body: Body,
  platform: Platform,
  { keysOf, signRules, canonical }: ExaminationOptions,
): CheckContext {
  return {
    platform,
    request,
    body,
    keys: keysOf(platform.id),
    now: at,
    ...(signRules && { signRules }),
    ...(canonical !== undefined && { canonical }),
  };
}
