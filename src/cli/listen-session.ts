/** The time between the start and the end of `listen`: addresses, tunnel, keys, interrupts. */
import { delimiter, join } from 'node:path';
import { Problem } from '../findings/problem.ts';
import type { ReceiverWords } from '../language/receiver-words.ts';
import { PLATFORMS } from '../platforms/index.ts';
import type { Platform } from '../platforms/platform.ts';
import { maskUrl } from '../receiver/credentials.ts';
import { curlCommand } from '../receiver/export/curl.ts';
import { FilterError, parseFilter } from '../receiver/filter.ts';
import { forward } from '../receiver/forward.ts';
import { knownClient, startTunnel, type Tunnel } from '../receiver/tunnel/tunnel.ts';
import { createStyle } from '../render/style.ts';
import { padColumns, widest } from '../render/wrap.ts';
import type { Call } from './command.ts';
import { onInterrupt } from './interrupts.ts';
import { canAsk, type Io, wantsColour, workingFolder } from './io.ts';
import { type KeyAction, type Keys, readKeys } from './listen-keys.ts';
import { copyResult, note } from './output.ts';
import type { SecondThread } from './thread/second-thread.ts';

/** The address of each platform's callbacks, to be entered in its back office, and on the clipboard when asked. */
export async function announce(
  call: Call,
  words: ReceiverWords,
  base: string,
  platform: Platform | undefined,
): Promise<void> {
  const { catalogue, options } = call;
  const rows = (platform ? [platform] : PLATFORMS).flatMap(({ id, name, account }) => [
    [name[catalogue.language], `${base}/${id}`],
    ...(account ? [[`${name[catalogue.language]} ${words.query}`, `${base}/${id}/wallet`]] : []),
  ]);
  const width = widest(rows.map(([name = '']) => name));
  note(call, `${words.enter}:`);
  for (const [name = '', url = ''] of rows) note(call, `  ${padColumns(name, width)}  ${url}`);
  if (options.copy) await copyResult(call, platform ? `${base}/${platform.id}` : base);
}

/** The environment with the programs of the project's own packages on the search path, behind those of the system. */
function withProject(env: Io['env']): Io['env'] {
  const folder = workingFolder();
  const name = env['PATH'] === undefined && env['Path'] !== undefined ? 'Path' : 'PATH';
  if (folder === undefined) return env;
  return { ...env, [name]: `${env[name] ?? ''}${delimiter}${join(folder, 'node_modules', '.bin')}` };
}

/** Throws a Problem that says how to install the client, when it is a known one that is not there. */
export function refuseMissingClient({ io, catalogue }: Call, tunnel: string | undefined): void {
  const known = tunnel === undefined ? undefined : knownClient(tunnel, withProject(io.env));
  if (known?.installed === false)
    throw new Problem('tunnel-missing', {
      program: known.client.program,
      install: known.client.install[catalogue.language],
    });
  if (tunnel !== undefined && !known && !/\s/.test(tunnel.trim()))
    throw new Problem('option-value', {
      option: '--tunnel',
      value: tunnel,
      expected: 'cloudflared | ngrok | localtunnel | ssh | "command {port}"',
    });
}

/** Runs the tunnel, says its address large, and what happens to it. */
export function openTunnel(
  call: Call,
  words: ReceiverWords,
  tunnel: string,
  port: number,
  platform: Platform | undefined,
): Tunnel {
  const style = createStyle(wantsColour(call.io.stderr, call.io.env));
  const running = startTunnel({
    tunnel,
    port,
    env: withProject(call.io.env),
    onStart: (command) => note(call, words.tunnelStarting(command)),
    onAddress: (url) => {
      if (call.options.json) call.io.stdout.write(`${JSON.stringify({ type: 'tunnel', url })}\n`);
      if (!call.options.quiet) {
        const frame = '═'.repeat(url.length + 4);
        call.io.stderr.write(
          `\n${words.tunnelUp}\n${frame}\n  ${style.bold(style.green(url))}\n${frame}\n\n`,
        );
      }
      void announce(call, words, url, platform);
    },
    onDown: (reason, seconds) => note(call, words.tunnelDown(reason, seconds)),
    onUnnamed: () => note(call, words.tunnelUnnamed),
  });
  // When the process ends on another way than through here, the client must not stay behind.
  process.once('exit', () => void running.stop());
  return running;
}

/**
 * Resolves with the exit status when someone ends the receiver: 0 by `q`, 130 by an interrupt.
 * @param catchUp shows what came before a key was pressed, which the key may be about
 */
export function untilEnd(
  call: Call,
  words: ReceiverWords,
  shown: SecondThread,
  replayTo: URL,
  catchUp: () => void,
): Promise<number> {
  return new Promise((resolve) => {
    let keys: Keys | undefined;
    const end = (status: number) => {
      keys?.stop();
      release();
      resolve(status);
    };
    const release = onInterrupt(() => end(130));
    if (!canAsk(call.io)) return;
    note(call, words.keys);
    const actions: Readonly<Record<KeyAction, () => void>> = {
      quit: () => end(0),
      interrupt: () => end(130),
      pause: () => void pauseShowing(call, words, shown),
      replay: () => void replayLast(call, words, shown, replayTo),
      copy: () => void copyLast(call, words, shown, replayTo),
      filter: () => void askFilter(call, words, shown, keys),
    };
    keys = readKeys(call.io, (action) => {
      catchUp();
      actions[action]();
    });
  });
}

async function pauseShowing(call: Call, words: ReceiverWords, shown: SecondThread): Promise<void> {
  const held = await shown.togglePause();
  note(call, held === undefined ? words.paused : words.resumed(held));
}

async function replayLast(call: Call, words: ReceiverWords, shown: SecondThread, to: URL): Promise<void> {
  const delivery = shown.last;
  if (!delivery) return note(call, words.nothingYet);
  note(call, words.replaying(delivery.id, maskUrl(to.href)));
  const result = await forward(to, delivery);
  if ('failed' in result) note(call, words.forwardFailed(maskUrl(to.href), result.failed));
  else note(call, `${words.answer}: ${result.answer.status} ${result.answer.body.toString('utf8', 0, 400)}`);
}

async function copyLast(call: Call, words: ReceiverWords, shown: SecondThread, to: URL): Promise<void> {
  const request = shown.last?.request;
  if (!request) return note(call, words.nothingYet);
  await copyResult(call, curlCommand(request, to.origin), words.copiedCurl);
}

async function askFilter(
  call: Call,
  words: ReceiverWords,
  shown: SecondThread,
  keys: Keys | undefined,
): Promise<void> {
  const typed = (await keys?.ask(words.filterPrompt))?.trim();
  if (typed === undefined) return;
  try {
    if (typed !== '') parseFilter(typed);
    shown.setFilter(typed);
    note(call, typed === '' ? words.filterOff : words.filterSet(typed));
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    note(call, words.filterWrong(error.found));
  }
}
