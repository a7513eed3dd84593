/**
 * Gathers what comes in a few turns of the event loop, one after the other, into rows. A turn in which nothing comes
 * ends a row, or a row that is long enough.
 */

/**
 * Waiting longer would keep the first ones waiting without making a write much cheaper for each. A row that is not too
 * long is answered while the senders of the row before send again.
 */
const MOST_TURNS = 16;
const MOST_TOGETHER = 16;

export class Rows<T> {
  readonly #take: (row: readonly T[]) => void;
  #row: T[] = [];
  #turns = 0;
  /** How many there were in the turn before. */
  #known = 0;

  constructor(take: (row: readonly T[]) => void) {
    this.#take = take;
  }

  add(item: T): void {
    this.#row.push(item);
    if (this.#row.length === 1) setImmediate(this.#look);
  }

  readonly #look = () => {
    const { length } = this.#row;
    if (length > this.#known && length < MOST_TOGETHER && ++this.#turns < MOST_TURNS) {
      this.#known = length;
      setImmediate(this.#look);
      return;
    }
    const row = this.#row.splice(0, MOST_TOGETHER);
    this.#turns = 0;
    this.#known = 0;
    if (this.#row.length > 0) setImmediate(this.#look);
    this.#take(row);
  };
}
