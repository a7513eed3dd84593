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
/**
 * Deliveries, and characters of what came, that wait for their turn behind a diagnosis; more of them overtake it rather
 * than fill the memory.
 */
const MOST_WAITING = 1000;
const MOST_CHARACTERS = 16 << 20;

const REPEATS = ['retry', 'replayed', 'duplicate'];

export class ListenView {
  readonly #call: Call;
  readonly #words: ReceiverWords;
  readonly #forwardTo: string | undefined;
  readonly #catchUp: () => void;
  readonly #output: BatchedOutput;
  /** For lines, which do not depend on the width that the terminal has by then. */
  readonly #page: Page;
  readonly #counts = { callbacks: 0, valid: 0, invalid: 0, unknown: 0, repeats: 0 };
  #filter: Filter | undefined;
  #held = 0;
  #paused = false;
  /** Events that wait for their turn, and the end of the line. */
  #explaining = 0;
  #characters = 0;
  #ending = false;
  #shown: Promise<void> = Promise.resolve();

  /** @param around.catchUp does what should not wait for a diagnosis, which is about to begin */
  constructor(
    call: Call,
    words: ReceiverWords,
    filter: Filter | undefined,
    around: { readonly forwardTo: string | undefined; readonly catchUp: () => void },
  ) {
    this.#call = call;
    this.#page = pageOf(call);
    this.#words = words;
    this.#filter = filter;
    this.#forwardTo = around.forwardTo;
    this.#catchUp = around.catchUp;
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
      this.#inTurn(event, event.context);
    else if (this.#explaining > 0 && this.#explaining < MOST_WAITING && this.#characters < MOST_CHARACTERS)
      this.#inTurn(event);
    else this.#output.write(this.#text(event));
  }

  /** Shows an event, explained from its context, when those before it are shown. */
  #inTurn(event: DeliveryEvent, context?: CheckContext): void {
    this.#explaining++;
    this.#characters += event.written.taken.length;
    this.#shown = this.#shown
      .then(() => (context && !this.#ending ? this.#explain(event, context) : event))
      .then((explained) => {
        this.#explaining--;
        this.#characters -= event.written.taken.length;
        this.#output.write(this.#text(explained));
      });
  }

  async #explain(event: DeliveryEvent, context: CheckContext): Promise<DeliveryEvent> {
    this.#catchUp();
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

  /** Waits until everything is shown, but not for long: what is not explained yet goes without. */
  async end(): Promise<void> {
    this.#ending = true;
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
