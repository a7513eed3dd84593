/** `cbk listen`: the receiver. */
import { ALL_CHECKS } from '../../checks/examine.ts';
import { Problem } from '../../findings/problem.ts';
import { reasonOf } from '../../input/read.ts';
import { loadReceiverWords } from '../../language/receiver.ts';
import type { ReceiverWords } from '../../language/receiver-words.ts';
import { PLATFORMS } from '../../platforms/index.ts';
import type { Platform } from '../../platforms/platform.ts';
import { maskUrl } from '../../receiver/credentials.ts';
import { recentAttempts } from '../../receiver/history/recent.ts';
import { HistoryWriter } from '../../receiver/history/writer.ts';
import { startReceiver } from '../../receiver/receiver.ts';
import { sizeText } from '../../render/size.ts';
import type { Call } from '../command.ts';
import { errorName } from '../error-name.ts';
import { historyFolder } from '../history-folder.ts';
import {
  answerOptions,
  examinationOptions,
  filterOption,
  limitsOption,
  platformOption,
  seedOption,
  trustOption,
} from '../listen-options.ts';
import { announce, openTunnel, refuseMissingClient, untilEnd } from '../listen-session.ts';
import { integerValue, sizeValue, urlValue, wordValue } from '../option-values.ts';
import { note } from '../output.ts';
import { signRulesOf } from '../rule-option.ts';
import { resolveKeys } from '../secrets.ts';
import { keysFor } from '../session.ts';
import { SecondThread } from '../thread/second-thread.ts';

const DEFAULT_PORT = '4000';
const DEFAULT_LIMIT = '1g';

export async function run(call: Call): Promise<number> {
  const { io, options, catalogue } = call;
  // Platforms must not wait for whoever reads what is printed.
  io.stdout.unblock?.();
  const words = await loadReceiverWords(catalogue.language);
  const settings = readSettings(call);
  const { platform, target, tunnel: tunnelName } = settings;
  // Said before anything starts.
  filterOption(options);
  const keys = await keysOfAll(call, platform);
  const signRules = platform && (await signRulesOf(call, platform));
  const folder = historyFolder(options, io.env);
  const history = await openHistory(call, folder, words);
  const shown = new SecondThread({
    call,
    words,
    history,
    settings: {
      language: catalogue.language,
      options,
      keys,
      ...(signRules && { signRules }),
      folder,
      ...(target && { forwardTo: target.href }),
      terminal: io.stdout.isTTY === true,
    },
  });
  const attempts = await recentAttempts(folder);
  const { host, port } = settings;

  const server = await startReceiver({
    ...settings,
    ...examinationOptions(call, { keys, signRules }, attempts),
    history,
    onAnswered: (row) => shown.take(row),
    room: () => shown.room(),
    onRefused: ({ code, remote, reason }) => {
      shown.refused();
      if (code === 'not-recorded') note(call, words.historyNotRecorded(reason ?? ''));
      else note(call, words.refusedFrom(words.refused[code], remote));
    },
    onError: (error) => note(call, words.failedInside(errorName(error))),
  }).catch((error: unknown) => {
    throw new Problem('listen-failed', { host, port, reason: reasonOf(error) });
  });

  const local = `http://${host.includes(':') ? `[${host}]` : host}:${server.port}`;
  if (options.json)
    io.stdout.write(`${JSON.stringify({ type: 'listening', port: server.port, url: local })}\n`);
  note(call, words.listening(local));
  note(call, words.recordedIn(folder));
  if (target) note(call, words.forwarding(maskUrl(target.href)));
  if (tunnelName === undefined) await announce(call, words, settings.publicUrl ?? local, platform);
  const tunnel =
    tunnelName === undefined ? undefined : openTunnel(call, words, tunnelName, server.port, platform);
  const status = await untilEnd(call, words, shown, target ?? new URL(local), server.flush);
  await Promise.all([server.close(), tunnel?.stop()]);
  await shown.end();
  await history.close();
  note(call, words.summary(shown.summary));
  return status;
}

/** Everything on the command line that can be wrong is looked at before anything starts. */
function readSettings(call: Call) {
  const { options } = call;
  const text = (name: string) => options[name] as string | undefined;
  const [forwardTo, only, publicUrl, tunnel] = [
    text('forward'),
    text('forwardOnly'),
    text('publicUrl'),
    text('tunnel'),
  ];
  const platform = platformOption(options);
  const target = forwardTo === undefined ? undefined : urlValue('forward', forwardTo);
  const onlyValid = only !== undefined && wordValue('forward-only', only, ['valid']) === 'valid';
  refuseMissingClient(call, tunnel);
  return {
    host: text('host') ?? '127.0.0.1',
    port: integerValue('port', text('port') ?? DEFAULT_PORT, 0, 65_535),
    limits: limitsOption(options),
    trust: trustOption(options),
    answer: answerOptions(options),
    seed: seedOption(options),
    ...(platform && { platform }),
    ...(target && { target, forward: { to: target, onlyValid } }),
    ...(tunnel !== undefined && { tunnel }),
    ...(publicUrl !== undefined && { publicUrl: urlValue('public-url', publicUrl).href.replace(/\/$/, '') }),
  };
}

/** The keys of every platform; those of the named one are asked for on a terminal. */
async function keysOfAll(call: Call, platform: Platform | undefined) {
  const keys = new Map<string, ReadonlyMap<string, string>>();
  for (const { id } of PLATFORMS) keys.set(id, resolveKeys(id, call.options, call.io.env));
  if (platform) keys.set(platform.id, await keysFor(call, platform, ALL_CHECKS));
  return keys;
}

async function openHistory(call: Call, folder: string, words: ReceiverWords): Promise<HistoryWriter> {
  const limit = (call.options['historyLimit'] as string | undefined) ?? DEFAULT_LIMIT;
  const limitBytes = sizeValue('history-limit', limit);
  try {
    return await HistoryWriter.start({
      folder,
      limitBytes,
      onNearlyFull: (bytes, most) => note(call, words.historyNearlyFull(sizeText(bytes), sizeText(most))),
    });
  } catch (error) {
    throw new Problem('history-unusable', { path: folder, reason: reasonOf(error) });
  }
}
