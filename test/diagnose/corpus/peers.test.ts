/** What was recorded of PHP, Python and Java is what they say today. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { peer } from '../../peers/peer.ts';
import { bigInteger, javaUrl } from './crypt.ts';
import {
  type Language,
  type Parameter,
  type Recorded,
  type RecordedCall,
  recorded,
  runPeer,
} from './peers.ts';
import * as texts from './texts.ts';

/** Encryption and ECDSA are random: what was recorded is given to the call that undoes it, which must give the second. */
function undone({ call, result }: Recorded): readonly [RecordedCall, string] | undefined {
  const [name, ...p] = call;
  const made = { base64: result };
  const other = (key: Parameter | undefined, from: string, to: string) =>
    typeof key === 'object' && 'key' in key ? { key: key.key.replace(from, to) } : '';
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = p;
  switch (name) {
    case 'rsa-encrypt':
      return [['rsa-decrypt', first, second, '256', other(fourth, 'public', 'private'), made], String(fifth)];
    case 'ecies-encrypt':
      return [['ecies-decrypt', first, other(third, 'public', 'private'), made], String(fourth)];
    case 'sign':
      return [['verify', first, other(second, 'private', 'public'), third, made], 'true'];
    default:
      return undefined;
  }
}

describe.each(['php', 'python', 'java'] satisfies Language[])('%s', (language) => {
  it.skipIf(!peer(language))('says what was recorded', () => {
    const mine = recorded.filter((r) => r.language === language);
    expect(mine.length).toBeGreaterThan(0);
    const expected = mine.map((r) => {
      const reverse = undone(r);
      return reverse
        ? { call: reverse[0], result: Buffer.from(reverse[1]).toString('base64') }
        : { call: r.call, result: r.result };
    });
    const now = runPeer(
      language,
      expected.map(({ call }) => call),
    );
    expect(expected.map(({ call }, i) => ({ call, result: now[i]?.toString('base64') }))).toEqual(expected);
  });
});

it.skipIf(!peer('java'))('the corpus signs good messages as Java does', () => {
  const values = [...Object.values(texts), ...Array.from({ length: 300 }, (_, i) => `${i} ~!*'()+/=%-_.`)];
  const md5 = values.map((text) => createHash('md5').update(text).digest());
  const now = runPeer('java', [
    ...values.map((text): RecordedCall => ['URLEncoder', text, 'UTF-8']),
    ...md5.map((bytes): RecordedCall => ['BigInteger.toString(16)', { base64: bytes.toString('base64') }]),
  ]).map(String);
  const hex = md5.map((bytes) => bytes.toString('hex'));
  // One in sixteen begins with a zero: the case is met.
  expect(hex.filter((text) => text.startsWith('0')).length).toBeGreaterThan(5);
  expect(now).toEqual([...values.map(javaUrl), ...hex.map(bigInteger)]);
});
