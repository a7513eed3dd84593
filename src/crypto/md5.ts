/**
 * MD5 (RFC 1321) block by block, for many messages that begin alike: node:crypto's one-shot hash begins each anew, and
 * to copy the state of a Hash takes longer than a digest.
 */

export const MD5_BLOCK = 64;
/** Behind a message there is room for its padding when there are so many bytes. */
export const MD5_PADDING = MD5_BLOCK + 8;

/** The state before the first block: the digest's four words. */
export const MD5_START = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);

const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));

const step = (sum: number, by: number, onto: number) => (((sum << by) | (sum >>> (32 - by))) + onto) | 0;

/** Takes the 64 bytes at `at` into the state. The four rounds of RFC 1321, 3.4, four steps at a time. */
export function md5Block(state: Int32Array, data: DataView, at: number): void {
  const a0 = state[0] as number;
  const b0 = state[1] as number;
  const c0 = state[2] as number;
  const d0 = state[3] as number;
  let a = a0;
  let b = b0;
  let c = c0;
  let d = d0;
  for (let i = 0; i < 16; i += 4) {
    a = step(a + (d ^ (b & (c ^ d))) + (SINES[i] as number) + data.getInt32(at + 4 * (i & 15), true), 7, b);
    d = step(
      d + (c ^ (a & (b ^ c))) + (SINES[i + 1] as number) + data.getInt32(at + 4 * ((i + 1) & 15), true),
      12,
      a,
    );
    c = step(
      c + (b ^ (d & (a ^ b))) + (SINES[i + 2] as number) + data.getInt32(at + 4 * ((i + 2) & 15), true),
      17,
      d,
    );
    b = step(
      b + (a ^ (c & (d ^ a))) + (SINES[i + 3] as number) + data.getInt32(at + 4 * ((i + 3) & 15), true),
      22,
      c,
    );
  }
  for (let i = 16; i < 32; i += 4) {
    a = step(
      a + (c ^ (d & (b ^ c))) + (SINES[i] as number) + data.getInt32(at + 4 * ((5 * i + 1) & 15), true),
      5,
      b,
    );
    d = step(
      d + (b ^ (c & (a ^ b))) + (SINES[i + 1] as number) + data.getInt32(at + 4 * ((5 * i + 6) & 15), true),
      9,
      a,
    );
    c = step(
      c + (a ^ (b & (d ^ a))) + (SINES[i + 2] as number) + data.getInt32(at + 4 * ((5 * i + 11) & 15), true),
      14,
      d,
    );
    b = step(
      b + (d ^ (a & (c ^ d))) + (SINES[i + 3] as number) + data.getInt32(at + 4 * ((5 * i + 16) & 15), true),
      20,
      c,
    );
  }
  for (let i = 32; i < 48; i += 4) {
    a = step(a + (b ^ c ^ d) + (SINES[i] as number) + data.getInt32(at + 4 * ((3 * i + 5) & 15), true), 4, b);
    d = step(
      d + (a ^ b ^ c) + (SINES[i + 1] as number) + data.getInt32(at + 4 * ((3 * i + 8) & 15), true),
      11,
      a,
    );
    c = step(
      c + (d ^ a ^ b) + (SINES[i + 2] as number) + data.getInt32(at + 4 * ((3 * i + 11) & 15), true),
      16,
      d,
    );
    b = step(
      b + (c ^ d ^ a) + (SINES[i + 3] as number) + data.getInt32(at + 4 * ((3 * i + 14) & 15), true),
      23,
      c,
    );
  }
  for (let i = 48; i < 64; i += 4) {
    a = step(a + (c ^ (b | ~d)) + (SINES[i] as number) + data.getInt32(at + 4 * ((7 * i) & 15), true), 6, b);
    d = step(
      d + (b ^ (a | ~c)) + (SINES[i + 1] as number) + data.getInt32(at + 4 * ((7 * i + 7) & 15), true),
      10,
      a,
    );
    c = step(
      c + (a ^ (d | ~b)) + (SINES[i + 2] as number) + data.getInt32(at + 4 * ((7 * i + 14) & 15), true),
      15,
      d,
    );
    b = step(
      b + (d ^ (c | ~a)) + (SINES[i + 3] as number) + data.getInt32(at + 4 * ((7 * i + 21) & 15), true),
      21,
      c,
    );
  }
  state[0] = a0 + a;
  state[1] = b0 + b;
  state[2] = c0 + c;
  state[3] = d0 + d;
}

/** Pads the message between `start` and `end` to whole blocks, behind its end; returns where they end. */
export function md5Pad(data: DataView, start: number, end: number): number {
  const length = end - start;
  const padded = start + Math.ceil((length + 9) / MD5_BLOCK) * MD5_BLOCK;
  data.setUint8(end, 0x80);
  for (let at = end + 1; at < padded - 8; at++) data.setUint8(at, 0);
  data.setUint32(padded - 8, length << 3, true);
  data.setUint32(padded - 4, length >>> 29, true);
  return padded;
}
