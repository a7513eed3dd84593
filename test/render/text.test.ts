import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { printJson } from '../../src/json/node.ts';
import { readJson } from '../../src/json/read.ts';
import { columns } from '../../src/render/columns.ts';
import { jsonText, quote } from '../../src/render/json-text.ts';
import { safeLine, safeText } from '../../src/render/safe.ts';
import { createStyle, mark, paintVerdict } from '../../src/render/style.ts';
import { padColumns, widest, wrapColumns } from '../../src/render/wrap.ts';

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'ab c，。（中文字é\u0301ｱ한😀\u001b\u202e\n\t'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});
const UNSAFE = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

describe('safe text', () => {
  it('holds nothing that a terminal acts on', () => {
    fc.assert(
      fc.property(text, (t) => {
        expect(safeLine(t)).not.toMatch(UNSAFE);
        expect(safeText(t).replace(/[\n\t]/g, '')).not.toMatch(UNSAFE);
        expect(safeLine(safeLine(t))).toBe(safeLine(t));
      }),
      { numRuns: 5000 },
    );
  });
  it('leaves plain text alone, in any script', () => {
    const plain = 'Abc 123 中文（，。）é 한국어 ภาษา 😀';
    expect(safeLine(plain)).toBe(plain);
  });
  it('shows what it took out', () =>
    expect(safeLine('\u001b[2J\n\u202e\u{e0041}\ud800')).toBe('\\x1b[2J\\n\\u202e\\u{e0041}\\ud800'));
});

describe('columns', () => {
  it('counts as string-width does, on what safeLine lets through', () => {
    const shown = fc.string({
      unit: fc.constantFrom(
        ...'abc 0~é中文字，。（）ｱＡ한글ñ€—…“”·✓✗→√×°😀🚚①★日本語',
        'e\u0301',
        '中\u0301',
      ),
      maxLength: 60,
    });
    fc.assert(
      fc.property(shown, (t) => {
        expect(columns(safeLine(t))).toBe(stringWidth(safeLine(t)));
      }),
      { numRuns: 3000 },
    );
    for (let code = 0x20; code < 0x3100; code++) {
      // Joining jamo, and marks on nothing, depend on what stands beside them.
      const character = safeLine(String.fromCharCode(code));
      if (/[\p{M}\u1100-\u11ff]/u.test(character)) continue;
      expect(columns(character), `U+${code.toString(16)}`).toBe(stringWidth(character));
    }
  });
});

describe('wrapColumns', () => {
  const line = text.map(safeLine);
  it('loses nothing but the spaces at breaks, and keeps to the width', () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 4, max: 40 }), (t, width) => {
        const lines = wrapColumns(t, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(t.replaceAll(' ', ''));
        for (const l of lines) expect(columns(l)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 3000 },
    );
  });
  it('does not begin a line with Chinese punctuation', () =>
    expect(wrapColumns('密钥错误，请检查', 8)).toEqual(['密钥错', '误，请检', '查']));
  it('stays linear on 1 MB', () => {
    expect(wrapColumns('x'.repeat(1 << 20), 80).length).toBe(Math.ceil((1 << 20) / 80));
    expect(wrapColumns('字'.repeat(1 << 18), 80).length).toBe(Math.ceil((1 << 18) / 40));
  });
  it('pads by columns', () => {
    expect(padColumns('中', 4)).toBe('中  ');
    expect(padColumns('中文字', 4)).toBe('中文字');
    expect(widest(['a', '中文', 'abc'])).toBe(4);
  });
});

describe('jsonText', () => {
  const plain = createStyle(false);
  it('prints the same JSON, digits and repeats included', () => {
    const source = '{"id":9007199254740993,"n":1.50e+3,"a":[],"o":{},"a":[null,true,"\\u001b中"],"":"x"}';
    const shown = jsonText(readJson(source), plain);
    expect(printJson(readJson(shown.replaceAll('\\x1b', '\\u001b')))).toBe(printJson(readJson(source)));
  });
  it('reads back on arbitrary JSON', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const node = readJson(json);
        // \x1b and \u{…} are for the eye; where a string has none, the text is JSON.
        const shown = jsonText(node, plain);
        fc.pre(!/\\x|\\u\{/.test(shown));
        expect(JSON.parse(shown)).toEqual(JSON.parse(json));
      }),
    );
  });
  it('shows what an encrypted value stands for beside it', () => {
    const node = readJson(`{"a/b":["${'A'.repeat(100)}"]}`);
    const shown = jsonText(node, plain, '', new Map([['/a~1b/0', '张\u001b三']]));
    expect(shown).toContain(`"${'A'.repeat(36)}…" → "张\\u001b三"`);
  });
  it('quotes what JSON may leave raw', () => expect(quote('\u202e\u009b')).toBe('"\\u202e\\x9b"'));
});

it('marks and verdicts differ without colour too', () => {
  const plain = createStyle(false);
  const marks = (['ok', 'info', 'warning', 'error'] as const).map((severity) => mark(plain, severity));
  expect(new Set(marks).size).toBe(4);
  expect(paintVerdict(plain, 'valid', 'genuine')).toBe('genuine');
  expect(paintVerdict(createStyle(true), 'valid', 'genuine')).toContain('\u001b[');
});
