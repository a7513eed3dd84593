/**
 * Many byte strings with the same middle, such as a canonical string with the secret in different places: the middle
 * is encoded once, and only what stands around it is written for each. A search digests some hundred thousand of them.
 */
export class Framing {
  #buffer = Buffer.alloc(0);
  /** Where the middle begins: room for what stands in front of it. */
  #start = 0;
  #end = 0;
  readonly #views = new Map<number, Buffer>();

  /** Sets the middle: bytes, or a text, which is encoded as UTF-8. */
  setMiddle(middle: string | Buffer): void {
    this.clear();
    if (typeof middle === 'string') {
      // A UTF-16 unit takes at most three bytes.
      this.#makeRoom(0, 3 * middle.length, 0);
      this.#end += this.#buffer.write(middle, this.#start);
    } else this.append(middle);
  }

  /** Takes the middle away, to be put together anew. */
  clear(): void {
    this.#end = this.#start;
  }

  /** Puts more bytes at the end of the middle. */
  append(bytes: Buffer): void {
    if (bytes.length === 0) return;
    const end = this.#end + bytes.length;
    if (end > this.#buffer.length) this.#makeRoom(0, this.#end - this.#start, bytes.length);
    this.#buffer.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** `front`, the middle and `back` in a row. The bytes are valid until the next call. */
  between(front: Buffer, back: Buffer): Buffer {
    if (front.length > this.#start || this.#end + back.length > this.#buffer.length)
      this.#makeRoom(front.length, this.#end - this.#start, back.length);
    const start = this.#start - front.length;
    const end = this.#end + back.length;
    if (front.length > 0) this.#buffer.set(front, start);
    if (back.length > 0) this.#buffer.set(back, this.#end);
    // To make a view costs a tenth of a digest, and the same few lengths come again and again.
    const place = start * this.#buffer.length + end;
    let view = this.#views.get(place);
    if (!view) {
      if (this.#views.size >= MOST_VIEWS) this.#views.clear();
      view = this.#buffer.subarray(start, end);
      this.#views.set(place, view);
    }
    return view;
  }

  #makeRoom(front: number, middle: number, back: number): void {
    if (front <= this.#start && this.#start + middle + back <= this.#buffer.length) return;
    const start = Math.max(this.#start, 2 * front, LEAST_ROOM);
    const kept = this.#buffer.subarray(this.#start, this.#end);
    const larger = Buffer.alloc(start + 2 * (middle + back) + LEAST_ROOM);
    kept.copy(larger, start);
    this.#buffer = larger;
    this.#end = start + kept.length;
    this.#start = start;
    this.#views.clear();
  }
}

const LEAST_ROOM = 256;
const MOST_VIEWS = 4096;
