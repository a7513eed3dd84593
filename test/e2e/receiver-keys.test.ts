/** The keys of `cbk listen` in a real terminal (tmux). */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cleanEnv, LAUNCHER, NODE, ROOT } from './cbk.ts';
import { call, historyLines, newFolder, until } from './listener.ts';

const BODY = '{"type":1003,"contract":"0xabc","sign":"x"}';
/** A tmux server of its own for each test: one that ends is still there for a moment. */
let socket = '';
const tmux = (...args: string[]) => spawnSync('tmux', ['-S', socket, ...args], { encoding: 'utf8' }).stdout;
const screen = () => tmux('capture-pane', '-p', '-S', '-500', '-t', 'keys');
const press = (...keys: string[]) => tmux('send-keys', '-t', 'keys', ...keys);
const shows = (text: string) => until(`«${text}» in ${screen()}`, () => screen().includes(text), 20_000);

/** Starts `cbk listen` in a terminal whose shell tells the exit status afterwards. */
async function start(): Promise<{ readonly url: string; readonly folder: string }> {
  const folder = newFolder();
  socket = join(newFolder(), 'tmux');
  const env = Object.entries(cleanEnv({ NODE_OPTIONS: '' })).map(([name, value]) => `${name}='${value}'`);
  const command = `env ${env.join(' ')} CI= TERM=xterm '${NODE}' '${LAUNCHER}' listen --port 0 --compact --history '${folder}'; echo "ended with $?"; sleep 60`;
  tmux('new-session', '-d', '-s', 'keys', '-x', '160', '-y', '50', '-c', ROOT, command);
  await shows('keys: r replay');
  return { url: /listening on (http\S+)/.exec(screen())?.[1] ?? '', folder };
}

afterEach(() => {
  tmux('kill-server');
});

describe('keys while listening', { timeout: 60_000 }, () => {
  it('replay, filter, pause, and quit with a summary', async () => {
    const { url, folder } = await start();
    press('r');
    await shows('nothing has come yet');
    await call(`${url}/first`, { body: BODY });
    await shows('POST /first');
    press('r');
    await until(
      'the replay',
      () => historyLines(folder).filter((l) => typeof l !== 'string' && l.type === 'delivery').length === 2,
    );
    press('/');
    await shows('filter (e.g.');
    press('path=/second', 'Enter');
    await shows('showing only path=/second');
    await call(`${url}/hidden`, { body: BODY });
    await call(`${url}/second`, { body: BODY });
    await shows('POST /second');
    expect(screen()).not.toContain('POST /hidden');
    press('p');
    await shows('paused');
    await call(`${url}/second?while=paused`, { body: BODY });
    press('p');
    await shows('1 deliveries came meanwhile');
    expect(screen()).not.toContain('while=paused');
    press('q');
    await shows('ended with 0');
    expect(screen()).toContain('5 callbacks');
  });

  it('Ctrl-C ends at once with a summary and 130', async () => {
    await start();
    const begun = Date.now();
    press('C-c');
    await shows('ended with 130');
    expect(Date.now() - begun).toBeLessThan(5000);
    expect(screen()).toContain('0 callbacks');
  });
});
