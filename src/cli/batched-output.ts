/** Gathers what is written within some milliseconds into one write, for each write costs a call of the system. */
import type { Writable } from 'node:stream';

/** Shorter than anybody sees. */
const WAIT_MS = 10;
const MOST_CHARACTERS = 1 << 18;

export class BatchedOutput {
  readonly #stream: Writable;
  #text = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(stream: Writable) {
    this.#stream = stream;
  }

  write(text: string): void {
    this.#text += text;
    if (this.#text.length >= MOST_CHARACTERS) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), WAIT_MS);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#text === '') return;
    const text = this.#text;
    this.#text = '';
    this.#stream.write(text);
  }
}
