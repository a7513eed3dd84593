/** `cbk verify`: genuine or not, and the decrypted secret fields. */
import { ALL_CHECKS, examine } from '../../checks/examine.ts';
import { Problem } from '../../findings/problem.ts';
import { exitStatus } from '../../findings/status.ts';
import { PLATFORMS, valueAt } from '../../platforms/index.ts';
import { quote } from '../../render/json-text.ts';
import { diagnosisSections, eventName, findingLines, headline } from '../../render/report.ts';
import { safeLine } from '../../render/safe.ts';
import { padColumns, widest } from '../../render/wrap.ts';
import type { Call } from '../command.ts';
import { explain } from '../explain.ts';
import { pageOf, writeJson, writeResult } from '../output.ts';
import { inputFindings, mainPlaintext, plaintextMap } from '../report-parts.ts';
import { foundRule, rulesInUse } from '../rules-in-use.ts';
import { contextOf, keysFor, openSession } from '../session.ts';

export async function run(call: Call): Promise<number> {
  const session = await openSession(call, { blobs: false });
  const { detection, unwrapped, body } = session;
  if (!detection) throw new Problem('platform-undetected', { known: PLATFORMS.map(({ id }) => id) });
  const { platform } = detection;
  const { rules, findings: used } = await rulesInUse(call, platform);
  const context = contextOf(session, platform, await keysFor(call, platform, ALL_CHECKS), rules);
  const examined = await examine(context, { kinds: ALL_CHECKS, schemas: false });
  const report = await explain(call, context, examined, unwrapped.layers);
  const findings = [
    ...inputFindings(session),
    ...report.findings,
    ...(await foundRule(call, platform, report)),
    ...used,
  ];
  const decrypted = plaintextMap(report.plaintexts);
  if (call.options.json)
    await writeJson(call, {
      ...report,
      findings,
      platform: platform.id,
      plaintext: mainPlaintext(report.plaintexts),
      decrypted,
      layers: unwrapped.layers,
    });
  else {
    const page = pageOf(call);
    const event = platform.event && valueAt(platform.event.at, unwrapped.request, body);
    const width = widest([...decrypted.keys()].map(safeLine));
    const lines = [
      headline(
        {
          platform,
          event: eventName(platform, event, call.catalogue),
          request: unwrapped.request,
          verdict: report.verdict,
        },
        page,
      ),
      ...findingLines(findings, page),
      ...diagnosisSections(report, page).flatMap((section) => ['', ...section]),
      ...(decrypted.size > 0 ? [''] : []),
      ...[...decrypted].map(
        ([at, text]) => `  ${page.style.cyan(padColumns(safeLine(at), width))}  ${quote(text)}`,
      ),
    ];
    await writeResult(call, `${lines.join('\n')}\n`);
  }
  return exitStatus(findings);
}
