/**
 * What other languages' libraries really make of a text, recorded once so that the corpus runs anywhere. With
 * RECORD=1 what is missing is asked of PHP, Python and Java and written to peers.json, and what no case asks for any
 * more stays there until the file is deleted and recorded anew; peers.test.ts compares all of it with them where they
 * are installed.
 */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { runJava } from '../../peers/jdk.ts';
import { runScript, type ScriptCall } from '../../peers/scripts.ts';

export type Language = 'php' | 'python' | 'java';

/** A text, bytes, or a file of keys/ without its ending, which the peer gets as DER. */
export type Parameter = string | { readonly base64: string } | { readonly key: string };
export type RecordedCall = readonly [name: string, ...parameters: Parameter[]];

export interface Recorded {
  readonly language: Language;
  readonly call: RecordedCall;
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
const identity = (language: Language, call: RecordedCall) => JSON.stringify([language, ...call]);
const known = new Map(recorded.map((r) => [identity(r.language, r.call), r.result]));

/** Runs calls in one process of the language; the results in order. */
export function runPeer(language: Language, calls: readonly RecordedCall[]): Buffer[] {
  const plain = calls.map(([name, ...parameters]): ScriptCall => [name, ...parameters.map(bytesOf)]);
  return language === 'java' ? runJava(plain) : runScript(language, plain);
}

function bytesOf(parameter: Parameter): Buffer {
  if (typeof parameter === 'string') return Buffer.from(parameter);
  if ('base64' in parameter) return Buffer.from(parameter.base64, 'base64');
  const pem = readFileSync(new URL(`./keys/${parameter.key}.pem`, import.meta.url), 'utf8');
  return pem.includes('PRIVATE')
    ? createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' })
    : createPublicKey(pem).export({ type: 'spki', format: 'der' });
}

function ask(language: Language, call: RecordedCall): Buffer {
  const key = identity(language, call);
  const result = known.get(key);
  if (result !== undefined) return Buffer.from(result, 'base64');
  if (!process.env['RECORD']) throw new Error(`not recorded, run with RECORD=1: ${key}`);
  const [fresh] = runPeer(language, [call]);
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
/** What Java makes of it; the names are those of test/peers/jdk/Libraries.java and Peer.java. */
export const java = (name: string, ...parameters: (Parameter | Buffer)[]) =>
  javaBytes(name, ...parameters).toString();
export const javaBytes = (name: string, ...parameters: (Parameter | Buffer)[]) =>
  ask('java', [name, ...parameters.map((p) => (Buffer.isBuffer(p) ? { base64: p.toString('base64') } : p))]);
