/** Commander's complaints in the language of the user. */
import type { UsageErrors } from '../language/help.ts';

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

/** One line for stderr, without its end. A sentence that is not known is passed on as it is. */
export function usageError(text: string, errors: UsageErrors, command: string): string {
  const first = SENTENCES.map(([pattern, sentence]) => {
    const match = pattern.exec(text);
    return match && sentence(errors, match.slice(1));
  }).find(Boolean);
  const words = SUGGESTION.exec(text)?.[1]?.split(', ');
  const parts = [
    first ?? text.replace(/^error: /, '').trim(),
    words ? errors.didYouMean(words) : errors.seeHelp(command),
  ];
  return `${errors.prefix}${parts.join('; ')}`;
}
