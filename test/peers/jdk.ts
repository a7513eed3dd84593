/** A Java program that answers from the JDK and BouncyCastle: one process for a whole test file. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { BCPROV_JAR, javaTool } from './peer.ts';

export interface Jdk {
  /** Runs a command of Peer.java; strings are sent as UTF-8. Rejects with Java's message. */
  ask(command: string, ...parameters: (string | Buffer)[]): Promise<Buffer[]>;
  close(): void;
}

/** Compiles Peer.java into a temporary folder and starts it. */
export function startJdk(): Jdk {
  const folder = mkdtempSync(join(tmpdir(), 'jdk-peer-'));
  const source = fileURLToPath(new URL('./jdk/Peer.java', import.meta.url));
  execFileSync(javaTool('javac'), ['-encoding', 'UTF-8', '-cp', BCPROV_JAR, '-d', folder, source]);
  const java = spawn(
    javaTool('java'),
    ['-XX:TieredStopAtLevel=1', '-cp', [folder, BCPROV_JAR].join(delimiter), 'Peer'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const waiting: { resolve: (line: string) => void; reject: (error: Error) => void }[] = [];
  createInterface({ input: java.stdout }).on('line', (line) => waiting.shift()?.resolve(line));
  java.on('exit', (code) => {
    for (const { reject } of waiting) reject(new Error(`java ended with ${code}`));
  });
  return {
    async ask(command, ...parameters) {
      const words = [command, ...parameters.map((parameter) => Buffer.from(parameter).toString('base64'))];
      const answer = new Promise<string>((resolve, reject) => waiting.push({ resolve, reject }));
      java.stdin.write(`${words.join(' ')}\n`);
      const [status, ...results] = (await answer).split(' ');
      const bytes = results.map((result) => Buffer.from(result, 'base64'));
      if (status !== 'ok') throw new Error(bytes[0]?.toString());
      return bytes;
    },
    close() {
      java.stdin.end();
      rmSync(folder, { recursive: true });
    },
  };
}
