/** What a language provides for profiles, keys, and the conversation on a terminal. */

import type { CommandName } from '../cli/command-names.ts';
import type { KeyProblem } from '../crypto/key-error.ts';
import type { KeyEncoding, RepairCode } from '../crypto/key-text.ts';
import type { KeyContainer } from '../crypto/keys.ts';
import type { Kind } from '../input/unwrap/recogniser.ts';
import type { WorkedStep } from '../render/worked-example.ts';
import type { CipherRule } from '../rules/cipher-rule.ts';

export interface Dialogue {
  readonly warnings: {
    readonly 'profiles-readable-by-others': (facts: { path: string; mode: string }) => string;
    readonly 'project-profile-missing': (facts: { path: string; profile: string }) => string;
  };
  readonly profiles: ProfileWords;
  readonly keys: KeyWords;
  readonly paste: PasteWords;
  readonly clipboard: ClipboardWords;
  readonly menu: MenuWords;
  readonly platformPage: PlatformWords;
}

interface PasteWords {
  readonly ask: string;
  readonly received: (lines: number, bytes: number) => string;
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly several: (requests: number) => string;
}

interface ClipboardWords {
  /** The text went to the terminal's own clipboard (OSC 52), which may or may not have taken it. */
  readonly sentToTerminal: string;
  readonly failed: (reason: string) => string;
  readonly noDisplay: string;
  readonly tooLong: (bytes: number) => string;
  readonly watching: string;
}

interface ProfileWords {
  /** Behind the name of the profile in use. */
  readonly inUse: string;
  readonly none: string;
  readonly noKeys: string;
  readonly characters: (count: number) => string;
  readonly set: (address: string, profile: string, fingerprint: string) => string;
  /** A key was typed on the command line. */
  readonly inHistory: string;
  readonly removedKey: (address: string, profile: string) => string;
  readonly removedProfile: (profile: string, keys: number) => string;
  readonly using: (profile: string) => string;
  /** Another name wins over the one that `cbk profile use` chose. */
  readonly overruled: (by: 'variable' | 'project', profile: string) => string;
  readonly mistyped: Readonly<Record<'white-space' | 'quotes' | 'not-a-key', string>>;
  readonly halves: Readonly<Record<'private' | 'public', string>>;
}

interface KeyWords {
  readonly prompt: string;
  readonly labels: Readonly<
    Record<
      | 'kind'
      | 'size'
      | 'curve'
      | 'container'
      | 'encoding'
      | 'fingerprint'
      | 'subject'
      | 'validity'
      | 'length'
      | 'readings'
      | 'repairs'
      | 'matches'
      | 'sample'
      | 'usable'
      | 'problem',
      string
    >
  >;
  readonly families: Readonly<Record<'rsa' | 'ec', Readonly<Record<'private' | 'public', string>>>>;
  readonly secret: string;
  readonly bits: (count: number) => string;
  readonly containers: Readonly<Record<KeyContainer, string>>;
  readonly encodings: Readonly<Record<KeyEncoding, string>>;
  readonly repairs: Readonly<Record<RepairCode, string>>;
  readonly howToRepair: string;
  readonly problem: (problem: KeyProblem) => string;
  readonly matches: (address: string, profile: string, same: 'same' | 'other-half') => string;
  readonly noMatch: string;
  readonly sample: (platform: string) => string;
  /** What a text could be as a shared key. */
  readonly reading: (
    reading: 'text' | 'hex' | 'base64',
    bytes: number,
    use: 'aes-key' | 'aes-key-or-iv' | 'none',
  ) => string;
  readonly edges: Readonly<Record<'white-space' | 'quotes' | 'invisible', string>>;
  readonly expired: string;
  readonly repairedTo: (path: string) => string;
  readonly generating: (what: string) => string;
  readonly wrote: (path: string, what: 'private' | 'public') => string;
  readonly stored: (address: string, profile: string) => string;
  /** What to do with the public key on stdout. */
  readonly handIn: (platform: string) => string;
}

interface MenuWords {
  readonly title: string;
  readonly paste: string;
  readonly clipboard: string;
  readonly file: string;
  readonly lastFailed: string;
  /** Commands that stand in the menu under another name than in the help. */
  readonly commands: Readonly<Partial<Record<CommandName, string>>>;
  readonly noneFailed: string;
  readonly asWhichPlatform: string;
  readonly keys: string;
  readonly quit: string;
  readonly back: string;
  readonly hint: string;
  readonly askFile: string;
  readonly next: string;
  readonly copy: string;
  readonly saveKeys: (addresses: readonly string[]) => string;
  readonly deeper: string;
  readonly replay: string;
  readonly fixture: string;
  readonly commandLine: string;
  readonly another: string;
  readonly askProfile: string;
  readonly askUrl: string;
  readonly askFixture: string;
  readonly wroteFixture: (path: string) => string;
  readonly commandIs: string;
  readonly setVariables: (names: readonly string[]) => string;
  readonly whichPlatform: string;
  readonly pickKey: (what: string) => string;
  readonly typeKey: string;
  readonly skipKey: string;
}

interface PlatformWords {
  readonly fields: (what: string) => string;
  readonly required: string;
  readonly optional: string;
  readonly types: Readonly<Record<'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array', string>>;
  readonly example: string;
  readonly exampleNotConfirmed: string;
  readonly steps: Readonly<Record<WorkedStep['step'], string>>;
  readonly answers: Readonly<Record<'success' | 'failure', string>>;
  readonly within: (seconds: number) => string;
  readonly attempts: (count: number) => string;
  /** The time since the first attempt, from its largest units. */
  readonly after: (units: readonly { unit: 'd' | 'h' | 'min' | 's'; count: number }[]) => string;
  readonly encryption: string;
  readonly cipher: (rule: CipherRule) => string;
  readonly digests: string;
  readonly unconfirmedRules: string;
}
