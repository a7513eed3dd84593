/** Commander's complaints in the language of the user. */
import type { CommanderError } from 'commander';
import type { UsageErrors } from '../language/help.ts';
import { COMMANDS } from './commands.ts';

/** Commander's sentences, which are the same since version 9; each pattern takes out the user's words. */
const SENTENCES: readonly [RegExp, (errors: UsageErrors, match: readonly string[]) => string][] = [
  [/^error: unknown option '(.*?)'/s, (e, [option = '']) => e.unknownOption(option)],
  [/^error: unknown command '(.*?)'/s, (e, [command = '']) => e.unknownCommand(command)],
  [/^error: missing required argument '(.*?)'/s, (e, [name = '']) => e.missingArgument(name)],
  [/^error: option '(.*?)' argument missing/s, (e, [option = '']) => e.missingValue(option)],
  [
    /^error: too many arguments(?: for '(.*?)')?\. Expected (\d+) arguments? but got (\d+)/s,
    (e, [command = '', expected, given]) =>
      e.tooManyArguments(command || 'cbk', Number(expected), Number(given)),
  ],
];
const SUGGESTION = /\(Did you mean (?:one of )?(.*)\?\)/;

/** One line for stderr, without its end; it may hold what the user wrote. A sentence that is not known stays English. */
export function usageError({ message, code }: CommanderError, errors: UsageErrors, command: string): string {
  // A group without one of its commands: commander has nothing to say but its help.
  if (code === 'commander.help')
    return [errors.prefix + errors.noCommand(command, commandsOf(command)), errors.seeHelp(command)].join(
      errors.between,
    );
  const first = SENTENCES.map(([pattern, sentence]) => {
    const match = pattern.exec(message);
    return match && sentence(errors, match.slice(1));
  }).find(Boolean);
  const words = SUGGESTION.exec(message)?.[1]?.split(', ');
  const parts = [
    first ?? message.replace(/^error: /, '').trim(),
    words ? errors.didYouMean(words) : errors.seeHelp(command),
  ];
  return errors.prefix + parts.join(errors.between);
}

/** The command that arguments begin with, as one types it: `cbk profile set`. */
export function commandOf(given: readonly string[]): string {
  const args = given.filter((arg, i) => !arg.startsWith('--lang') && given[i - 1] !== '--lang');
  const own = COMMANDS.find(({ name }) => name.split(' ').every((word, i) => args[i] === word))?.name;
  const group = COMMANDS.some(({ name }) => name.startsWith(`${args[0]} `)) ? args[0] : undefined;
  return ['cbk', own ?? group].filter(Boolean).join(' ');
}

/** The second words of a group, `cbk profile`. */
function commandsOf(group: string): string[] {
  return COMMANDS.filter(({ name }) => `cbk ${name}`.startsWith(`${group} `)).map(
    ({ name }) => name.split(' ')[1] ?? name,
  );
}
