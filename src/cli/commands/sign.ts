/** `cbk sign`: the sign of parameters on stdout. */
import { computeSign } from '../../checks/sign.ts';
import { Problem } from '../../findings/problem.ts';
import { PLATFORMS } from '../../platforms/index.ts';
import type { Check, Platform } from '../../platforms/platform.ts';
import type { Call } from '../command.ts';
import { note, noteFindings, writeJson, writeValue } from '../output.ts';
import { inputFindings } from '../report-parts.ts';
import { rulesInUse } from '../rules-in-use.ts';
import { variableOf } from '../secrets.ts';
import { keysFor, openSession } from '../session.ts';

const KINDS: readonly Check['kind'][] = ['sign'];
const signCheck = ({ checks }: Platform) => checks.find((check) => check.kind === 'sign');

export async function run(call: Call): Promise<number> {
  const session = await openSession(call, { blobs: false });
  const { detection, unwrapped, body } = session;
  const able = PLATFORMS.filter(signCheck).map(({ id }) => id);
  if (!detection) throw new Problem('platform-undetected', { known: able });
  const { platform } = detection;
  const check = signCheck(platform);
  if (!check) throw new Problem('platform-has-no', { platform: platform.id, command: 'sign', able });
  if (body.fields.length === 0) throw new Problem('nothing-to-sign', {});
  const { rules, findings: used } = await rulesInUse(call, platform);
  const [rule = check.rules[0]] = rules.signRules ?? [];
  const secret = (await keysFor(call, platform, KINDS)).get(check.secret);
  if (secret === undefined || !rule)
    throw new Problem('key-missing', {
      platform: platform.id,
      keys: [check.secret],
      variables: [variableOf({ platform: platform.id, name: check.secret })],
    });
  const { sign, signingString } = computeSign(rule, body.fields, secret);
  const findings = [...inputFindings(session), ...used];
  if (call.options.json)
    await writeJson(call, {
      platform: platform.id,
      verdict: 'unknown',
      sign,
      signingString,
      findings,
      layers: unwrapped.layers,
    });
  else {
    noteFindings(call, findings, unwrapped);
    note(call, `${call.catalogue.words.signed} (${platform.id}, ${rule.id}): ${signingString}`);
    await writeValue(call, sign);
  }
  return 0;
}
