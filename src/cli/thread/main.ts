/**
 * The second thread of `listen`: it checks, judges and shows what the first one has answered, so that no answer waits
 * for that, however long a diagnosis takes. It is where this thread starts.
 */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { loadCatalogue } from '../../language/index.ts';
import { loadReceiverWords } from '../../language/receiver.ts';
import { dayOf } from '../../receiver/delivery.ts';
import { startExamination } from '../../receiver/examination.ts';
import { parseFilter } from '../../receiver/filter.ts';
import { finish } from '../../receiver/finish.ts';
import type { Handled } from '../../receiver/handled.ts';
import { type Handover, takeOver } from '../../receiver/handover.ts';
import { recentAttempts } from '../../receiver/history/recent.ts';
import type { Call } from '../command.ts';
import { errorName } from '../error-name.ts';
import type { Io, Output } from '../io.ts';
import { examinationOptions, filterOption } from '../listen-options.ts';
import { ListenView } from '../listen-view.ts';
import type { FromThread, ThreadSettings, ToThread } from './messages.ts';
import { giveWay } from './priority.ts';

const settings = workerData as ThreadSettings;
const { options, folder, forwardTo, language, terminal } = settings;

/** What is owned by the message alone is handed over without a copy. */
const send = (message: FromThread, owned: ArrayBuffer[] = []) => parentPort?.postMessage(message, owned);

/** What is shown goes to the first thread, which knows how to treat a reader that is slow, or gone. */
let columns: number | undefined;
const stdout: Output = {
  isTTY: terminal,
  get columns() {
    return columns;
  },
  write: (chunk) => {
    // A copy of its own, for the memory behind a buffer may be much larger.
    const bytes = new Uint8Array(Buffer.from(chunk as string));
    send({ kind: 'output', bytes }, [bytes.buffer]);
  },
};
const io: Io = {
  get stdin() {
    return process.stdin;
  },
  stdout,
  get stderr() {
    return process.stderr;
  },
  env: process.env,
};

giveWay();
// No message counts twice, though the first thread may have recorded some by now: a delivery counts when the line of
// its answer is on record, and that is made here.
const [catalogue, words, attempts] = await Promise.all([
  loadCatalogue(language),
  loadReceiverWords(language),
  recentAttempts(folder),
]);
const call: Call = { io, catalogue, options, input: undefined };
const examination = examinationOptions(call, settings, attempts);
const examine = await startExamination(examination);
const view = new ListenView(call, words, filterOption(options), { forwardTo, catchUp });

function finishRow(row: Handover): void {
  const lines: [day: string, lines: string][] = [];
  const take = (handled: Handled) => {
    const { event, line } = finish(handled, examine, examination);
    const day = dayOf(handled.received.taken);
    const last = lines.at(-1);
    if (last?.[0] === day) last[1] += `\n${line}`;
    else lines.push([day, line]);
    view.show(event);
  };
  takeOver(row, take, (error) => send({ kind: 'failed', error: errorName(error) }), examination);
  // What is shown can be looked up.
  send({ kind: 'done', lines, counts: view.counts });
  view.flush();
}

/** What is to be checked goes before what is to be explained, which may take long. */
function catchUp(): void {
  const next = () => parentPort && receiveMessageOnPort(parentPort);
  for (let waiting = next(); waiting; waiting = next()) void take(waiting.message);
}

async function take(message: ToThread): Promise<void> {
  switch (message.kind) {
    case 'deliveries':
      columns = message.columns;
      return finishRow(message.row);
    case 'filter':
      return view.setFilter(message.text === '' ? undefined : parseFilter(message.text));
    case 'pause': {
      const held = view.togglePause();
      return send({ kind: 'paused', ...(held !== undefined && { held }) });
    }
    case 'end':
      await view.end();
      return send({ kind: 'ended' });
  }
}

parentPort?.on('message', (message: ToThread) => void take(message));
send({ kind: 'ready' });
