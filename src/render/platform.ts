/** A platform's facts as text, and the list of platforms. */
import { largestUnits } from '../language/duration.ts';
import { KEY_SLOTS } from '../platforms/key-slots.ts';
import type { Platform, RetryPlan, Schema } from '../platforms/platform.ts';
import type { SignRule } from '../rules/sign-rule.ts';
import type { Page } from './page.ts';
import { workedExample } from './worked-example.ts';
import { padColumns, widest, wrapColumns } from './wrap.ts';

/** One line for each platform. */
export function platformList(platforms: readonly Platform[], { catalogue, style }: Page): string {
  const { language } = catalogue;
  const ids = widest(platforms.map(({ id }) => id));
  const names = widest(platforms.map(({ name }) => name[language]));
  return platforms
    .map(
      ({ id, name, summary }) =>
        `${style.bold(padColumns(id, ids))}  ${padColumns(name[language], names)}  ${summary[language]}\n`,
    )
    .join('');
}

type Row = readonly [label: string, text: string];
type Section = readonly [title: string, lines: readonly string[]];

/** Everything that a developer looks up: keys, messages and their fields, rules, answer, codes, retries, facts. */
export function platformText(platform: Platform, page: Page): string {
  const { catalogue, style } = page;
  const { language, words, dialogue } = catalogue;
  const { platformFacts, sure } = words;
  const rows = (pairs: readonly Row[]) => tableLines(pairs, page);
  const sections: Section[] = [
    [
      platformFacts.keys,
      rows(KEY_SLOTS.filter((s) => s.platform === platform.id).map((s) => [`--${s.name}`, s.what[language]])),
    ],
    ...fieldSections(platform, page),
    [
      platformFacts.events,
      // Where each message has fields of its own, it stands among the fields already.
      eventSchemas(platform).length > 0
        ? []
        : rows(Object.entries(platform.event?.names ?? {}).map(([k, v]) => [k, v[language]])),
    ],
    ...ruleSections(platform, page),
    exampleSection(platform, page),
    [platformFacts.answer, rows(answerRows(platform, page))],
    [platformFacts.codes, rows(platform.answer.codes.map((c) => [c.value, c.meaning[language]]))],
    [platformFacts.retries, retryLines(platform.retry, page)],
    [
      platformFacts.facts,
      tableLines(
        platform.facts.map((f) => [`[${sure[f.sure]}]`, f.text[language]]),
        page,
        (label, i) => (platform.facts[i]?.sure === 'inferred' ? style.yellow(label) : style.dim(label)),
      ),
    ],
    [
      platformFacts.schemas,
      rows([
        [
          '--schema',
          Object.keys(platform.schemas)
            .map((s) => `${platform.id}/${s}`)
            .join(', '),
        ],
      ]),
    ],
  ];
  const summary = wrapColumns(
    `${platform.name[language]} (${platform.id}) · ${platform.summary[language]}`,
    page.width,
  );
  const title = summary.map((line) => style.bold(line)).join('\n');
  const shown = sections.filter(([, lines]) => lines.length > 0);
  const text = shown.map(([name, lines]) => [style.bold(style.underline(name)), ...lines].join('\n'));
  return `${[title, ...text].join('\n\n')}\n`.replaceAll(dialogue.platformPage.exampleNotConfirmed, (s) =>
    style.yellow(s),
  );
}

/** Labels in one column, texts wrapped beside them. */
function tableLines(
  pairs: readonly Row[],
  { width }: Page,
  paint: (label: string, row: number) => string = (label) => label,
): string[] {
  const left = widest(pairs.map(([name]) => name));
  return pairs.flatMap(([name, text], i) => {
    const [first = '', ...rest] = wrapColumns(text, Math.max(20, width - left - 4));
    return [
      `  ${paint(padColumns(name, left), i)}  ${first}`.trimEnd(),
      ...rest.map((line) => `  ${' '.repeat(left)}  ${line}`),
    ];
  });
}

interface Property extends Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly maxLength?: number;
  readonly description?: string;
}

const propertiesOf = (schema: Schema | undefined) =>
  Object.entries((schema?.['properties'] ?? {}) as Readonly<Record<string, Property>>);

/** The schemas of single messages, where they have fields. */
function eventSchemas({ bodySchema, schemas }: Platform): [event: string, schema: Schema][] {
  if ('always' in bodySchema) return [];
  return Object.entries(bodySchema.cases).flatMap(([event, name]): [string, Schema][] => {
    // Where two messages share a number, the choice names a schema of both, and each has its own beside it.
    const schema = schemas[event] ?? schemas[name];
    return propertiesOf(schema ?? {}).length > 0 && schema ? [[event, schema]] : [];
  });
}

