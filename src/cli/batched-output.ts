/** Gathers what is written in one turn of the event loop into one write. */
import type { Output } from './io.ts';

export class BatchedOutput {
  readonly #stream: Output;
  #parts: string[] = [];

  constructor(stream: Output) {
    this.#stream = stream;
  }

  write(text: string): void {
    this.#parts.push(text);
    if (this.#parts.length === 1) setImmediate(() => this.flush());
  }

  flush(): void {
    if (this.#parts.length === 0) return;
    const text = this.#parts.join('');
    this.#parts = [];
    this.#stream.write(text);
  }
}
