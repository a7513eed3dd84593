/** Deliveries that are answered and wait to be checked and shown, and whether there may be more of them. */
import type { Handover } from '../../receiver/handover.ts';

/**
 * Beyond so many, or so many characters of what came, the next answers wait: what waits must not fill the memory.
 */
const MOST_DELIVERIES = 4096;
const MOST_CHARACTERS = 16 << 20;

const charactersOf = ({ lines }: Handover) => lines.reduce((sum, { length }) => sum + length, 0);

export class Backlog {
  #rows: Handover[] = [];
  #deliveries = 0;
  #characters = 0;
  #waiting: { readonly until: Promise<void>; readonly end: () => void } | undefined;

  add(row: Handover): void {
    this.#rows.push(row);
    this.#deliveries += row.lines.length;
    this.#characters += charactersOf(row);
  }

  /** The oldest row is done with. */
  done(): void {
    const row = this.#rows.shift();
    if (!row) return;
    this.#deliveries -= row.lines.length;
    this.#characters -= charactersOf(row);
    this.#giveRoom();
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

  /** Gives away what waits, oldest first: it will not be done. */
  clear(): readonly Handover[] {
    const rows = this.#rows;
    this.#rows = [];
    this.#deliveries = 0;
    this.#characters = 0;
    this.#giveRoom();
    return rows;
  }

  #giveRoom(): void {
    if (this.#isFull()) return;
    this.#waiting?.end();
    this.#waiting = undefined;
  }

  #isFull(): boolean {
    return this.#deliveries >= MOST_DELIVERIES || this.#characters >= MOST_CHARACTERS;
  }
}
