/** A platform's facts as text, and the list of platforms. */
import { KEY_SLOTS } from '../platforms/key-slots.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Page } from './report.ts';
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

/** Everything that a developer looks up: keys, messages, rules, answer, codes, retries, facts with how sure they are. */
export function platformText(platform: Platform, { catalogue, style, width }: Page): string {
  const { language, words } = catalogue;
  const { platformFacts, sure } = words;
  const rows = (pairs: readonly (readonly [string, string])[]) => {
    const left = widest(pairs.map(([name]) => name));
    return pairs.flatMap(([name, text]) => {
      const [first = '', ...rest] = wrapColumns(text, Math.max(20, width - left - 4));
      return [
        `  ${padColumns(name, left)}  ${first}`,
        ...rest.map((line) => `  ${' '.repeat(left)}  ${line}`),
      ];
    });
  };
  const rules = platform.checks.flatMap((check) => {
    if (check.kind === 'sign')
      return check.rules.map((r): [string, string] => [
        r.id,
        `${r.digest}(${r.before}${r.names ? `name${r.pair}` : ''}value${r.join}…${r.after})`,
      ]);
    return check.kind === 'signature' ? check.rules.map((r): [string, string] => [r.id, r.canonical]) : [];
  });
  const sections: [string, string[]][] = [
    [
      platformFacts.keys,
      rows(KEY_SLOTS.filter((s) => s.platform === platform.id).map((s) => [`--${s.name}`, s.what[language]])),
    ],
    [
      platformFacts.events,
      rows(Object.entries(platform.event?.names ?? {}).map(([k, v]) => [k, v[language]])),
    ],
    [platformFacts.rules, rows(rules)],
    [platformFacts.answer, rows([[`HTTP ${platform.answer.success.status}`, platform.answer.success.body]])],
    [platformFacts.codes, rows(platform.answer.codes.map((c) => [c.value, c.meaning[language]]))],
    [platformFacts.retries, rows([['', platform.retry.note[language]]]).map((l) => l.replace(/^ {4}/, '  '))],
    [platformFacts.facts, rows(platform.facts.map((f) => [`[${sure[f.sure]}]`, f.text[language]]))],
    [
      platformFacts.schemas,
      rows([
        [
          '',
          Object.keys(platform.schemas)
            .map((s) => `${platform.id}/${s}`)
            .join(', '),
        ],
      ]),
    ],
  ];
  const title = `${style.bold(platform.name[language])} (${platform.id}) ${style.dim('·')} ${platform.summary[language]}`;
  const shown = sections.filter(([, lines]) => lines.length > 0);
  return `${[title, ...shown.map(([name, lines]) => [style.bold(style.underline(name)), ...lines].join('\n'))].join('\n\n')}\n`;
}
