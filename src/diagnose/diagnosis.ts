/** What a diagnosis hands back, whatever kind of check it explains. */
import type { SignRule } from '../rules/sign-rule.ts';
import type { Diagnosed } from './cause.ts';

export interface Diagnosis {
  readonly causes: readonly Diagnosed[];
  /** Hypotheses tried; 0 where nothing had to be searched. */
  readonly tried: number;
  /** All combinations of so many deviations were tried. */
  readonly depth: number;
  /** What should have been signed by the documented rule, and what was; secrets masked. */
  readonly evidence?: { readonly expected: string; readonly signed: string };
  /** The sign rule that reproduces the sign, where the rule alone explains it. */
  readonly rule?: SignRule;
  /** The canonical template that verifies. */
  readonly canonical?: string;
  /** What a value at a pointer decrypts to, once the mistake is undone. */
  readonly plaintexts?: readonly { readonly at: string; readonly text: string }[];
}

export const NO_DIAGNOSIS: Diagnosis = { causes: [], tried: 0, depth: -1 };
