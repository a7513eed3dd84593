/** `cbk history`: what came, as a list; one delivery whole; exports; and the deletion of old days. */
import { ALL_CHECKS, examine } from '../../checks/examine.ts';
import { Problem } from '../../findings/problem.ts';
import { reasonOf } from '../../input/read.ts';
import { loadReceiverWords } from '../../language/receiver.ts';
import type { ReceiverWords } from '../../language/receiver-words.ts';
import { platformById } from '../../platforms/index.ts';
import { judgeAnswer } from '../../receiver/answer/judge.ts';
import { MASK, maskRequest } from '../../receiver/credentials.ts';
import { type Answered, dayOf } from '../../receiver/delivery.ts';
import { curlCommand } from '../../receiver/export/curl.ts';
import { harArchive } from '../../receiver/export/har.ts';
import { httpMessage } from '../../receiver/export/http.ts';
import { pruneBefore } from '../../receiver/history/files.ts';
import { type Entry, findEntry, type ReadHistory, readLast } from '../../receiver/history/reader.ts';
import { answerLine, deliveryLine } from '../../receiver/record.ts';
import { deliveryBlock, deliveryHeadline } from '../../render/delivery.ts';
import { safeLine, safeText } from '../../render/safe.ts';
import { sizeText } from '../../render/size.ts';
import { readBody } from '../../request/fields.ts';
import { header } from '../../request/request.ts';
import type { Call } from '../command.ts';
import { historyFolder } from '../history-folder.ts';
import { filterOption } from '../listen-options.ts';
import { durationValue, integerValue, wordValue } from '../option-values.ts';
import { note, pageOf, writeResult } from '../output.ts';
import { resolveKeys } from '../secrets.ts';

const ACTIONS = ['list', 'show', 'export', 'prune'] as const;

