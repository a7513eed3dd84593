/** `--watch-clipboard`: inspects each callback that is copied. */
import { setTimeout } from 'node:timers/promises';
import { Problem } from '../findings/problem.ts';
import { unwrap } from '../input/unwrap/index.ts';
import { problemSentence } from '../language/index.ts';
import { readClipboard } from './clipboard.ts';
import type { Call, Run } from './command.ts';
import { note } from './output.ts';

const EVERY_MS = 500;

/** Runs until Ctrl-C, which ends the process. What was on the clipboard before is not looked at. */
export async function watchClipboard(call: Call, inspect: Run): Promise<number> {
  const { io, catalogue } = call;
  let last = await readClipboard(io.env);
  note(call, catalogue.dialogue.clipboard.watching);
  for (;;) {
    await setTimeout(EVERY_MS);
    const text = await readClipboard(io.env);
    if (text === last) continue;
    last = text;
    if (!isCallback(text)) continue;
    const { watchClipboard: _, clipboard: __, ...options } = call.options;
    try {
      await inspect({ ...call, input: text, options });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      note(call, problemSentence(catalogue, error));
    }
  }
}

/** Other things are copied too: words, links, keys. */
function isCallback(text: string): boolean {
  const { kind, problems } = unwrap(Buffer.from(text, 'utf8'), {});
  if (problems.some(({ code }) => code === 'looks-like-key')) return false;
  return kind === 'request' || kind === 'json' || kind === 'form' || kind === 'blob';
}
