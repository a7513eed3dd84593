/** An OpenSSH server on loopback with keys of its own, for tests of `ssh -R`. Debian: openssh-server, openssh-client. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

const SSHD = ['/usr/sbin/sshd', '/usr/bin/sshd'].find((path) => existsSync(path));

/** Whether there is an sshd here to test with. */
export const hasSshd = SSHD !== undefined && spawnSync('ssh', ['-V']).status === 0;

export interface Sshd {
  readonly port: number;
  /** Options of `ssh` that log in to it, before the host name `127.0.0.1`. */
  readonly login: readonly string[];
  stop(): void;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

export async function startSshd(): Promise<Sshd> {
  const folder = mkdtempSync(join(tmpdir(), 'cbk-sshd-'));
  const key = (name: string) => {
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)]);
    return join(folder, name);
  };
  const [host, user] = [key('host'), key('user')];
  copyFileSync(`${user}.pub`, join(folder, 'authorized'));
  // The place that sshd drops its rights in; only root needs it.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true });
  const port = await freePort();
  writeFileSync(
    join(folder, 'config'),
    `Port ${port}\nListenAddress 127.0.0.1\nHostKey ${host}\nAuthorizedKeysFile ${join(folder, 'authorized')}\nStrictModes no\nUsePAM no\nPermitRootLogin yes\nPasswordAuthentication no\nPidFile none\nAllowTcpForwarding yes\n`,
  );
  const child: ChildProcess = spawn(SSHD ?? 'sshd', ['-D', '-e', '-f', join(folder, 'config')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (said.includes('Server listening')) resolve();
    });
    child.once('exit', () => reject(new Error(said)));
  });
  const { username } = userInfo();
  return {
    port,
    login: [
      '-F',
      'none',
      '-i',
      user,
      '-p',
      String(port),
      '-l',
      username,
      '-o',
      'StrictHostKeyChecking=no',
      '-o',
      'UserKnownHostsFile=/dev/null',
    ],
    stop: () => child.kill(),
  };
}
