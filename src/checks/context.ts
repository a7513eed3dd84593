/** What every check works on, and what it hands back. */
import type { Finding, Verdict } from '../findings/finding.ts';
import type { JsonNode } from '../json/read.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Body } from '../request/fields.ts';
import type { CallbackRequest } from '../request/request.ts';
import type { SignRule } from '../rules/sign-rule.ts';

export interface CheckContext {
  readonly platform: Platform;
  readonly request: CallbackRequest;
  readonly body: Body;
  /** The ciphertext when that alone was given, as it was pasted. */
  readonly blob?: string;
  /** Keys as pasted text, by slot name. */
  readonly keys: ReadonlyMap<string, string>;
  /** Sign rules to use instead of the platform's. */
  readonly signRules?: readonly SignRule[] | undefined;
  /** A canonical template to use instead of the platform's candidates. */
  readonly canonical?: string | undefined;
  /** The clock, milliseconds since 1970. */
  readonly now: number;
}

/** A decrypted text. */
export interface Plaintext {
  /** Where the ciphertext stood: a JSON pointer, or the name of a header; empty for a bare blob. */
  readonly at: string;
  readonly text: string;
  readonly json?: JsonNode;
  /** The name of the schema that it must satisfy. */
  readonly schema?: string;
}

export interface Outcome {
  readonly findings: readonly Finding[];
  /** What this check says of the request being genuine; left out where it says nothing. */
  readonly verdict?: Verdict;
  readonly plaintexts?: readonly Plaintext[];
  /** The sign that the request should carry, and the masked canonical string that makes it. */
  readonly sign?: string;
  readonly signingString?: string;
}
