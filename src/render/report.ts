/** The report as text for people: from the top, what it is, the verdict, what is wrong, then the content. */
import type { Plaintext } from '../checks/context.ts';
import type { Diagnosed } from '../diagnose/cause.ts';
import type { Finding, Severity, Verdict } from '../findings/finding.ts';
import type { Layer } from '../input/unwrap/layers.ts';
import { tryReadJson } from '../json/read.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { findingSentence } from '../language/index.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Body } from '../request/fields.ts';
import type { CallbackRequest } from '../request/request.ts';
import { diagnosisLines, type Evidence } from './diagnosis.ts';
import { jsonText } from './json-text.ts';
import type { Page } from './page.ts';
import { safeLine, safeText } from './safe.ts';
import { mark, paintVerdict, type Style } from './style.ts';
import { padColumns, widest, wrapColumns } from './wrap.ts';

const BY_WEIGHT: readonly Severity[] = ['error', 'warning', 'ok', 'info'];

/** Findings, the worst first, each on a line of its own (wrapped and indented where the terminal is narrow). */
export function findingLines(findings: readonly Finding[], { catalogue, style, width }: Page): string[] {
  const sorted = BY_WEIGHT.flatMap((severity) => findings.filter((f) => f.severity === severity));
  return sorted.flatMap((f) => {
    const [first = '', ...rest] = wrapColumns(safeLine(findingSentence(catalogue, f)), width - 4);
    return [`  ${mark(style, f.severity)} ${first}`, ...rest.map((line) => `    ${line}`)];
  });
}

/** What is known of a request besides the findings; what is absent is left out of the page. */
export interface ReportPage {
  readonly platform?: Platform | undefined;
  readonly event?: string | undefined;
  readonly request: CallbackRequest;
  readonly body: Body;
  readonly blob?: string | undefined;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly plaintexts: readonly Plaintext[];
  readonly signingString?: string | undefined;
  readonly diagnosis?: readonly Diagnosed[] | undefined;
  readonly evidence?: Evidence | undefined;
  readonly layers: readonly Layer[];
  /** Instead of the usual first line. */
  readonly headline?: string;
  /** Line ends in texts are shown as escapes too, where what comes next on the screen must not be faked. */
  readonly escapeLines?: boolean;
}

/** `海投汇 · POST /notify · 验证不通过` */
export function headline(
  report: Pick<ReportPage, 'platform' | 'event' | 'request' | 'verdict'>,
  page: Page,
): string {
  const { catalogue, style } = page;
  const { platform, request, verdict } = report;
  const { language, words } = catalogue;
  const name = platform ? platform.name[language] : words.unknownPlatform;
  const verdicts = verdictWords(platform, catalogue);
  const parts = [
    style.bold(name),
    report.event && safeLine(report.event),
    [request.method, request.url]
      .filter((p) => p !== undefined)
      .map(safeLine)
      .join(' '),
    paintVerdict(style, verdict, verdicts[verdict]),
  ];
  return parts.filter(Boolean).join(style.dim(' · '));
}

/** The verdicts in words: a platform that only encrypts has no signature to speak of. */
export function verdictWords(
  platform: Platform | undefined,
  { words }: Catalogue,
): Readonly<Record<Verdict, string>> {
  const encryptedOnly =
    platform?.checks.some(({ kind }) => kind === 'cipher') &&
    !platform.checks.some(({ kind }) => kind === 'sign' || kind === 'signature');
  return encryptedOnly ? words.verdictsOfCipher : words.verdicts;
}

/** The event of a request in words: `1003 合约上链成功`. */
export function eventName(
  platform: Platform | undefined,
  code: string | undefined,
  catalogue: Catalogue,
): string | undefined {
  if (code === undefined) return undefined;
  const name = platform?.event?.names[code]?.[catalogue.language];
  return name ? `${code} ${name}` : code;
}

