/** The diagnosis as text: each mistake in a sentence, what was signed beside what should have been, and lines of code that help. */
import type { Diagnosed } from '../diagnose/cause.ts';
import { FIXES } from '../diagnose/fixes.ts';
import { causeSentence } from '../language/index.ts';
import type { Page } from './page.ts';
import { safeLine } from './safe.ts';
import type { Style } from './style.ts';
import { padColumns, widest, wrapColumns } from './wrap.ts';

export interface Evidence {
  readonly expected: string;
  readonly signed: string;
}

/** The lines of the section, without a title. */
export function diagnosisLines(
  causes: readonly Diagnosed[],
  evidence: Evidence | undefined,
  page: Page,
): string[] {
  const { catalogue, style, width } = page;
  const lines: string[] = [];
  const helped = new Set<string>();
  for (const cause of causes) {
    const sentence = wrapColumns(`${safeLine(causeSentence(catalogue, cause))} [${cause.code}]`, width - 4);
    const mark = cause.proven ? style.magenta('▶') : style.dim('?');
    lines.push(...sentence.map((line, i) => `${i === 0 ? `  ${mark} ` : '    '}${line}`));
    if (!helped.has(cause.code)) lines.push(...fixLines(cause, page));
    helped.add(cause.code);
  }
  if (evidence) lines.push(...evidenceLines(evidence, page));
  return lines;
}

function fixLines({ code }: Diagnosed, { catalogue, style }: Page): string[] {
  const fixes = Object.entries(FIXES[code] ?? {});
  const left = widest(fixes.map(([language]) => language));
  return fixes.map(([language, { code, note }]) => {
    const [gap, sign] = language === 'python' ? ['  ', '#'] : [' ', '//'];
    const comment = note && `${sign} ${note[catalogue.language]}`;
    const line = [code, comment].filter((part) => part !== undefined).join(gap);
    return `      ${style.dim(padColumns(language, left))}  ${style.cyan(line)}`;
  });
}

/** Both canonical strings around the places where they differ, the difference in brackets and colour. */
function evidenceLines({ expected, signed }: Evidence, { catalogue, style }: Page): string[] {
  const { words } = catalogue;
  const labels = [words.expectedString, words.signed];
  const left = widest(labels);
  const [a, b] = markDifference(expected, signed, style);
  return [a, b].map((text, i) => `  ${style.dim(padColumns(labels[i] ?? '', left))}  ${text}`);
}

/** So much of what is equal is shown on either side of a difference. */
const CONTEXT = 24;

/** Two texts on one safe line each, cut to what differs and its surroundings. */
export function markDifference(a: string, b: string, style: Style): [string, string] {
  const [left, right] = [[...a], [...b]];
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let end = 0;
  while (
    end < left.length - start &&
    end < right.length - start &&
    left[left.length - 1 - end] === right[right.length - 1 - end]
  )
    end++;
  const show = (text: readonly string[], paint: (t: string) => string) => {
    const before = text.slice(Math.max(0, start - CONTEXT), start).join('');
    const middle = text.slice(start, text.length - end).join('');
    const after = text.slice(text.length - end, text.length - end + CONTEXT).join('');
    const cutStart = start > CONTEXT ? '…' : '';
    const cutEnd = end > CONTEXT ? '…' : '';
    return `${cutStart}${safeLine(before)}${paint(`[${safeLine(shorten(middle))}]`)}${safeLine(after)}${cutEnd}`;
  };
  return [show(left, style.red), show(right, style.green)];
}

/** The inside of a long difference says little: its ends do. */
function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 120)} … ${text.slice(-60)}` : text;
}
