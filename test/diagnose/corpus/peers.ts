/**
 * What other languages' libraries really make of a text, recorded once so that the corpus runs anywhere. With
 * RECORD=1 what is missing is asked of PHP and Python and written to peers.json; peers.test.ts compares all of it with
 * them where they are installed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { runScript, type ScriptCall } from '../../peers/scripts.ts';

export type Language = 'php' | 'python';

export interface Recorded {
  readonly language: Language;
  readonly call: ScriptCall;
  /** Base64. */
  readonly result: string;
}

const FILE = new URL('./peers.json', import.meta.url);
const load = (): Recorded[] => {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as Recorded[];
  } catch {
    return [];
  }
};

export const recorded: Recorded[] = load();
const identity = (language: Language, call: ScriptCall) => JSON.stringify([language, ...call]);
const known = new Map(recorded.map((r) => [identity(r.language, r.call), r.result]));

function ask(language: Language, call: ScriptCall): Buffer {
  const key = identity(language, call);
  const result = known.get(key);
  if (result !== undefined) return Buffer.from(result, 'base64');
  if (!process.env['RECORD']) throw new Error(`not recorded, run with RECORD=1: ${key}`);
  const [fresh] = runScript(language, [call]);
  const text = (fresh as Buffer).toString('base64');
  known.set(key, text);
  recorded.push({ language, call, result: text });
  writeFileSync(FILE, `${JSON.stringify(recorded, null, 1)}\n`);
  return fresh as Buffer;
}

/** What PHP makes of it; the names are those of test/peers/php/peer.php. */
export const php = (name: string, ...parameters: string[]) => ask('php', [name, ...parameters]).toString();
export const phpBytes = (name: string, ...parameters: string[]) => ask('php', [name, ...parameters]);
/** What Python makes of it; the names are those of test/peers/python/peer.py. */
export const python = (name: string, ...parameters: string[]) =>
  ask('python', [name, ...parameters]).toString();
