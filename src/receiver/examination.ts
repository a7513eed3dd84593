/** Examines what came: whether it is genuine, which message it is, which attempt. */
import type { CheckContext } from '../checks/context.ts';
import { ALL_CHECKS, type Examiner, loadExaminer, type Report } from '../checks/examine.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { PLATFORMS } from '../platforms/index.ts';
import { repeatFinding } from './attempts.ts';
import type { Checked } from './delivery.ts';
import { bytesDigest, identityOf } from './identity.ts';
import type { ExaminationOptions } from './options.ts';
import type { Received } from './reception.ts';

/** What the checks make of a delivery. */
export interface Examined {
  readonly checked: Checked;
  /** What the checks worked on; undefined where no platform was recognised. */
  readonly context: CheckContext | undefined;
  readonly report: Report;
}

/** Loads the checks and gives the function that examines what came. */
export async function startExamination(
  options: ExaminationOptions,
): Promise<(received: Received) => Examined> {
  const platforms = options.platform ? [options.platform] : PLATFORMS;
  const examiner = await loadExaminer(platforms, { kinds: ALL_CHECKS, schemas: true });
  return (received) => examineOne(received, options, examiner);
}

/** The report on what belongs to no known platform, or is no callback. */
function unexamined(callback: boolean): Report {
  const findings: Finding[] = callback ? [finding('warning', 'platform-unknown', {})] : [];
  return { verdict: 'unknown', findings, plaintexts: [] };
}

function examineOne(received: Received, options: ExaminationOptions, examiner: Examiner): Examined {
  const { taken, platform, body, at } = received;
  const { request, kind } = taken;
  const context = contextOf(received, options);
  const report = context ? examiner(context) : unexamined(kind === 'callback');
  const { verdict, findings, plaintexts, sign, signingString } = report;
  if (kind !== 'callback') return { checked: { verdict }, context, report };
  const identity = platform && identityOf(platform, request, body, plaintexts);
  const bytes = bytesDigest(platform, request, body);
  const checked = { verdict, identity, bytes };
  const { previous } = options.attempts.note({ id: taken.id, identity, bytes }, at);
  if (!previous) return { checked, context, report };
  const all = [...findings, repeatFinding(platform, previous)];
  return { checked, context, report: { verdict, findings: all, plaintexts, sign, signingString } };
}

/** What the checks work on; undefined for what is no callback or of no known platform. */
export function contextOf(
  { taken, body, platform, at }: Received,
  { keysOf, signRules, canonical }: Pick<ExaminationOptions, 'keysOf' | 'signRules' | 'canonical'>,
): CheckContext | undefined {
  if (!platform || taken.kind !== 'callback') return undefined;
  return {
    platform,
    request: taken.request,
    body,
    keys: keysOf(platform.id),
    now: at,
    signRules,
    canonical,
  };
}
