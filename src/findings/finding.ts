/**
 * What a check can say, as data: a code and the facts that go with it. Sentences are in src/language, one for
 * each code in each language; the terminal, --json and other readers render the same findings.
 */

import type { ByteCount } from '../crypto/aes.ts';
import type { KeyProblem } from '../crypto/key-error.ts';
import type { UnwrapProblem } from '../input/unwrap/layers.ts';
import type { Bilingual } from '../language/text.ts';
import type { Expected } from '../schema/problem.ts';

export type Severity = 'ok' | 'info' | 'warning' | 'error';

/** The facts of each code. Values are safe to show: no secret is ever a fact. */
export interface FindingFacts {
  'platform-detected': { platform: string; reasons: readonly string[] };
  'platform-unknown': object;
  'input-problem': { problem: UnwrapProblem };
  'key-missing': { platform: string; key: string; check: string };
  'key-wrong-kind': { key: string; needed: 'public' | 'private'; given: 'public' | 'private' };
  'key-unusable': { key: string; problem: KeyProblem };
  'key-length': { key: string; expected: 'key' | 'iv'; readings: readonly ByteCount[] };
  'body-unreadable': { expected: 'json' | 'form'; line?: number; column?: number; reason?: string };
  'json-repeated-name': { pointer: string };

  'sign-valid': { rule: string; field: string };
  'sign-invalid': { rules: readonly string[]; field: string; expected: string; observed: string };
  'sign-missing': { field: string; expected?: string };
  'sign-rule-inferred': { platform: string; rule: string };
  'sign-rule-other': { rule: string; default: string };

  decrypted: {
    at: string;
    cipher: string;
    keyReading: string;
    /** How the platform itself takes the key. */
    usualReading: string;
    keyBytes: number;
    ivReading: string;
    padding: string;
  };
  'decrypt-other-readings': { at: string; readings: readonly string[] };
  'decrypt-not-clean': { at: string };
  'decrypt-length': { at: string; length: number; missing: number; extra: number };
  'decrypt-padding': { at: string; tried: readonly string[] };
  'decrypt-not-text': { at: string; tried: readonly string[]; afterFirstBlock: boolean };
  'ciphertext-encoding': { at: string; found: string };
  'ciphertext-missing': { at: string };
  /** A value in the open is not the one inside the ciphertext: they are of two messages, or one was changed. */
  'ciphertext-other': { at: string; member: string; inside: string; open: string };

  'rule-found': { platform: string; rule: object };
  'rule-saved': { platform: string; path: string };
  'rule-saved-used': { platform: string; path: string };
  'diagnosis-none': { tried: number; depth: number };

  'signature-valid': { canonical: string; rule: string; algorithm: string; encoding: string };
  'signature-invalid': { algorithm: string; tried: number; recovered?: string; expected?: string };
  'signature-wrong-key': { key: string; algorithm: string };
  'signature-missing': { at: string };
  'signature-encoding': { at: string };
  'signature-length': { at: string; length: number; expected: number };
  'signature-rule-inferred': { platform: string; rule: string };

  'secret-field-decrypted': { pointer: string; scheme: string; blocks: number };
  'secret-field-failed': { pointer: string; reason: SecretFieldFailure; length: number; need: number };

  'schema-valid': { schema: string };
  'schema-problem': { schema: string; pointer: string; expected: Expected; found?: string };
  'schema-none': { event: string };

  'timestamp-fresh': { at: string; ageSeconds: number };
  'timestamp-old': { at: string; ageSeconds: number; windowSeconds: number };
  'timestamp-future': { at: string; aheadSeconds: number };
  'timestamp-unit': { at: string; documented: string; found: string };
  'timestamp-format': { at: string; expected: string; found: string };

  'answer-accepted': { ms: number };
  /** A well-formed answer that says no; `final` where the platform then sends no more. */
  'answer-refused': { field: string; value: string; final: boolean; meaning?: Bilingual };
  'answer-none': { reason: string };
  'answer-not-json': { bytes: number; start: string; contentType?: string };
  'answer-field-missing': { field: string };
  'answer-code': { pointer: string; expected: Expected; found?: string };
  'answer-status': { status: number };
  'answer-slow': { seconds: number; limit: number; documented: boolean };

  /** The same message once more; `due` is when the plan has it, `next` when the next one comes, both in seconds. */
  retry: {
    attempt: number;
    of?: number;
    first: string;
    afterSeconds: number;
    dueSeconds?: number;
    onSchedule: boolean;
    nextSeconds?: number;
  };
  replayed: { first: string; attempt: number; afterSeconds: number };
  duplicate: { first: string; attempt: number; afterSeconds: number };
}

/** Why an encrypted value does not open. */
export type SecretFieldFailure =
  | 'length'
  | 'too-short'
  | 'wrong-key-or-padding'
  | 'point-not-on-curve'
  | 'mac'
  | 'key-type'
  | 'encoding'
  | 'not-text';

export type FindingCode = keyof FindingFacts;

export type Finding<C extends FindingCode = FindingCode> = C extends FindingCode
  ? { readonly code: C; readonly severity: Severity } & Readonly<FindingFacts[C]>
  : never;

/** Genuine, not genuine, or not known because a key or a check is missing. */
export type Verdict = 'valid' | 'invalid' | 'unknown';

/** Makes a finding; the compiler holds the facts to the code. */
export function finding<C extends FindingCode>(severity: Severity, code: C, facts: FindingFacts[C]): Finding {
  // Facts taken over from another union may bring a code of their own, which must not win.
  const made: Record<string, unknown> = { code, severity, ...facts };
  made['code'] = code;
  made['severity'] = severity;
  return made as unknown as Finding;
}
