/** Java programs that answer from the JDK, BouncyCastle and common libraries: one process for many questions. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { BCPROV_JAR, javaTool, LIBRARY_JARS } from './peer.ts';
import type { ScriptCall } from './scripts.ts';

export interface Jdk {
  /** Runs a command of Peer.java; strings are sent as UTF-8. Rejects with Java's message. */
  ask(command: string, ...parameters: (string | Buffer)[]): Promise<Buffer[]>;
  close(): void;
}

/** Compiles Peer.java into a temporary folder and starts it. */
export function startJdk(): Jdk {
  const java = spawn(javaTool('java'), compiled('Peer'), { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting: { resolve: (line: string) => void; reject: (error: Error) => void }[] = [];
  createInterface({ input: java.stdout }).on('line', (line) => waiting.shift()?.resolve(line));
  java.on('exit', (code) => {
    for (const { reject } of waiting) reject(new Error(`java ended with ${code}`));
  });
  return {
    async ask(command, ...parameters) {
      const answer = new Promise<string>((resolve, reject) => waiting.push({ resolve, reject }));
      java.stdin.write(question(command, parameters));
      return resultsOf(await answer);
    },
    close() {
      java.stdin.end();
    },
  };
}

/**
 * Runs calls that test/peers/jdk/Libraries.java or Peer.java knows, in one process; the first result of each, in
 * order. Throws Java's message when one fails.
 */
export function runJava(calls: readonly ScriptCall[]): Buffer[] {
  const input = calls.map(([name, ...parameters]) => question(name, parameters)).join('');
  libraries ??= compiled('Libraries');
  const { status, stdout, stderr } = spawnSync(javaTool('java'), libraries, { input, maxBuffer: 64 << 20 });
  if (status !== 0) throw new Error(`java: ${stderr}`);
  const answers = stdout.toString().trimEnd().split('\n');
  return calls.map((_, i) => resultsOf(answers[i] ?? '')[0] as Buffer);
}

let libraries: string[] | undefined;

/** Compiles one of the two programs into a temporary folder; the words behind `java` that run it. */
function compiled(program: 'Peer' | 'Libraries'): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'jdk-peer-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = fileURLToPath(new URL('./jdk/', import.meta.url));
  const jars = program === 'Peer' ? [BCPROV_JAR] : [BCPROV_JAR, ...LIBRARY_JARS];
  const classes = ['-cp', [folder, ...jars].join(delimiter)];
  execFileSync(javaTool('javac'), [
    ...[
      '-encoding',
      'UTF-8',
      '-proc:none',
      '-XDsuppressNotes',
      '-sourcepath',
      path,
      ...classes,
      '-d',
      folder,
    ],
    `${path}${program}.java`,
  ]);
  return ['-XX:TieredStopAtLevel=1', ...classes, program];
}

const question = (name: string, parameters: readonly (string | Buffer)[]) =>
  `${[name, ...parameters].map((word) => Buffer.from(word).toString('base64')).join(' ')}\n`;

function resultsOf(answer: string): Buffer[] {
  const [status, ...results] = answer.split(' ');
  const bytes = results.map((result) => Buffer.from(result, 'base64'));
  if (status !== 'ok') throw new Error(bytes[0]?.toString() ?? 'no answer');
  return bytes;
}
