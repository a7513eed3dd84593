import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PasteKeys } from '../../src/cli/paste-keys.ts';

/** Feeds chunks with so many milliseconds between them. */
function feed(keys: PasteKeys, chunks: readonly string[], gap = 100) {
  return chunks.flatMap((chunk, i) => keys.feed(chunk, i * gap)).map(({ kind }) => kind);
}
const bracketed = (text: string) => `\u001b[200~${text}\u001b[201~`;

test('a bracketed paste keeps every character, however the terminal cuts it up', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((t) => !t.includes('\u001b'));
  fc.assert(
    fc.property(text, fc.array(fc.nat(220), { maxLength: 12 }), fc.boolean(), (pasted, cuts, single) => {
      const stream = bracketed(pasted.replaceAll('\n', '\r'));
      const at = [0, ...cuts.map((c) => c % (stream.length + 1)).sort((a, b) => a - b), stream.length];
      const chunks = at.slice(1).map((end, i) => stream.slice(at[i], end));
      const keys = new PasteKeys(single);
      const events = feed(keys, chunks.filter(Boolean), 1);
      expect(keys.text).toBe(pasted.replace(/\r\n?/g, '\n'));
      expect(events).toEqual(['pasted']);
    }),
  );
});

describe('several lines', () => {
  test.each([
    ['Enter behind a paste', [bracketed('a\rb'), '\r'], ['pasted', 'done'], 'a\nb'],
    ['Enter on an empty line', ['a', '\r', '\r'], ['typed', 'typed', 'done'], 'a\n'],
    ['Ctrl-D at any time', ['a', '\u0004'], ['typed', 'done'], 'a'],
    ['Ctrl-C', ['a', '\u0003'], ['typed', 'interrupt'], 'a'],
    ['two pastes', [bracketed('a\r'), bracketed('b'), '\r'], ['pasted', 'pasted', 'done'], 'a\nb'],
    ['cursor keys do nothing', ['a', '\u001b[A', '\u001bOP', 'b'], ['typed', 'typed'], 'ab'],
    ['an erased character', ['汉字', '\u007f'], ['typed', 'erased'], '汉'],
    ['nothing to erase', ['\u007f'], [], ''],
    ['Ctrl-U begins again', ['abc', '\u0015', 'd'], ['typed', 'cleared', 'typed'], 'd'],
    [
      'an escape sequence within a paste is text',
      [bracketed('a\u001b[Ab'), '\r'],
      ['pasted', 'done'],
      'a\u001b[Ab',
    ],
  ])('%s', (_, chunks, events, text) => {
    const keys = new PasteKeys(false);
    expect(feed(keys, chunks)).toEqual(events);
    expect(keys.text).toBe(text);
  });

  test('a paste without marks is not ended by its own line ends', () => {
    const keys = new PasteKeys(false);
    expect(feed(keys, ['POST / HTTP/1.1\r\rbo', 'dy', '\r', '\r'], 5)).not.toContain('done');
    expect(keys.text).toBe('POST / HTTP/1.1\n\nbody\n\n');
    expect(keys.feed('\r', 1000).map(({ kind }) => kind)).toEqual(['done']);
  });

  test('a lone escape character waits for more', () => {
    const keys = new PasteKeys(false);
    keys.feed('\u001b', 0);
    expect(keys.escapeWaits).toBe(true);
    keys.feed('[A', 5);
    expect(keys.escapeWaits).toBe(false);
    expect(keys.text).toBe('');
  });
});

describe('one masked value', () => {
  const pem = '-----BEGIN PUBLIC KEY-----\rMIIB\r-----END PUBLIC KEY-----';

  test.each([
    ['typed', ['secret', '\r'], 'secret'],
    ['pasted', [bracketed('secret'), '\r'], 'secret'],
    ['a PEM key, pasted', [bracketed(pem), '\r'], pem.replaceAll('\r', '\n')],
    [
      'a PEM key line by line',
      [...pem.split('\r').flatMap((line) => [line, '\r'])],
      pem.replaceAll('\r', '\n'),
    ],
  ])('%s ends with Enter', (_, chunks, text) => {
    const keys = new PasteKeys(true);
    expect(feed(keys, chunks).filter((kind) => kind === 'done')).toEqual(['done']);
    expect(keys.text.replace(/\n$/, '')).toBe(text);
  });
});
