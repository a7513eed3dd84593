/** The diagnosis as text: two strings side by side with their difference marked, and lines of code that help. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CauseCode } from '../../src/diagnose/cause.ts';
import { FIXES, type Fix } from '../../src/diagnose/fixes.ts';
import { loadCatalogue } from '../../src/language/index.ts';
import { LANGUAGES } from '../../src/language/text.ts';
import { diagnosisLines, markDifference } from '../../src/render/diagnosis.ts';
import { createStyle } from '../../src/render/style.ts';

const plain = createStyle(false);
const mark = (a: string, b: string) => markDifference(a, b, plain);

describe('markDifference', () => {
  it.each([
    ['abc+def', 'abc def', 'abc[+]def', 'abc[ ]def'],
    ['abc', 'abcd', 'abc[]', 'abc[d]'],
    ['', 'x', '[]', '[x]'],
    ['张三丰', '张四丰', '张[三]丰', '张[四]丰'],
    ['a😀b', 'a😁b', 'a[😀]b', 'a[😁]b'],
  ])('%j and %j', (a, b, left, right) => {
    expect(mark(a, b)).toEqual([left, right]);
  });

  it('shows surroundings alone of a long text', () => {
    const [left] = mark(`${'x'.repeat(100)}A${'y'.repeat(100)}`, `${'x'.repeat(100)}B${'y'.repeat(100)}`);
    expect(left).toBe(`…${'x'.repeat(24)}[A]${'y'.repeat(24)}…`);
  });

  it('of texts without brackets and controls, what is left without the mark is the text', () => {
    const unit = fc.constantFrom('a', 'b', '=', '张', '"', ' ');
    const text = fc.string({ unit, maxLength: 20 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [left, right] = mark(a, b);
        expect(left.replace(/[[\]]/g, '')).toBe(a);
        expect(right.replace(/[[\]]/g, '')).toBe(b);
      }),
    );
  });

  it('is one line without control characters, whatever the texts hold', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, (a, b) => {
        for (const line of mark(a, b)) expect(line).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

describe('lines of code that help', () => {
  const fixes = Object.entries(FIXES) as [CauseCode, Record<string, Fix>][];

  it.each(fixes)(
    '%s: each has its note in the language of the report, as a comment',
    async (code, byLanguage) => {
      for (const language of LANGUAGES) {
        const page = { catalogue: await loadCatalogue(language), style: plain, width: 200 };
        const lines = diagnosisLines([{ code, proven: true }], undefined, page).slice(
          -Object.keys(byLanguage).length,
        );
        for (const [i, [program, { code: line, note }]] of Object.entries(byLanguage).entries()) {
          expect(lines[i]?.trim()).toMatch(new RegExp(`^${program} `));
          if (line) expect(lines[i]).toContain(line);
          if (note)
            expect(lines[i]?.endsWith(`${program === 'python' ? '#' : '//'} ${note[language]}`)).toBe(true);
        }
      }
      for (const { note } of Object.values(byLanguage)) {
        expect(note?.en ?? '').not.toMatch(/\p{Script=Han}/u);
        expect(note?.zh ?? '字').toMatch(/\p{Script=Han}|：/u);
      }
    },
  );
});
