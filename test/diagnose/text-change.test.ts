/** Changes of texts: whatever the text, they do not throw, and those that take damage off undo what made it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NAMED } from '../../src/diagnose/named-changes.ts';
import { DECIMAL_PLACES, PARSED_BODY, TEXT_AXES } from '../../src/diagnose/text-axes.ts';
import { changeText, type NamedChange } from '../../src/diagnose/text-change.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.string({
    unit: fc.constantFrom('%', '+', '=', '\\', '"', '&', ';', 'x', '2', 'B', '{', '}', '张', ' ', '\n'),
  }),
);
const all = [...Object.values(TEXT_AXES).flat(), ...DECIMAL_PLACES, ...PARSED_BODY];
const named = (name: NamedChange, value: string) => changeText({ kind: 'named', name }, value);

/** What was done twice is done once: these take off or put into one form. */
const ONCE: readonly NamedChange[] = [
  'strip-all-slashes',
  'trim',
  'no-break-spaces',
  'crlf-to-lf',
  'lf-to-crlf',
  'remove-line-breaks',
  'remove-spaces',
  'collapse-spaces',
  'add-bom',
  'spaces-to-plus',
  'plus-to-spaces',
  'plus-removed',
  'non-ascii-encode',
  'plus-encode',
  'cut-at-equals',
  'add-padding',
];
/** Damage, and the change that undoes it. */
const UNDOES: readonly (readonly [damage: NamedChange, repair: NamedChange])[] = [
  ['html-encode', 'html-decode'],
  ['html-encode-php', 'html-decode'],
  ['html-encode-python', 'html-decode'],
  ['add-slashes', 'strip-slashes'],
  ['double-backslashes', 'single-backslashes'],
  ['add-newline', 'trim-newline'],
  ['add-crlf', 'trim-newline'],
  ['percent-sign-encode', 'percent-decode'],
  ['escape-x', 'unescape-x'],
];

describe('changes of texts', () => {
  it('never throw, and are the same every time', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...all), (value, { change }) => {
        const made = changeText(change, value);
        expect(typeof made).toBe('string');
        expect(changeText(change, value)).toBe(made);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(ONCE)('%s twice is once', (name) => {
    fc.assert(
      fc.property(text, (value) => {
        expect(named(name, named(name, value))).toBe(named(name, value));
      }),
    );
  });

  it.each(UNDOES)('%s is undone by %s', (damage, repair) => {
    // Characters alone are damaged; entities and escapes that were there before would be undone as well.
    const plain = fc.string({
      unit: fc.constantFrom('a', '"', "'", '<', '&', ' ', '张', '7', '%', '+', '\\'),
    });
    fc.assert(
      fc.property(plain, (value) => {
        fc.pre(!/\\\\|\\$|\\["'x]|%[0-9a-f]{2}/i.test(value) || damage === 'add-slashes');
        expect(named(repair, named(damage, value))).toBe(value);
      }),
    );
  });

  it('every named change stands for a mistake somewhere, or repairs binary text', () => {
    const used = new Set(all.map(({ detail }) => detail));
    expect(Object.keys(NAMED).filter((name) => !used.has(name))).toEqual([]);
  });
});