/** The whole report, ending with a line end. */
export function reportText(report: ReportPage, page: Page): string {
  const { catalogue, style } = page;
  const { words } = catalogue;
  const sections: string[][] = [
    [report.headline ?? headline(report, page), ...findingLines(report.findings, page)],
  ];
  const title = (text: string) => style.bold(style.underline(text));
  sections.push(...diagnosisSections(report, page));
  if (report.blob === undefined) sections.push([title(words.content), ...contentLines(report, page)]);
  const apart = report.plaintexts.filter(({ at }) => !at.startsWith('/') || at === '' || isLong(at, report));
  for (const { at, text } of apart)
    sections.push([
      title(at === '' ? words.decrypted : `${words.decrypted} ${safeLine(at)}`),
      ...indented(prettyText(text, style, plainOf(report))),
    ]);
  if (report.signingString !== undefined)
    sections.push([
      title(words.signed),
      ...wrapColumns(safeLine(report.signingString), page.width - 2).map((l) => `  ${l}`),
    ]);
  if (report.layers.length > 0)
    sections.push([
      `${style.dim(`${words.takenOff}:`)} ${report.layers.map((l) => safeLine(catalogue.layer(l))).join(style.dim(' → '))}`,
    ]);
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Why it fails; for a callback that verifies, what may trip up others. */
export function diagnosisSections(
  { diagnosis = [], evidence, verdict }: Pick<ReportPage, 'diagnosis' | 'evidence' | 'verdict'>,
  page: Page,
): string[][] {
  const { words } = page.catalogue;
  if (diagnosis.length === 0) return [];
  const title = verdict === 'valid' ? words.observed : words.diagnosis;
  return [[page.style.bold(page.style.underline(title)), ...diagnosisLines(diagnosis, evidence, page)]];
}

/** A plaintext that is JSON gets a section of its own; a short one stands beside its ciphertext. */
function isLong(at: string, report: ReportPage): boolean {
  return report.plaintexts.find((p) => p.at === at)?.json?.type === 'object';
}

const indented = (text: string) => text.split('\n').map((line) => `  ${line}`);

/** How text that is no JSON is made safe. */
const plainOf = ({ escapeLines }: ReportPage) => (escapeLines ? safeLine : safeText);

/** Text as indented JSON where it is JSON, else as it is, made safe. */
function prettyText(text: string, style: Style, plain: (text: string) => string): string {
  const json = tryReadJson(text);
  return json && (json.type === 'object' || json.type === 'array') ? jsonText(json, style) : plain(text);
}

/** No person reads further, and no callback has as many; the signed string still covers them all. */
const MOST_FIELDS = 1000;

function contentLines(report: ReportPage, { catalogue, style }: Page): string[] {
  const { body, plaintexts, request } = report;
  const plain = plainOf(report);
  if (body.json) {
    const short = new Map(plaintexts.filter((p) => p.json?.type !== 'object').map((p) => [p.at, p.text]));
    return indented(jsonText(body.json, style, '', short));
  }
  if (body.kind === 'form') {
    const shown = body.fields.slice(0, MOST_FIELDS);
    const width = widest(shown.map(({ name }) => safeLine(name)));
    const lines = shown.flatMap(({ name, value }) => {
      const [first = '', ...rest] = prettyText(value ?? '', style, plain).split('\n');
      const label = style.cyan(padColumns(safeLine(name), width));
      return [`  ${label}  ${first}`, ...rest.map((line) => `  ${' '.repeat(width + 2)}${line}`)];
    });
    const left = body.fields.length - shown.length;
    return left > 0 ? [...lines, `  ${style.dim(catalogue.words.more(left))}`] : lines;
  }
  if (body.kind === 'empty') return [`  ${style.dim(catalogue.words.bodyEmpty)}`];
  return [...indented(plain(body.text)), `  ${style.dim(catalogue.words.bytes(request.body.length))}`];
}