/** The fields of each schema that has any; of the schemas of single messages, one line for each message. */
function fieldSections(platform: Platform, page: Page): Section[] {
  const { catalogue } = page;
  const { language, dialogue } = catalogue;
  const words = dialogue.platformPage;
  const events = eventSchemas(platform);
  const cases = 'cases' in platform.bodySchema ? Object.entries(platform.bodySchema.cases).flat() : [];
  const single = Object.entries(platform.schemas)
    .filter(([name, schema]) => !cases.includes(name) && propertiesOf(schema).length > 0)
    .map(([name, schema]): Section => {
      const required = (schema['required'] ?? []) as readonly string[];
      const what = String(schema[language === 'zh' ? 'description' : 'title'] ?? '');
      const lines = tableLines(
        propertiesOf(schema).map(([field, property]) => [
          field,
          [
            typeText(property, page),
            required.includes(field) ? words.required : words.optional,
            language === 'zh' ? property.description : undefined,
          ]
            .filter(Boolean)
            .join(language === 'zh' ? '，' : ', '),
        ]),
        page,
      );
      return [words.fields(`${platform.id}/${name}${what ? ` · ${what}` : ''}`), lines];
    });
  if (events.length === 0) return single;
  const shared = propertiesOf(events[0]?.[1])
    .map(([name]) => name)
    .filter((name) => events.every(([, schema]) => propertiesOf(schema).some(([n]) => n === name)));
  const lines = tableLines(
    events.map(([event, schema]) => [
      event,
      `${platform.event?.names[event]?.[language] ?? ''}: ${propertiesOf(schema)
        .filter(([name]) => !shared.includes(name))
        .map(([name, property]) => `${name} ${typeText(property, page)}`)
        .join(', ')}`,
    ]),
    page,
  );
  return [...single, [words.fields(`${shared.join(', ')} …`), lines]];
}

function typeText({ type, maxLength, enum: values }: Property, { catalogue }: Page): string {
  const { types } = catalogue.dialogue.platformPage;
  const name =
    typeof type === 'string' && Object.hasOwn(types, type) ? types[type as keyof typeof types] : '';
  if (values && values.length <= 8) return `${name} ${values.join(' | ')}`.trim();
  return maxLength === undefined ? name : `${name} ≤ ${maxLength}`;
}

function ruleSections({ checks }: Platform, page: Page): Section[] {
  const { platformFacts } = page.catalogue.words;
  const words = page.catalogue.dialogue.platformPage;
  return checks.flatMap((check): Section[] => {
    if (check.kind === 'cipher')
      return [[words.encryption, tableLines([['', words.cipher(check.rule)]], page)]];
    if (check.kind !== 'sign' && check.kind !== 'signature') return [];
    const pairs: Row[] =
      check.kind === 'sign'
        ? check.rules.map((r) => [r.id, ruleText(r)])
        : check.rules.map((r) => [r.id, `${r.canonical}  ${words.digests}: ${r.digests.join(', ')}`]);
    const doubt = check.confirmed ? '' : ` · ${words.unconfirmedRules}`;
    return [[`${platformFacts.rules}${doubt}`, tableLines(pairs, page)]];
  });
}

/** A sign rule in the words of rule files: `md5(name=value&…&key={secret}), values java-url, …`. */
function ruleText(r: SignRule): string {
  const edits = r.edits.map((edit) => (edit.kind === 'replace' ? `${edit.find} → ${edit.with}` : edit.kind));
  return [
    `${r.digest}(${r.before}${r.names ? `name${r.pair}` : ''}value${r.join}…${r.after})`,
    `order ${r.order}`,
    `emptyValues ${r.emptyValues}`,
    `valueEncoding ${r.valueEncoding}`,
    ...(edits.length > 0 ? [`edits ${edits.join(', ')}`] : []),
    `output ${r.output.form} ${r.output.case}`,
  ].join('; ');
}

/** Not wrapped: the commands are there to be copied. */
function exampleSection(platform: Platform, page: Page): Section {
  const words = page.catalogue.dialogue.platformPage;
  const steps = workedExample(platform);
  const left = widest(steps.map(({ step }) => words.steps[step]));
  const confirmed = platform.checks.every((check) => !('confirmed' in check) || check.confirmed);
  return [
    confirmed ? words.example : `${words.example} · ${words.exampleNotConfirmed}`,
    steps.map(({ step, text }) => `  ${padColumns(words.steps[step], left)}  ${text}`),
  ];
}

function answerRows({ answer }: Platform, { catalogue }: Page): Row[] {
  const { answers, within } = catalogue.dialogue.platformPage;
  const limit = answer.withinSeconds === undefined ? '' : `  (${within(answer.withinSeconds)})`;
  return (['success', 'failure'] as const).map((kind): Row => {
    const { status, body } = answer[kind];
    return [`${answers[kind]} · HTTP ${status}`, `${body}${kind === 'success' ? limit : ''}`];
  });
}

/** So many attempts are listed with their times. */
const LISTED = 12;

function retryLines(retry: RetryPlan, page: Page): string[] {
  const { language, dialogue } = page.catalogue;
  const { attempts, after } = dialogue.platformPage;
  const lines = wrapColumns(retry.note[language], page.width - 2).map((line) => `  ${line}`);
  const times = attemptTimes(retry);
  if (times.length <= 1) return lines;
  const listed = times.slice(0, LISTED).map((seconds) => after(largestUnits(seconds)));
  const text = `${attempts(times.length)} ${listed.join(', ')}${times.length > LISTED ? ' …' : ''}`;
  return [...lines, ...wrapColumns(text, page.width - 2).map((line) => `  ${line}`)];
}

/** Seconds from the first attempt to each, in order, by a plan that says how far its attempts are apart. */
export function attemptTimes({ gaps, onwards }: RetryPlan): number[] {
  if (gaps.length === 0) return [];
  const times = [0];
  for (const gap of gaps) times.push((times.at(-1) ?? 0) + gap);
  if (onwards)
    for (let at = (times.at(-1) ?? 0) + onwards.gap; at <= onwards.forSeconds; at += onwards.gap)
      times.push(at);
  return times;
}
