/** The sign rules that --rule names: a built-in one, or a JSON file. */
import { Problem } from '../findings/problem.ts';
import { reasonOf } from '../input/read.ts';
import { toPlain } from '../json/node.ts';
import { type JsonNode, JsonSyntaxError, readJson } from '../json/read.ts';
import type { Catalogue } from '../language/catalogue.ts';
import type { Platform } from '../platforms/platform.ts';
import type { SignRule } from '../rules/sign-rule.ts';
import { signRuleSchema } from '../rules/sign-rule-schema.ts';
import type { Call } from './command.ts';
import { readTextFile } from './files.ts';
import { projectHere } from './settings.ts';

/**
 * The rules to use instead of the platform's; undefined without --rule and without a rule in the project file.
 * @throws Problem when there is no such rule, or the file is not one.
 */
export async function signRulesOf(call: Call, platform: Platform): Promise<readonly SignRule[] | undefined> {
  const name = call.options.rule ?? projectHere()?.rules.get(platform.id);
  if (name === undefined) return undefined;
  const builtIn = platform.checks.flatMap((check) => (check.kind === 'sign' ? check.rules : []));
  if (builtIn.length === 0) throw new Problem('not-for-platform', { option: 'rule', platform: platform.id });
  const known = builtIn.find(({ id }) => id === name);
  return [known ?? (await readRuleFile(name, builtIn, call.catalogue))];
}

/**
 * The sign rule of a JSON file: whole, or what differs from the rule that `extends` names.
 * @throws Problem when the file cannot be read or is no rule.
 */
export async function readRuleFile(
  path: string,
  builtIn: readonly SignRule[],
  catalogue: Catalogue,
): Promise<SignRule> {
  const known = builtIn.map(({ id }) => id);
  const json = readJsonFile(path, 'rule-unknown', known);
  const { validateJson } = await import('../schema/validate.ts');
  const [problem] = validateJson(signRuleSchema, json);
  if (problem)
    throw new Problem('rule-invalid', {
      path,
      reason: `${problem.pointer} ${catalogue.expected(problem.expected)}`,
    });
  const values = toPlain(json, 'double') as Partial<SignRule> & { extends?: string; $schema?: string };
  const { extends: base = known[0], $schema: _, ...own } = values;
  const parent = builtIn.find(({ id }) => id === base);
  if (!parent) throw new Problem('rule-unknown', { rule: base ?? '', known });
  return { ...parent, id: fileName(path), ...own };
}

/**
 * A JSON file that an option names.
 * @throws Problem when there is no file of that name, or it is not JSON.
 */
export function readJsonFile(
  path: string,
  missing: 'rule-unknown' | 'schema-unknown',
  known: readonly string[],
): JsonNode {
  let text: string;
  try {
    text = readTextFile(path);
  } catch (error) {
    if (reasonOf(error) !== 'ENOENT') throw new Problem('file-unreadable', { path, reason: reasonOf(error) });
    throw missing === 'rule-unknown'
      ? new Problem('rule-unknown', { rule: path, known })
      : new Problem('schema-unknown', { schema: path, known });
  }
  try {
    return readJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const { line, column, reason } = error;
    throw new Problem('not-json', { line, column, reason });
  }
}

/** `rules/mine.json` → `mine`; it names the rule in the report. */
const fileName = (path: string) => path.replace(/^.*[\\/]/, '').replace(/\.json$/, '');
