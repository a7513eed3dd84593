/** Chooses the language and loads its catalogue; the other one is never loaded. */
import type { Diagnosed } from '../diagnose/cause.ts';
import type { Finding } from '../findings/finding.ts';
import type { Problem } from '../findings/problem.ts';
import type { Catalogue } from './catalogue.ts';
import { LANGUAGES, type Language } from './text.ts';

/** The language of the environment: the first of LC_ALL, LC_MESSAGES and LANG that is set; Chinese for `zh…`, else English. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return LANGUAGES.find((language) => locale.toLowerCase().startsWith(language)) ?? 'en';
}

/** The sentences of a language. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  return (language === 'zh' ? await import('./zh/index.ts') : await import('./en/index.ts')).default;
}

/** A finding's sentence. It may hold text from outside: make it safe before showing it. */
export function findingSentence(catalogue: Catalogue, finding: Finding): string {
  return (catalogue.findings[finding.code] as (facts: Finding) => string)(finding);
}

/** A problem's sentence, likewise. */
export function problemSentence(catalogue: Catalogue, problem: Problem): string {
  return (catalogue.problems[problem.code] as (facts: object) => string)(problem.facts);
}

/** What a diagnosis says of one mistake, likewise; one that is not proven is said to be possible. */
export function causeSentence(catalogue: Catalogue, cause: Diagnosed): string {
  const sentence = catalogue.causes[cause.code](cause);
  return cause.proven ? sentence : catalogue.words.possible(sentence);
}
