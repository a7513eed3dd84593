/** The rules that a command goes by: those of the options, else of the project, else the ones that --save-rule kept. */
import type { CheckContext } from '../checks/context.ts';
import { configFolder } from '../config/folder.ts';
import { findSavedRule, saveRule } from '../config/saved-rules.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { Problem } from '../findings/problem.ts';
import { reasonOf } from '../input/read.ts';
import { member, scalarText } from '../json/node.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Call } from './command.ts';
import type { ExplainedReport } from './explain.ts';
import { machineOf } from './io.ts';
import { readJsonFile, readRuleFile, signRulesOf } from './rule-option.ts';

export type RulesInUse = Pick<CheckContext, 'signRules' | 'canonical'>;

/** What replaces the platform's own rules; empty where nothing does. `findings` says when a saved rule is used. */
export async function rulesInUse(
  call: Call,
  platform: Platform,
): Promise<{ readonly rules: RulesInUse; readonly findings: readonly Finding[] }> {
  const signRules = await signRulesOf(call, platform);
  const { canonical } = call.options;
  if (signRules || canonical !== undefined)
    return {
      rules: { ...(signRules && { signRules }), ...(canonical !== undefined && { canonical }) },
      findings: [],
    };
  const path = findSavedRule(configFolder(machineOf(call.io.env)), platform.id);
  if (path === undefined) return { rules: {}, findings: [] };
  const builtIn = platform.checks.flatMap((check) => (check.kind === 'sign' ? check.rules : []));
  const saved = scalarText(member(readJsonFile(path, 'rule-unknown', []), 'canonical'));
  const rules: RulesInUse =
    builtIn.length > 0
      ? { signRules: [await readRuleFile(path, builtIn, call.catalogue), ...builtIn] }
      : saved === undefined
        ? {}
        : { canonical: saved };
  return { rules, findings: [finding('info', 'rule-saved-used', { platform: platform.id, path })] };
}

/** Shows the rule that a diagnosis or a check found, and keeps it where --save-rule asks for that. */
export async function foundRule(call: Call, platform: Platform, report: ExplainedReport): Promise<Finding[]> {
  const rule = ruleOf(platform, report);
  if (!rule) return [];
  // A signature over the usual string needs no rule, even where something else is wrong with it.
  const unusual =
    report.found?.rule !== undefined || report.diagnosis.some(({ code }) => code === 'canonical-order');
  const findings = unusual ? [finding('info', 'rule-found', { platform: platform.id, rule })] : [];
  if (!call.options.saveRule) return findings;
  const folder = configFolder(machineOf(call.io.env));
  try {
    const path = await saveRule(folder, platform.id, rule);
    return [...findings, finding('ok', 'rule-saved', { platform: platform.id, path })];
  } catch (error) {
    throw new Problem('file-unwritable', { path: folder, reason: reasonOf(error) });
  }
}

/** The rule that explains the sign or signature, as it is saved: found by the search, or one of those known by name. */
function ruleOf(platform: Platform, { found, findings }: ExplainedReport): object | undefined {
  if (found?.rule) return found.rule;
  if (found?.canonical !== undefined) return { canonical: found.canonical };
  for (const f of findings) {
    if (f.code === 'signature-valid') return { canonical: f.canonical };
    if (f.code !== 'sign-valid') continue;
    const rules = platform.checks.flatMap((check) => (check.kind === 'sign' ? check.rules : []));
    return rules.find(({ id }) => id === f.rule);
  }
  return undefined;
}
