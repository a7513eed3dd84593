/** The `SHA1PRNG` of the JDK's provider SUN, which old code for Java and Android seeds with a password to make an AES key. */
import { createHash } from 'node:crypto';

const sha1 = (bytes: Buffer | string) => createHash('sha1').update(bytes).digest();

/**
 * The first `length` bytes of a `SecureRandom.getInstance("SHA1PRNG")` whose first call was `setSeed(seed)`: what
 * `KeyGenerator.getInstance("AES").init(8 * length, random)` makes a key of. A text counts as UTF-8. Behaves as
 * sun.security.provider.SecureRandom; Android's own generator of this name differed.
 */
export function sha1Prng(seed: Buffer | string, length: number): Buffer {
  const state = sha1(seed);
  const blocks: Buffer[] = [];
  for (let made = 0; made < length; made += state.length) {
    const block = sha1(state);
    blocks.push(block);
    // state + block + 1, low byte first; Java's bytes are signed, and so is what is carried.
    let carry = 1;
    for (let i = 0; i < state.length; i++) {
      const sum = state.readInt8(i) + block.readInt8(i) + carry;
      state[i] = sum & 0xff;
      carry = sum >> 8;
    }
  }
  return Buffer.concat(blocks).subarray(0, length);
}
