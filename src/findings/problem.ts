/** What stops a command before it can check anything: bad usage, unreadable input, a missing key. Exit status 2. */

/** The facts of each problem; its sentence is in src/language. */
export interface ProblemFacts {
  'no-input': object;
  'input-empty': object;
  'input-binary': { bytes: number };
  'input-unrecognised': { bytes: number };
  'input-too-large': { bytes: number; limit: number };
  'input-twice': { first: string; second: string };
  'input-is-key': object;
  'input-choice': { count: number; choices: readonly string[] };
  'file-unreadable': { path: string; reason: string };
  'clipboard-unavailable': { reason: string };
  'secret-file-unreadable': { option: string; path: string; reason: string };
  'secret-variable-unset': { option: string; name: string };
  'secret-empty': { option: string };
  'key-missing': { platform: string; keys: readonly string[]; variables: readonly string[] };
  'key-unusable': { key: string; reason: string };
  'platform-unknown': { platform: string; known: readonly string[]; meant?: string | undefined };
  'platform-undetected': { known: readonly string[] };
  'platform-has-no': { platform: string; command: string; able: readonly string[] };
  'not-for-platform': { option: string; platform: string };
  'rule-unknown': { rule: string; known: readonly string[] };
  'rule-invalid': { path: string; reason: string };
  'canonical-invalid': { found: string; known: readonly string[] };
  'schema-unknown': { schema: string; known: readonly string[] };
  'schema-invalid': { path: string; reason: string; pointer: string };
  'schema-undetected': { known: readonly string[] };
  'not-json': { line: number; column: number; reason: string };
  'nothing-to-decrypt': object;
  'nothing-to-sign': object;
  'option-value': { option: string; value: string; expected: string };
  'entry-out-of-range': { entry: number; count: number };
  'listen-failed': { host: string; port: number; reason: string };
  'tunnel-missing': { program: string; install: string };
  'history-unusable': { path: string; reason: string };
  'delivery-unknown': { id: string };
  'message-unknown': { message: string; platform: string; known: readonly string[] };
  'field-unknown': { name: string };
  'tamper-impossible': { tamper: string; platform: string; able: readonly string[] };
  'argument-missing': { what: string };
  'editor-failed': { editor: string; reason: string };
  /** `at`: JSON pointer, empty where the file is not JSON. */
  'profiles-invalid': { path: string; at: string };
  'profile-unknown': { profile: string; known: readonly string[]; meant: string | undefined };
  'profile-name': { name: string };
  'key-address-unknown': { address: string; known: readonly string[]; meant: string | undefined };
  'key-not-stored': { profile: string; address: string; stored: readonly string[] };
  'project-file-invalid': { path: string; at: string; known: readonly string[] };
  'project-file-secret': { path: string; at: string };
  'file-exists': { path: string };
  'clipboard-no-display': object;
  'file-unwritable': { path: string; reason: string };
  /** A mistake of this program. */
  unexpected: { error: string };
}

export type ProblemCode = keyof ProblemFacts;

/** Thrown anywhere above the crypto room; the command line turns it into one line on stderr and exit status 2. */
export class Problem<C extends ProblemCode = ProblemCode> extends Error {
  override readonly name = 'Problem';
  readonly code: C;
  readonly facts: ProblemFacts[C];

  constructor(code: C, facts: ProblemFacts[C]) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}
