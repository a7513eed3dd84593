/** What `listen` shows of each delivery, and what it counts. */
import type { CheckContext } from '../checks/context.ts';
import type { ReceiverWords } from '../language/receiver-words.ts';
import type { DeliveryEvent } from '../receiver/event.ts';
import type { Filter } from '../receiver/filter.ts';
import { deliveryBlock, deliveryHeadline } from '../render/delivery.ts';
import { deliveryJson } from '../render/delivery-json.ts';
import type { Page } from '../render/page.ts';
import { BatchedOutput } from './batched-output.ts';
import type { Call } from './command.ts';
import { pageOf } from './output.ts';
import type { Counts } from './thread/messages.ts';

/** A diagnosis takes a while; when many bad callbacks come at once, the later ones go without. */
const MOST_EXPLAINED = 4;
/** Deliveries that wait for their turn behind a diagnosis; more of them overtake it rather than fill the memory. */
const MOST_WAITING = 1000;

const REPEATS = ['retry', 'replayed', 'duplicate'];

export class ListenView {
  readonly #call: Call;
  readonly #words: ReceiverWords;
  readonly #forwardTo: string | undefined;
  readonly #output: BatchedOutput;
  /** For lines, which do not depend on the width that the terminal has by then. */
  readonly #page: Page;
  readonly #counts = { callbacks: 0, valid: 0, invalid: 0, unknown: 0, repeats: 0 };
  #filter: Filter | undefined;
  #held = 0;
  #paused = false;
  /** Events that wait for their turn, and the end of the line. */
  #explaining = 0;
  #shown: Promise<void> = Promise.resolve();

  constructor(call: Call, words: ReceiverWords, filter: Filter | undefined, forwardTo: string | undefined) {
    this.#call = call;
    this.#page = pageOf(call);
    this.#words = words;
    this.#filter = filter;
    this.#forwardTo = forwardTo;
    this.#output = new BatchedOutput(call.io.stdout);
  }

  /** What the callbacks came to, shown or not. */
  get counts(): Counts {
    return this.#counts;
  }

  show(event: DeliveryEvent): void {
    const { delivery, body, report } = event;
    if (delivery.kind === 'callback') {
      this.#counts.callbacks++;
      this.#counts[delivery.verdict]++;
      if (report.findings.some(({ code }) => REPEATS.includes(code))) this.#counts.repeats++;
    }
    if (this.#filter && !this.#filter(delivery, body)) return;
    if (this.#paused) {
      this.#held++;
      return;
    }
    if (delivery.verdict === 'invalid' && event.context && this.#explaining < MOST_EXPLAINED)
      this.#inTurn(() => this.#explain(event, event.context as CheckContext));
    else if (this.#explaining > 0 && this.#explaining < MOST_WAITING) this.#inTurn(async () => event);
    else this.#output.write(this.#text(event));
  }

  /** Shows an event when those before it are shown, which may wait for their diagnosis. */
  #inTurn(make: () => Promise<DeliveryEvent>): void {
    this.#explaining++;
    this.#shown = this.#shown.then(make).then((event) => {
      this.#explaining--;
      this.#output.write(this.#text(event));
    });
  }

  async #explain(event: DeliveryEvent, context: CheckContext): Promise<DeliveryEvent> {
    const { explain } = await import('./explain.ts');
    const { effort = 'low' } = this.#call.options;
    const call = { ...this.#call, options: { ...this.#call.options, effort } };
    try {
      return { ...event, report: await explain(call, context, event.report, []) };
    } catch {
      // What came is shown in any case.
      return event;
    }
  }

  /** Hands on what is written, which would wait for more. */
  flush(): void {
    this.#output.flush();
  }

  /** Waits until everything is shown, but not for long. */
  async end(): Promise<void> {
    await Promise.race([this.#shown, new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
    this.#output.flush();
  }

  #text(event: DeliveryEvent): readonly string[] {
    const { options, catalogue } = this.#call;
    if (options.json) return deliveryJson(event, catalogue);
    return options['compact']
      ? [`${deliveryHeadline(event, this.#page, this.#words)}\n`]
      : [deliveryBlock(event, pageOf(this.#call), this.#words, this.#forwardTo)];
  }

  setFilter(filter: Filter | undefined): void {
    this.#filter = filter;
  }

  /** Stops showing, or goes on: then it says how many were not shown. */
  togglePause(): number | undefined {
    this.#paused = !this.#paused;
    if (this.#paused) return undefined;
    const held = this.#held;
    this.#held = 0;
    return held;
  }
}
