/** Gathers what is written within some milliseconds into one write, for each write costs a call of the system. */
import type { Output } from './io.ts';

/** Shorter than anybody sees. */
const WAIT_MS = 10;
const ROOM = 1 << 18;
/** UTF-8 takes at most so many bytes for a UTF-16 unit. */
const MOST_BYTES = 3;

export class BatchedOutput {
  readonly #stream: Output;
  #bytes = Buffer.alloc(0);
  #used = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(stream: Output) {
    this.#stream = stream;
  }

  /** Writes a text in pieces, all of them in the same write. */
  write(pieces: readonly string[]): void {
    let most = 0;
    for (const piece of pieces) most += piece.length * MOST_BYTES;
    if (most > ROOM) {
      this.flush();
      this.#stream.write(pieces.join(''));
      return;
    }
    if (this.#used + most > this.#bytes.length) {
      this.flush();
      this.#bytes = Buffer.allocUnsafe(ROOM);
    }
    for (const piece of pieces) this.#used += this.#bytes.write(piece, this.#used);
    this.#timer ??= setTimeout(() => this.flush(), WAIT_MS);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#used === 0) return;
    // The stream may keep the bytes for a while, so the rest of the room is used for what comes next.
    this.#stream.write(this.#bytes.subarray(0, this.#used));
    this.#bytes = this.#bytes.subarray(this.#used);
    this.#used = 0;
  }
}
