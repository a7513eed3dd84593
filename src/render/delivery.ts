/** A delivery as text for people: one line, and the block below it. Everything from outside is made safe here. */
import type { ReceiverWords } from '../language/receiver-words.ts';
import { maskUrl } from '../receiver/credentials.ts';
import type { Delivery } from '../receiver/delivery.ts';
import type { DeliveryEvent } from '../receiver/event.ts';
import type { Page } from './page.ts';
import { eventName, findingLines, reportText, verdictWords } from './report.ts';
import { safeLine, shorten } from './safe.ts';
import { paintVerdict } from './style.ts';

const two = (count: number) => String(count).padStart(2, '0');

/** `10:13:01` on the clock of this machine. */
export function clockTime(iso: string): string {
  const time = new Date(iso);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':');
}

/** Paths may be as long as the headers' limit. */
const PATH_LENGTH = 120;

type Line = Pick<DeliveryEvent, 'delivery' | 'platform' | 'answered'>;

/** `10:13:01 POST /notify · 海投汇 · 验证不通过 · 200 (3 ms)` and the id at the end. */
export function deliveryHeadline(
  { delivery, platform, answered }: Line,
  page: Page,
  words: ReceiverWords,
): string {
  const { catalogue, style } = page;
  const { request, verdict, event, kind, id } = delivery;
  const path = shorten(maskUrl(request.url), PATH_LENGTH);
  const name = platform ? platform.name[catalogue.language] : catalogue.words.unknownPlatform;
  const what =
    kind === 'callback'
      ? [
          style.bold(name),
          event === undefined ? '' : safeLine(eventName(platform, event, catalogue) ?? ''),
          paintVerdict(style, verdict, verdictWords(platform, catalogue)[verdict]),
        ]
      : [kind === 'query' ? words.queried : words.probe];
  const status = answered ? `${answered.status} (${answered.ms} ms)` : words.noAnswer;
  const parts = [`${style.dim(clockTime(request.receivedAt))} ${safeLine(request.method)} ${path}`, ...what];
  if (answered || kind === 'callback') parts.push(answered?.accepted === false ? style.red(status) : status);
  return [...parts, style.dim(safeLine(id))].filter((part) => part !== '').join(style.dim(' · '));
}

/** Where a delivery came from: the socket, and what a trusted proxy says. */
export function senderLine({ remote, client }: Delivery, words: ReceiverWords): string {
  if (!client) return safeLine(remote);
  return `${safeLine(remote)}, ${words.clientOf(safeLine(client.address ?? '?'), safeLine(client.scheme ?? ''))}`;
}

/** The line and the block: findings, content, plaintexts, the answer and what it will bring about. */
export function deliveryBlock(
  event: Omit<DeliveryEvent, 'written'>,
  page: Page,
  words: ReceiverWords,
  forwardTo: string | undefined,
): string {
  const { delivery, platform, body, report, answered, judgement, forwardFailed } = event;
  const { style } = page;
  const line = deliveryHeadline(event, page, words);
  if (delivery.kind !== 'callback') return `${line}\n\n`;
  const content = reportText(
    { ...report, platform, request: delivery.request, body, layers: [], headline: line, escapeLines: true },
    page,
  );
  const lines = [style.dim(`  ${senderLine(delivery, words)}`)];
  if (forwardFailed !== undefined)
    lines.push(
      `  ${style.red(words.forwardFailed(safeLine(maskUrl(forwardTo ?? '')), safeLine(forwardFailed)))}`,
    );
  if (answered) {
    const text = shorten(answered.body.toString('utf8', 0, 2000), 400);
    lines.push(`${style.bold(style.underline(words.answer))}`, `  ${answered.status} ${text}`);
  }
  if (judgement) lines.push(...findingLines(judgement.findings, page));
  return `${content}${lines.join('\n')}\n\n`;
}
