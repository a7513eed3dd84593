/**
 * Rules that were found and are used from then on: one file for each platform in the settings folder. A sign rule is
 * written in the form that --rule reads; a canonical template as `{"canonical": "…"}`.
 */
import { join } from 'node:path';

/** Where the rule of a platform is kept. */
export function savedRulePath(folder: string, platform: string): string {
  return join(folder, 'rules', `${platform}.json`);
}

/** The path of a platform's saved rule, undefined where there is none. */
export function findSavedRule(folder: string, platform: string): string | undefined {
  const path = savedRulePath(folder, platform);
  // Not imported: this runs at every check, and an import of node:fs loads the streams of files with it.
  return process.getBuiltinModule('node:fs').existsSync(path) ? path : undefined;
}

/** Keeps a rule; the one before it is replaced. Returns the path. */
export async function saveRule(folder: string, platform: string, rule: object): Promise<string> {
  const path = savedRulePath(folder, platform);
  const { replacePrivateFile } = await import('./private-file.ts');
  replacePrivateFile(path, `${JSON.stringify(rule, undefined, 2)}\n`);
  return path;
}