export async function run(call: Call): Promise<number> {
  const { input, rest = [], options, io, catalogue } = call;
  const words = await loadReceiverWords(catalogue.language);
  const folder = historyFolder(options, io.env);
  const action = input === undefined ? 'list' : wordValue('history', input, ACTIONS);
  try {
    if (action === 'list') return await list(call, words, folder);
    if (action === 'prune') return await prune(call, words, folder);
    const entry = await entryOf(folder, rest[0]);
    return action === 'show' ? await show(call, words, entry) : await exportEntry(call, words, entry);
  } catch (error) {
    if (error instanceof Problem || (error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new Problem('history-unusable', { path: folder, reason: reasonOf(error) });
  }
}

async function entryOf(folder: string, id: string | undefined): Promise<Entry> {
  if (id === undefined) throw new Problem('argument-missing', { what: 'ID | last' });
  const entry = await findEntry(folder, id);
  if (entry) return entry;
  throw new Problem('delivery-unknown', { id });
}

const DEFAULT_LAST = '20';

async function list(call: Call, words: ReceiverWords, folder: string): Promise<number> {
  const { options } = call;
  const filter = filterOption(options);
  const last = integerValue('last', (options['last'] as string | undefined) ?? DEFAULT_LAST, 1, 1_000_000);
  const found = await readLast(
    folder,
    last,
    ({ delivery }) => filter?.(delivery, readBody(delivery.request)) ?? true,
  );
  noteDamage(call, words, found);
  if (options.json) {
    await writeResult(call, found.entries.map((entry) => recordLine(entry, secrets(call))).join(''));
    return 0;
  }
  if (found.entries.length === 0) note(call, words.historyEmpty);
  const page = pageOf(call);
  const lines = found.entries.map(({ delivery, answered }) => {
    const platform = delivery.platform === undefined ? undefined : platformById(delivery.platform);
    const shown = { delivery, platform, answered: givenAnswer(answered) };
    return `${dayOf(delivery)} ${deliveryHeadline(shown, page, words)}\n`;
  });
  await writeResult(call, lines.join(''));
  return 0;
}

function noteDamage(call: Call, words: ReceiverWords, { damaged }: ReadHistory): void {
  for (const { path, line } of damaged) note(call, words.damaged(path, line));
}

/** Undefined where the connection was closed without an answer. */
const givenAnswer = (answered: Answered | undefined) => (answered?.by === 'nobody' ? undefined : answered);

const secrets = ({ options }: Call) => options['withSecrets'] === true;

/** The entry without credentials, unless they were asked for. */
function shareable(entry: Entry, withSecrets: boolean): Entry {
  if (withSecrets) return entry;
  return { ...entry, delivery: { ...entry.delivery, request: maskRequest(entry.delivery.request) } };
}

/** The form that `inspect -f` and `replay` take, with the answer in it. */
function recordLine(entry: Entry, withSecrets: boolean): string {
  const { delivery, answered } = shareable(entry, withSecrets);
  const line = deliveryLine(delivery);
  return answered ? `${line.slice(0, -1)},"answer":${answerLine(answered, delivery)}}\n` : `${line}\n`;
}

async function show(call: Call, words: ReceiverWords, entry: Entry): Promise<number> {
  const { delivery, answered } = entry;
  if (call.options.json) {
    await writeResult(call, recordLine(entry, secrets(call)));
    return 0;
  }
  const page = pageOf(call);
  const platform = delivery.platform === undefined ? undefined : platformById(delivery.platform);
  const body = readBody(delivery.request);
  const report = platform
    ? await examine(
        {
          platform,
          request: delivery.request,
          body,
          keys: resolveKeys(platform.id, call.options, call.io.env),
          now: Date.now(),
        },
        { kinds: ALL_CHECKS, schemas: true },
      )
    : { verdict: delivery.verdict, findings: [], plaintexts: [] };
  const given = givenAnswer(answered);
  const judgement = given && delivery.kind === 'callback' ? judgeAnswer(platform, given) : undefined;
  const block = deliveryBlock(
    {
      delivery,
      body,
      platform,
      context: undefined,
      report,
      answered: given,
      judgement,
      forwardFailed: undefined,
    },
    page,
    words,
    undefined,
  );
  const { headers } = shareable(entry, secrets(call)).delivery.request;
  const headerLines = headers.map(
    ([name, value]) => `  ${page.style.cyan(safeLine(name))}: ${safeLine(value)}\n`,
  );
  const title = page.style.bold(page.style.underline(call.catalogue.words.headers));
  await writeResult(call, `${block}${title}\n${headerLines.join('')}`);
  return 0;
}

async function exportEntry(call: Call, words: ReceiverWords, entry: Entry): Promise<number> {
  const { options, io } = call;
  const shared = shareable(entry, secrets(call));
  const { request } = shared.delivery;
  if (JSON.stringify(request.headers).includes(MASK)) note(call, words.masked);
  if (options['http']) {
    const message = httpMessage(request);
    // Bytes as they are into a file or a pipe; on a terminal they are made safe.
    if (io.stdout.isTTY) await writeResult(call, `${safeText(message.toString('utf8'))}\n`);
    else io.stdout.write(message);
  } else if (options['har']) {
    await writeResult(call, `${JSON.stringify(harArchive([shared], '1'), null, 2)}\n`);
  } else if (options.json) await writeResult(call, recordLine(entry, secrets(call)));
  else {
    const command = curlCommand(request, `http://${header(request, 'host') ?? 'localhost'}`);
    await writeResult(call, `${io.stdout.isTTY ? safeLine(command) : command}\n`);
  }
  return 0;
}

async function prune(call: Call, words: ReceiverWords, folder: string): Promise<number> {
  const older = call.options['older'] as string | undefined;
  if (older === undefined) throw new Problem('argument-missing', { what: '--older 30d' });
  const before = new Date(Date.now() - durationValue('older', older)).toISOString().slice(0, 10);
  const gone = await pruneBefore(folder, before);
  const text = words.pruned(gone.length, sizeText(gone.reduce((sum, { bytes }) => sum + bytes, 0)));
  await writeResult(
    call,
    call.options.json ? `${JSON.stringify({ days: gone.map(({ day }) => day) })}\n` : `${text}\n`,
  );
  return 0;
}
