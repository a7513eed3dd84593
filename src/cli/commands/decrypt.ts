/** `cbk decrypt`: the plaintext on stdout. */
import { DECRYPTING_CHECKS, examine } from '../../checks/examine.ts';
import { requiredKeys } from '../../checks/required-keys.ts';
import { Problem } from '../../findings/problem.ts';
import { exitStatus } from '../../findings/status.ts';
import { printJson, replaceStrings } from '../../json/node.ts';
import { PLATFORMS } from '../../platforms/index.ts';
import type { Call } from '../command.ts';
import { explain } from '../explain.ts';
import { noteFindings, writeJson, writeValue } from '../output.ts';
import { inputFindings, mainPlaintext, plaintextMap } from '../report-parts.ts';
import { variableOf } from '../secrets.ts';
import { contextOf, keysFor, openSession } from '../session.ts';

export async function run(call: Call): Promise<number> {
  const session = await openSession(call, { blobs: true });
  const { detection, unwrapped, body } = session;
  const able = PLATFORMS.filter(({ checks }) => checks.some(({ kind }) => DECRYPTING_CHECKS.includes(kind)));
  if (!detection) throw new Problem('platform-undetected', { known: able.map(({ id }) => id) });
  const { platform } = detection;
  if (!able.includes(platform))
    throw new Problem('platform-has-no', {
      platform: platform.id,
      command: 'decrypt',
      able: able.map(({ id }) => id),
    });
  const keys = await keysFor(call, platform, DECRYPTING_CHECKS);
  const missing = requiredKeys(platform, DECRYPTING_CHECKS).filter((name) => !keys.has(name));
  if (missing.length > 0)
    throw new Problem('key-missing', {
      platform: platform.id,
      keys: missing,
      variables: missing.map((name) => variableOf({ platform: platform.id, name })),
    });
  const context = contextOf(session, platform, keys);
  const examined = await examine(context, { kinds: DECRYPTING_CHECKS, schemas: false });
  const report = await explain(call, context, examined, unwrapped.layers);
  const findings = [...inputFindings(session), ...report.findings];
  const decrypted = plaintextMap(report.plaintexts);
  // A body whose fields are encrypted one by one is printed whole, with the plaintexts in their places.
  const opened =
    mainPlaintext(report.plaintexts) ??
    (body.json && decrypted.size > 0 ? printJson(replaceStrings(body.json, decrypted)) : undefined);
  if (call.options.json)
    await writeJson(call, {
      ...report,
      findings,
      platform: platform.id,
      plaintext: opened,
      decrypted,
      layers: unwrapped.layers,
    });
  else {
    noteFindings(call, findings, unwrapped, report.diagnosis);
    if (opened !== undefined) await writeValue(call, opened);
  }
  if (opened === undefined && findings.every(({ severity }) => severity !== 'error'))
    throw new Problem('nothing-to-decrypt', {});
  return exitStatus(findings);
}
