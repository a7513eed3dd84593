import { MD5_BLOCK, MD5_PADDING, MD5_START, md5Block, md5Pad } from '../crypto/md5.ts';

/**
 * Many byte strings with the same middle, such as a canonical string with the secret in different places: the middle
 * is encoded once, and only what stands around it is written for each. A search digests some hundred thousand of them.
 */
export class Framing {
  #buffer = Buffer.alloc(0);
  #data = new DataView(this.#buffer.buffer);
  /** Where the middle begins: room for what stands in front of it. */
  #start = 0;
  #end = 0;
  /** What was last written in front of the middle, where it still stands. */
  #front: Buffer | undefined;
  readonly #views = new Map<number, Buffer>();
  /** The MD5 of the whole blocks of a front and the middle. */
  readonly #begun = Int32Array.from(MD5_START);
  #begunWith: Buffer | undefined;
  readonly #state = Int32Array.from(MD5_START);

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
    this.#begunWith = undefined;
  }

  /** Puts more bytes at the end of the middle. */
  append(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#begunWith = undefined;
    const end = this.#end + bytes.length;
    if (end > this.#buffer.length) this.#makeRoom(0, this.#end - this.#start, bytes.length);
    this.#buffer.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** `front`, the middle and `back` in a row. The bytes are valid until the next call. */
  between(front: Buffer, back: Buffer): Buffer {
    this.#put(front, back);
    const start = this.#start - front.length;
    const end = this.#end + back.length;
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

  /**
   * One of the four words of the MD5 of `front`, the middle and `back`. Of several with the same `front` object in a
   * row, only the first is digested as a whole; it takes a little longer than any other way.
   */
  md5Word(front: Buffer, back: Buffer, place: number): number {
    this.#put(front, back);
    const start = this.#start - front.length;
    const begun = this.#end - ((this.#end - start) % MD5_BLOCK);
    if (this.#begunWith !== front) {
      this.#begun.set(MD5_START);
      for (let at = start; at < begun; at += MD5_BLOCK) md5Block(this.#begun, this.#data, at);
      this.#begunWith = front;
    }
    const end = md5Pad(this.#data, start, this.#end + back.length);
    this.#state.set(this.#begun);
    for (let at = begun; at < end; at += MD5_BLOCK) md5Block(this.#state, this.#data, at);
    return this.#state[place] as number;
  }

  /** Writes what stands around the middle. */
  #put(front: Buffer, back: Buffer): void {
    if (front.length > this.#start || this.#end + back.length + MD5_PADDING > this.#buffer.length)
      this.#makeRoom(front.length, this.#end - this.#start, back.length);
    if (front !== this.#front) {
      this.#front = front;
      if (front.length > 0) this.#buffer.set(front, this.#start - front.length);
    }
    if (back.length > 0) this.#buffer.set(back, this.#end);
  }

  #makeRoom(front: number, middle: number, back: number): void {
    const room = middle + back + MD5_PADDING;
    if (front <= this.#start && this.#start + room <= this.#buffer.length) return;
    const start = Math.max(this.#start, 2 * front, LEAST_ROOM);
    const kept = this.#buffer.subarray(this.#start, this.#end);
    const larger = Buffer.alloc(start + 2 * room + LEAST_ROOM);
    kept.copy(larger, start);
    this.#buffer = larger;
    this.#data = new DataView(larger.buffer, larger.byteOffset, larger.length);
    this.#end = start + kept.length;
    this.#start = start;
    this.#front = undefined;
    this.#views.clear();
  }
}

const LEAST_ROOM = 256;
const MOST_VIEWS = 4096;
