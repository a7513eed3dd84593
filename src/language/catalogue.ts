/** What a language must provide. The compiler holds both languages to it, so that no sentence is missing in one. */
import type { Cause, CauseCode } from '../diagnose/cause.ts';
import type { FindingCode, FindingFacts, Verdict } from '../findings/finding.ts';
import type { ProblemCode, ProblemFacts } from '../findings/problem.ts';
import type { Layer, UnwrapProblem } from '../input/unwrap/layers.ts';
import type { Expected } from '../schema/problem.ts';
import type { Dialogue } from './dialogue.ts';
import type { Language } from './text.ts';

export interface Catalogue {
  readonly language: Language;
  readonly findings: { readonly [C in FindingCode]: (facts: FindingFacts[C]) => string };
  readonly problems: { readonly [C in ProblemCode]: (facts: ProblemFacts[C]) => string };
  readonly causes: { readonly [C in CauseCode]: (cause: Cause) => string };
  readonly layer: (layer: Layer) => string;
  readonly unwrapProblem: (problem: UnwrapProblem) => string;
  readonly expected: (expected: Expected) => string;
  readonly words: Words;
  readonly dialogue: Dialogue;
}

/** Single words and headings. */
export interface Words {
  /** The verdict on a signed message, and on an encrypted one that carries no signature. */
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly verdictsOfCipher: Readonly<Record<Verdict, string>>;
  readonly unknownPlatform: string;
  readonly content: string;
  readonly decrypted: string;
  readonly signed: string;
  readonly expectedString: string;
  readonly diagnosis: string;
  readonly observed: string;
  readonly possible: (sentence: string) => string;
  readonly searching: (tried: number, depth: number, seconds: number) => string;
  readonly takenOff: string;
  readonly headers: string;
  readonly sure: Readonly<Record<'documented' | 'guide' | 'inferred', string>>;
  readonly bodyEmpty: string;
  readonly bytes: (count: number) => string;
  /** Stands for what a long list leaves out. */
  readonly more: (count: number) => string;
  readonly copied: string;
  readonly error: string;
  readonly keyPrompt: (what: string, option: string) => string;
  readonly pastePrompt: string;
  readonly platformFacts: Readonly<
    Record<'keys' | 'events' | 'answer' | 'codes' | 'retries' | 'facts' | 'schemas' | 'rules', string>
  >;
}
