/** OpenSSL's command line. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface OpenSsl {
  /** Runs `openssl …` with bytes on its standard input; its standard output. Throws when it fails. */
  run(parameters: readonly string[], input?: Buffer | string): Buffer;
  /** Puts bytes into a file of the temporary folder; its path. */
  file(name: string, content: Buffer | string): string;
  close(): void;
}

export function startOpenSsl(): OpenSsl {
  const folder = mkdtempSync(join(tmpdir(), 'openssl-peer-'));
  return {
    run(parameters, input = '') {
      const { status, stdout, stderr } = spawnSync('openssl', parameters, { input });
      if (status !== 0) throw new Error(`openssl ${parameters.join(' ')}: ${stderr}`);
      return stdout;
    },
    file(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    close() {
      rmSync(folder, { recursive: true });
    },
  };
}
