/** Attempts to deliver a message: each as a few lines, and all of them as a timeline. */
import { largestUnits } from '../language/duration.ts';
import type { ReceiverWords } from '../language/receiver-words.ts';
import { maskUrl } from '../receiver/credentials.ts';
import type { Attempt } from '../receiver/send/deliver.ts';
import type { Page } from './page.ts';
import { findingLines } from './report.ts';
import { safeLine, shorten } from './safe.ts';
import { padColumns, widest } from './wrap.ts';

/** `5 min 30 s`, in units that both languages read. */
export function shortDuration(seconds: number): string {
  return largestUnits(seconds)
    .map(({ unit, count }) => `${count} ${unit}`)
    .join(' ');
}

/** What was sent, the answer, and what it brings about. */
export function attemptLines(attempt: Attempt, to: URL, page: Page, words: ReceiverWords): string {
  const { style } = page;
  const { request, answer, findings } = attempt;
  const lines = [style.dim(words.sent(safeLine(request.method ?? 'POST'), safeLine(maskUrl(to.href))))];
  if (answer)
    lines.push(
      `${style.bold(words.answer)}: ${answer.status} ${shorten(answer.body.toString('utf8', 0, 2000), 400)} ${style.dim(`(${answer.ms} ms)`)}`,
    );
  return `${[...lines, ...findingLines(findings, page)].join('\n')}\n`;
}

/** One line for each attempt, further to the right the later it was. */
export function timeline(attempts: readonly Attempt[], page: Page, words: ReceiverWords): string {
  const { style, width } = page;
  const last = attempts.at(-1)?.atSeconds ?? 0;
  const times = attempts.map(({ atSeconds }) => `+${shortDuration(atSeconds)}`);
  const left = widest(times);
  const room = Math.max(8, Math.min(40, width - left - 30));
  const rows = attempts.map(({ atSeconds, consequence, answer }, i) => {
    const offset = last === 0 ? 0 : Math.round((atSeconds / last) * room);
    const dot = consequence === 'accepted' ? style.green('●') : style.red('○');
    const bar = `${style.dim('─'.repeat(offset))}${dot}${' '.repeat(room - offset)}`;
    return `  ${padColumns(times[i] ?? '', left)}  ${bar}  ${i + 1}: ${answer ? answer.status : '✗'}`;
  });
  return `${style.bold(style.underline(words.timeline))}\n${rows.join('\n')}\n`;
}
