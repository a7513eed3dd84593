/** `cbk replay`: sends a recorded callback again. */
import { isUtf8 } from 'node:buffer';
import { existsSync } from 'node:fs';
import { DECRYPTING_CHECKS, examine } from '../../checks/examine.ts';
import { Problem } from '../../findings/problem.ts';
import { readInput } from '../../input/read.ts';
import { unwrap } from '../../input/unwrap/index.ts';
import { loadReceiverWords } from '../../language/receiver.ts';
import { detectPlatform, platformById, schemaName } from '../../platforms/index.ts';
import type { Platform } from '../../platforms/platform.ts';
import { samplesOf } from '../../platforms/samples.ts';
import { dayOfId } from '../../receiver/delivery.ts';
import { forwardUrl } from '../../receiver/forward.ts';
import { findEntry } from '../../receiver/history/reader.ts';
import { type Attempt, deliver } from '../../receiver/send/deliver.ts';
import { draftOfRequest, renew } from '../../receiver/send/draft.ts';
import { seal } from '../../receiver/send/seal.ts';
import { attemptLines } from '../../render/attempts.ts';
import { readBody } from '../../request/fields.ts';
import type { CallbackRequest } from '../../request/request.ts';
import type { Call } from '../command.ts';
import { editText } from '../editor.ts';
import { historyFolder } from '../history-folder.ts';
import { platformOption } from '../listen-options.ts';
import { durationValue, integerValue } from '../option-values.ts';
import { pageOf, writeResult } from '../output.ts';
import { signRulesOf } from '../rule-option.ts';
import { variableOf } from '../secrets.ts';
import { attemptJson, interruptible, toOption, waitFor } from '../sending.ts';
import { keysFor } from '../session.ts';

/** What is sent again. */
interface Recorded {
  readonly request: CallbackRequest & { readonly method: string };
  /** The bytes on the wire, where a content encoding makes them differ. */
  readonly wire?: Buffer;
  readonly platform?: Platform;
}

export async function run(call: Call): Promise<number> {
  const { options, catalogue } = call;
  const target = toOption(call);
  const [timesText = '1', everyText = '0'] = ['times', 'every'].map(
    (name) => options[name] as string | undefined,
  );
  const times = integerValue('times', timesText, 1, 100_000);
  const every = durationValue('every', everyText);
  const words = await loadReceiverWords(catalogue.language);
  const recorded = await prepared(call, await recordedOf(call));
  const to = forwardUrl(target, recorded.request.url ?? '/');
  const page = pageOf(call);

  return interruptible(async (signal) => {
    const attempts: Attempt[] = [];
    for (let count = 0; count < times; count++) {
      if (count > 0 && every > 0 && !(await waitFor(every, signal))) break;
      const { request, wire } = options['resign'] ? await resigned(call, recorded) : recorded;
      const attempt = await deliver(to, request, recorded.platform, {
        atSeconds: (count * every) / 1000,
        signal,
        ...(wire && { wire }),
      });
      if (signal.aborted) break;
      attempts.push(attempt);
      if (!options.json) await writeResult(call, attemptLines(attempt, to, page, words));
    }
    const right = attempts.length > 0 && attempts.every(({ consequence }) => consequence === 'accepted');
    if (options.json)
      await writeResult(
        call,
        `${JSON.stringify({ version: 1, right, attempts: attempts.map((attempt) => attemptJson(attempt, call)) })}\n`,
      );
    return right ? 0 : 1;
  });
}

/** A delivery of the history, or the callback in a file of any form. */
async function recordedOf(call: Call): Promise<Recorded> {
  const { input = 'last', options, io } = call;
  const named = platformOption(options);
  if (input === 'last' || dayOfId(input) !== undefined) {
    const entry = await findEntry(historyFolder(options, io.env), input);
    if (!entry) throw new Problem('delivery-unknown', { id: input });
    const { request, encoded, platform: id } = entry.delivery;
    const platform = named ?? (id === undefined ? undefined : platformById(id));
    return { request, ...(encoded && { wire: encoded }), ...(platform && { platform }) };
  }
  if (input !== '-' && !existsSync(input)) throw new Problem('delivery-unknown', { id: input });
  const bytes = await readInput({ file: input }, () => io.stdin);
  const { request, choices, kind } = unwrap(bytes ?? Buffer.alloc(0));
  if (choices)
    throw new Problem('input-choice', {
      count: choices.length,
      choices: choices.slice(0, 10).map(({ index, method, url }) => `${index} ${method} ${url}`),
    });
  if (kind === 'empty' || kind === 'binary' || kind === 'unknown')
    throw new Problem('input-unrecognised', { bytes: bytes?.length ?? 0 });
  const platform = named ?? detectPlatform(request, readBody(request))[0]?.platform;
  return { request: { ...request, method: request.method ?? 'POST' }, ...(platform && { platform }) };
}

/** The callback as the user edited it, when asked; an edited body goes out without content encoding. */
async function prepared(call: Call, recorded: Recorded): Promise<Recorded> {
  if (!call.options['edit']) return recorded;
  const { request, platform } = recorded;
  const text = request.body.toString('utf8');
  // An editor for text would damage anything else.
  if (!isUtf8(request.body)) throw new Problem('input-binary', { bytes: request.body.length });
  const saved = await editText(text, call.io);
  // Editors end the last line.
  const body = Buffer.from(text.endsWith('\n') ? saved : saved.replace(/\r?\n$/, ''), 'utf8');
  const headers = request.headers.filter(([name]) => name.toLowerCase() !== 'content-encoding');
  return { request: { ...request, headers, body }, ...(platform && { platform }) };
}

/** The callback with a fresh time and nonce, encrypted and signed anew. */
async function resigned(call: Call, { request, platform }: Recorded): Promise<Recorded> {
  if (!platform) throw new Problem('platform-undetected', { known: [] });
  const keys = await keysFor(call, platform, ['sign', 'cipher']);
  const body = readBody(request);
  const { plaintexts } = await examine(
    { platform, request, body, keys, now: Date.now() },
    { kinds: DECRYPTING_CHECKS.filter((kind) => kind === 'cipher'), schemas: false },
  );
  const samples = await samplesOf(platform.id);
  const wanted = schemaName(platform, request, body);
  const sample = Object.values(samples).find(({ schema }) => schema === wanted) ?? Object.values(samples)[0];
  const draft = draftOfRequest(request, body, plaintexts, sample);
  if (!draft) throw new Problem('nothing-to-sign', {});
  const takesRule = platform.checks.some(({ kind }) => kind === 'sign');
  const [signRule] = (takesRule ? await signRulesOf(call, platform) : undefined) ?? [];
  const sealed = seal(renew(draft, Date.now()), {
    platform,
    keys,
    variableOf: (name) => variableOf({ platform: platform.id, name }),
    ...(signRule && { signRule }),
    ...(call.options.canonical !== undefined && { canonical: call.options.canonical }),
  });
  return { request: { ...request, ...sealed }, platform };
}
