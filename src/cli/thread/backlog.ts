/** Deliveries that are answered and wait to be checked and shown: how many there are, and whether there may be more. */

/**
 * Beyond so many, or so many characters of what came, the next answers wait: what is not shown yet must not fill the
 * memory.
 */
const MOST_DELIVERIES = 4096;
const MOST_CHARACTERS = 16 << 20;

interface Row {
  readonly deliveries: number;
  readonly characters: number;
}

export class Backlog {
  readonly #rows: Row[] = [];
  #deliveries = 0;
  #characters = 0;
  #waiting: { readonly until: Promise<void>; readonly end: () => void } | undefined;

  get deliveries(): number {
    return this.#deliveries;
  }

  /** Takes in a row of deliveries by the lines of what came. */
  add(lines: readonly string[]): void {
    const characters = lines.reduce((sum, { length }) => sum + length, 0);
    this.#rows.push({ deliveries: lines.length, characters });
    this.#deliveries += lines.length;
    this.#characters += characters;
  }

  /** The oldest row is done with. */
  done(): void {
    const row = this.#rows.shift();
    if (!row) return;
    this.#deliveries -= row.deliveries;
    this.#characters -= row.characters;
    if (this.#isFull()) return;
    this.#waiting?.end();
    this.#waiting = undefined;
  }

  /** Undefined as long as there is room for more; else it resolves when there is. */
  room(): Promise<void> | undefined {
    if (!this.#isFull()) return undefined;
    if (!this.#waiting) {
      let end = () => {};
      const until = new Promise<void>((resolve) => {
        end = resolve;
      });
      this.#waiting = { until, end };
    }
    return this.#waiting.until;
  }

  /** Nothing of it will be done any more. */
  clear(): void {
    while (this.#rows.length > 0) this.done();
  }

  #isFull(): boolean {
    return this.#deliveries >= MOST_DELIVERIES || this.#characters >= MOST_CHARACTERS;
  }
}
