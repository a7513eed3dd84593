/** What a language provides for `--help`. */
import type { CommandName, GroupName } from '../cli/command-names.ts';
import type { OptionName } from '../cli/options.ts';

export interface Help {
  readonly description: string;
  readonly commands: Readonly<Record<CommandName | GroupName, string>>;
  readonly options: Readonly<Record<OptionName, string>>;
  /** Behind the description of a key's option. */
  readonly keyValue: string;
  readonly titles: Readonly<Record<'usage' | 'arguments' | 'options' | 'commands' | 'examples', string>>;
  readonly helpOption: string;
  readonly versionOption: string;
  readonly footer: string;
  /** Words of the usage line. */
  readonly placeholders: Readonly<Record<'options' | 'command', string>>;
  readonly usageErrors: UsageErrors;
}

/** What is wrong with a command line, before any command runs. Texts of the user are given as they are. */
export interface UsageErrors {
  /** In front of each: `cbk: error: `. */
  readonly prefix: string;
  readonly unknownOption: (option: string) => string;
  /** Between two parts of a line. */
  readonly between: string;
  readonly noCommand: (group: string, commands: readonly string[]) => string;
  readonly unknownCommand: (command: string) => string;
  readonly missingArgument: (name: string) => string;
  readonly missingValue: (option: string) => string;
  readonly tooManyArguments: (command: string, expected: number, given: number) => string;
  readonly didYouMean: (words: readonly string[]) => string;
  /** Where to read on: `see cbk inspect --help`. */
  readonly seeHelp: (command: string) => string;
}
