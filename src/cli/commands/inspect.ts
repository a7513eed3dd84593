/** `cbk inspect`: everything that can be found out about a callback. */
import { ALL_CHECKS, examine } from '../../checks/examine.ts';
import { type Finding, finding } from '../../findings/finding.ts';
import { exitStatus } from '../../findings/status.ts';
import { valueAt } from '../../platforms/index.ts';
import { eventName, reportText } from '../../render/report.ts';
import type { Call } from '../command.ts';
import { type ExplainedReport, explain } from '../explain.ts';
import { pageOf, writeJson, writeResult } from '../output.ts';
import { inputFindings, mainPlaintext, plaintextMap } from '../report-parts.ts';
import { foundRule, rulesInUse } from '../rules-in-use.ts';
import { contextOf, keysFor, openSession, type Session } from '../session.ts';

/** The report of a session; without a platform there is only what unwrapping found. */
async function reportOf(call: Call, session: Session): Promise<ExplainedReport> {
  const { detection } = session;
  const damage = inputFindings(session);
  if (!detection)
    return {
      verdict: 'unknown',
      findings: [...damage, finding('warning', 'platform-unknown', {})],
      diagnosis: [],
      plaintexts: [],
    };
  const { platform, reasons } = detection;
  const { rules, findings: used } = await rulesInUse(call, platform);
  const context = contextOf(session, platform, await keysFor(call, platform, ALL_CHECKS), rules);
  const examined = await examine(context, { kinds: ALL_CHECKS, schemas: true });
  const report = await explain(call, context, examined, session.unwrapped.layers);
  const detected: Finding = finding('info', 'platform-detected', { platform: platform.id, reasons });
  return {
    ...report,
    findings: [
      ...damage,
      ...report.findings,
      ...(await foundRule(call, platform, report)),
      ...used,
      detected,
    ],
  };
}

export async function run(call: Call): Promise<number> {
  if (call.options.watchClipboard) {
    const { watchClipboard } = await import('../watch.ts');
    return watchClipboard(call, run);
  }
  const session = await openSession(call, { blobs: true });
  const report = await reportOf(call, session);
  const { unwrapped, body, detection, blob } = session;
  const platform = detection?.platform;
  const decrypted = plaintextMap(report.plaintexts);
  if (call.options.json)
    await writeJson(call, {
      ...report,
      platform: platform?.id,
      plaintext: mainPlaintext(report.plaintexts),
      decrypted,
      layers: unwrapped.layers,
    });
  else {
    const event = platform?.event && valueAt(platform.event.at, unwrapped.request, body);
    const page = pageOf(call);
    await writeResult(
      call,
      reportText(
        {
          ...report,
          platform,
          event: eventName(platform, event, call.catalogue),
          request: unwrapped.request,
          body,
          blob,
          layers: unwrapped.layers,
        },
        page,
      ),
    );
  }
  return exitStatus(report.findings);
}
