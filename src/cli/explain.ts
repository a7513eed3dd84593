/** A report with its diagnosis, as the commands print it. */
import type { CheckContext } from '../checks/context.ts';
import type { Report } from '../checks/examine.ts';
import type { Diagnosed } from '../diagnose/cause.ts';
import type { KnownKey } from '../diagnose/key-change.ts';
import { NORMAL_EFFORT } from '../diagnose/search.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { Problem } from '../findings/problem.ts';
import type { Layer } from '../input/unwrap/layers.ts';
import { tryReadJson } from '../json/read.ts';
import type { SignRule } from '../rules/sign-rule.ts';
import type { Call } from './command.ts';
import { knownKeys } from './secrets.ts';

export interface ExplainedReport extends Report {
  readonly diagnosis: readonly Diagnosed[];
  /** What should have been signed, and what was. */
  readonly evidence?: { readonly expected: string; readonly signed: string };
  /** What --save-rule saves. */
  readonly found?: { readonly rule?: SignRule; readonly canonical?: string };
}

/** How far --effort lets the search go: deviations at once, and milliseconds. */
const EFFORTS = {
  none: { depth: -1, milliseconds: 0 },
  low: { depth: 1, milliseconds: 1000 },
  normal: NORMAL_EFFORT,
  high: { depth: 4, milliseconds: 60_000 },
} as const;

/** Explains what failed in a report; a report without failures is only observed. Stored keys are hypotheses. */
export async function explain(
  call: Call,
  context: CheckContext,
  report: Report,
  layers: readonly Layer[],
  known: readonly KnownKey[] = knownKeys(context.platform.id, call.options, call.io.env),
): Promise<ExplainedReport> {
  const effort = effortOf(call);
  if (effort.depth < 0) return { ...report, diagnosis: [] };
  const [{ diagnose }, { startProgress }] = await Promise.all([
    import('../diagnose/index.ts'),
    import('./progress.ts'),
  ]);
  const progress = startProgress(call);
  const { causes, details, tried } = await diagnose(context, report, layers, known, {
    ...effort,
    onProgress: progress.update,
  });
  progress.end();
  const findings: Finding[] = [...report.findings];
  if (details.some((detail) => detail.causes.length === 0 && detail.tried > 0)) {
    const depth = Math.min(...details.filter((d) => d.causes.length === 0).map((d) => d.depth));
    findings.push(finding('info', 'diagnosis-none', { tried, depth }));
  }
  const opened = details.flatMap(({ plaintexts = [] }) => plaintexts);
  const evidence = details.find((detail) => detail.evidence)?.evidence;
  const rule = details.find((detail) => detail.rule)?.rule;
  const canonical = details.find((detail) => detail.canonical !== undefined)?.canonical;
  return {
    ...report,
    findings,
    diagnosis: causes,
    plaintexts: [
      ...report.plaintexts.filter(({ at }) => !opened.some((o) => o.at === at)),
      ...opened.map(({ at, text }) => {
        const json = tryReadJson(text);
        return { at, text, ...(json && { json }) };
      }),
    ],
    ...(evidence && { evidence }),
    ...((rule || canonical !== undefined) && {
      found: { ...(rule && { rule }), ...(canonical !== undefined && { canonical }) },
    }),
  };
}

function effortOf({ options }: Call): { depth: number; milliseconds: number } {
  const { effort } = options;
  if (effort === undefined) return EFFORTS.normal;
  if (Object.hasOwn(EFFORTS, effort)) return EFFORTS[effort as keyof typeof EFFORTS];
  const seconds = Number(effort);
  if (seconds > 0 && Number.isFinite(seconds)) return { depth: 4, milliseconds: seconds * 1000 };
  throw new Problem('option-value', {
    option: '--effort',
    value: effort,
    expected: `${Object.keys(EFFORTS).join(' | ')} | 10 (s)`,
  });
}
