/** What a language provides for `--help`. */
import type { CommandName, OptionName } from '../cli/commands.ts';

export interface Help {
  readonly description: string;
  readonly commands: Readonly<Record<CommandName, string>>;
  readonly options: Readonly<Record<OptionName, string>>;
  /** Behind the description of a key's option. */
  readonly keyValue: string;
  readonly titles: Readonly<Record<'usage' | 'arguments' | 'options' | 'commands' | 'examples', string>>;
  readonly helpOption: string;
  readonly versionOption: string;
  readonly footer: string;
}
