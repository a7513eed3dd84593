/** What is said of a key, as text and as JSON. No character of the key is in it. */
import type { KeyReport, SampleKey, StoredMatch } from '../config/inspect-key.ts';
import type { Catalogue } from '../language/catalogue.ts';
import type { Page } from './page.ts';
import { safeLine } from './safe.ts';
import { mark } from './style.ts';
import { padColumns, widest, wrapColumns } from './wrap.ts';

export interface KeyFacts {
  readonly report: KeyReport;
  readonly matches: readonly StoredMatch[];
  readonly sample?: SampleKey | undefined;
  /** Whether there are stored keys at all. */
  readonly stored: boolean;
}

/** One line for each fact, and one for each thing that is wrong. */
export function keyReportText(facts: KeyFacts, { catalogue, style, width }: Page): string {
  const { report, matches, sample } = facts;
  const words = catalogue.dialogue.keys;
  const { labels } = words;
  const rows: [string, string][] = [];
  const remarks: string[] = [];
  const remark = (severity: 'ok' | 'info' | 'warning' | 'error', text: string) => {
    const [first = '', ...rest] = wrapColumns(safeLine(text), width - 4);
    remarks.push(`  ${mark(style, severity)} ${first}`, ...rest.map((line) => `    ${line}`));
  };
  if (report.kind === 'pair') {
    const { key, certificate } = report;
    rows.push([labels.kind, style.bold(words.families[key.family][key.kind])]);
    if (key.family === 'rsa') rows.push([labels.size, words.bits(key.bits)]);
    else rows.push([labels.curve, key.curve]);
    rows.push(
      [labels.container, words.containers[key.container]],
      [labels.encoding, words.encodings[key.encoding]],
    );
    rows.push([labels.fingerprint, key.fingerprint.slice(0, 8)]);
    if (certificate) {
      const day = (date: Date) => date.toISOString().slice(0, 10);
      rows.push([labels.subject, safeLine(certificate.subject)]);
      rows.push([labels.validity, `${day(certificate.from)} – ${day(certificate.to)}`]);
      if (certificate.to.getTime() < Date.now()) remark('warning', words.expired);
    }
    if (key.repairs.length > 0) {
      for (const repair of key.repairs) remark('warning', words.repairs[repair]);
      remark('info', words.howToRepair);
    } else remark('ok', labels.usable);
  } else if (report.kind === 'secret') {
    rows.push([labels.kind, style.bold(words.secret)], [labels.length, String(report.characters)]);
    for (const [i, { reading, bytes, use }] of report.readings.entries())
      rows.push([i === 0 ? labels.readings : '', words.reading(reading, bytes, use)]);
    for (const edge of report.edges) remark('warning', words.edges[edge]);
  } else remark('error', `${labels.problem}: ${words.problem(report.problem)}`);
  if (sample) remark('warning', words.sample(sample.platform));
  for (const { address, profile, same } of matches) remark('ok', words.matches(address, profile, same));
  if (facts.stored && matches.length === 0 && report.kind !== 'problem') remark('info', words.noMatch);
  const left = widest(rows.map(([label]) => label));
  const lines = rows.map(([label, text]) => `  ${style.dim(padColumns(label, left))}  ${text}`);
  return `${[...lines, ...remarks].join('\n')}\n`;
}

/** The same for --json. */
export function keyReportJson({ report, matches, sample }: KeyFacts, { dialogue }: Catalogue): object {
  const common = { matches, ...(sample && { sample }) };
  if (report.kind === 'problem') {
    const { problem } = report;
    return { version: 1, kind: 'problem', problem, message: dialogue.keys.problem(problem), ...common };
  }
  if (report.kind === 'secret') {
    const { characters, readings, edges } = report;
    return { version: 1, kind: 'secret', characters, readings, edges, ...common };
  }
  const { key, certificate } = report;
  return {
    version: 1,
    kind: 'pair',
    half: key.kind,
    family: key.family,
    ...(key.family === 'rsa' ? { bits: key.bits } : { curve: key.curve }),
    container: key.container,
    encoding: key.encoding,
    fingerprint: key.fingerprint.slice(0, 8),
    repairs: key.repairs,
    ...(certificate && { certificate }),
    ...common,
  };
}
