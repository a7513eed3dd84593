/** Programs by others that the tests compare with. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** BouncyCastle's provider, where Debian and Ubuntu put it; BCPROV_JAR names another place. */
export const BCPROV_JAR = process.env['BCPROV_JAR'] ?? '/usr/share/java/bcprov.jar';

/** Libraries that Java programs print and escape with, where Debian puts them. */
export const LIBRARY_JARS = [
  'commons-codec',
  'commons-lang3',
  'commons-logging',
  'commons-text',
  'gson',
  'jackson-annotations',
  'jackson-core',
  'jackson-databind',
  'json-simple',
  'jsoup',
  'spring3-core',
  'spring3-web',
].map((name) => `/usr/share/java/${name}.jar`);

const hasJdk = () =>
  runs(javaTool('javac'), '-version') && runs(javaTool('java'), '-version') && existsSync(BCPROV_JAR);

/** `java` or `javac`: that of JAVA_HOME where it is set. */
export function javaTool(name: string): string {
  const home = process.env['JAVA_HOME'];
  return home ? join(home, 'bin', name) : name;
}

const PEERS = {
  openssl: { there: () => runs('openssl', 'version'), install: 'openssl 3' },
  php: { there: () => runs('php', '--version'), install: 'PHP with OpenSSL (Debian: php-cli)' },
  python: { there: () => runs('python3', '--version'), install: 'Python 3 (Debian: python3)' },
  jdk: {
    there: hasJdk,
    install: 'a JDK and BouncyCastle (Debian: default-jdk-headless libbcprov-java; or set BCPROV_JAR)',
  },
  java: {
    there: () => hasJdk() && LIBRARY_JARS.every((jar) => existsSync(jar)),
    install: `a JDK, BouncyCastle and the Java libraries of Debian that .ci/run names (${LIBRARY_JARS.filter(
      (jar) => !existsSync(jar),
    ).join(' ')})`,
  },
};

/**
 * True when the program can be used. If it is missing, the tests against it are left out with a note that says
 * what to install; with CI set, that is an error.
 */
export function peer(name: keyof typeof PEERS): boolean {
  const { there, install } = PEERS[name];
  if (there()) return true;
  const note = `tests against ${name} need ${install}`;
  if (process.env['CI']) throw new Error(note);
  console.warn(`left out: ${note}`);
  return false;
}

function runs(command: string, argument: string): boolean {
  return spawnSync(command, [argument], { stdio: 'ignore' }).status === 0;
}

/** Runs a script of Python or PHP over a list of texts, which it reads as JSON and answers as JSON. */
export function answers(program: 'python3' | 'php', script: string, texts: readonly string[]): string[] {
  const { status, stdout, stderr } = spawnSync(program, [program === 'php' ? '-r' : '-c', script], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  return JSON.parse(stdout) as string[];
}
