/** The two languages of the tool. Every sentence that a person reads exists in both. */
export type Language = 'zh' | 'en';

export const LANGUAGES: readonly Language[] = ['zh', 'en'];

/** A short text of the platform data in both languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}
