/** The order of a HashMap against the JDK's. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestInput, hexForm } from '../../src/rules/digest.ts';
import { inHashMapOrder } from '../../src/rules/java-hash-map.ts';
import { type Jdk, startJdk } from '../peers/jdk.ts';
import { peer } from '../peers/peer.ts';

describe.skipIf(!peer('jdk'))('against a JDK', () => {
  let jdk: Jdk;
  beforeAll(() => {
    jdk = startJdk();
  });
  afterAll(() => jdk.close());

  it('keySet() of 600 random maps, up to 200 names', async () => {
    const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter(isPlain);
    const maps = fc.sample(fc.uniqueArray(name, { minLength: 1, maxLength: 200 }), { numRuns: 600, seed: 7 });
    for (const names of maps) {
      const [keys] = await jdk.ask('keySet', 'HashMap', ...names);
      expect(inHashMapOrder(names, (n) => n).join(',')).toBe(keys?.toString());
    }
  });

  it('hex-bytes is Integer.toHexString of each byte', async () => {
    for (const bytes of fc.sample(fc.uint8Array({ minLength: 16, maxLength: 16 }), {
      numRuns: 500,
      seed: 7,
    })) {
      const hex = Buffer.from(bytes).toString('hex');
      const [printed] = await jdk.ask('Integer.toHexString', Buffer.from(bytes));
      expect(hexForm('hex-bytes', hex)).toBe(printed?.toString());
    }
  });

  it('us-ascii is getBytes("US-ASCII")', async () => {
    for (const text of fc.sample(fc.string({ unit: 'grapheme' }), { numRuns: 500, seed: 7 })) {
      const [bytes] = await jdk.ask('getBytes', text, 'US-ASCII');
      expect(digestInput('us-ascii', text)).toBe(bytes?.toString('latin1'));
    }
  });
});

/** Not what separates names in the answer, nor half a character, which is no text. */
const isPlain = (text: string) => !text.includes(',') && !/[\ud800-\udfff]/u.test(text);
