/** What can stand at a place of the command line: for completion with the Tab key. */
import type { Help } from '../../language/help.ts';
import type { Language } from '../../language/text.ts';
import { COMMANDS, type CommandEntry } from '../commands.ts';
import { keyOptions } from '../key-options.ts';
import { OPTIONS } from '../options.ts';

export interface Candidate {
  readonly word: string;
  readonly about: string;
}

/** Values of options and arguments that are known; `files` leaves it to the shell. */
export interface KnownValues {
  readonly platforms: readonly string[];
  readonly schemas: readonly string[];
  readonly addresses: readonly string[];
  readonly profiles: readonly string[];
}

/**
 * The words that can stand at `at`, which begin with what is there already; `files` where a path is due.
 * `words` begins with the name of the program.
 */
export function candidates(
  words: readonly string[],
  at: number,
  help: Help,
  language: Language,
  known: KnownValues,
): readonly Candidate[] | 'files' {
  const current = words[at] ?? '';
  const before = words.slice(1, at);
  const { entry, group, taken } = place(before);
  const [flag = '', typed] = splitAtEquals(current);
  if (typed !== undefined) {
    const values = valuesOf(flag, entry, known);
    if (values === 'files') return 'files';
    return starting(values, typed).map((value) => ({ word: `${flag}=${value}`, about: '' }));
  }
  const previous = before.at(-1) ?? '';
  if (takesValue(previous, entry)) {
    const values = valuesOf(previous, entry, known);
    return values === 'files' ? 'files' : plain(starting(values, current));
  }
  if (current.startsWith('-'))
    return flags(entry, help, language).filter(({ word }) => word.startsWith(current));
  if (!entry) return commandWords(group, help).filter(({ word }) => word.startsWith(current));
  const values = argumentValues(entry, taken, known);
  return values === 'files' ? 'files' : plain(starting(values, current));
}

/** The command that the words before name, and how many of its arguments they hold. */
function place(before: readonly string[]): { entry?: CommandEntry; group?: string; taken: number } {
  const plainWords: string[] = [];
  let entry: CommandEntry | undefined;
  for (const [i, word] of before.entries()) {
    if (word.startsWith('-') || takesValue(before[i - 1] ?? '', entry)) continue;
    plainWords.push(word);
    entry ??= COMMANDS.find(({ name }) => name === plainWords.join(' '));
  }
  if (!entry) return { ...(plainWords[0] !== undefined && { group: plainWords[0] }), taken: 0 };
  return { entry, taken: plainWords.length - entry.name.split(' ').length };
}

function commandWords(group: string | undefined, help: Help): Candidate[] {
  const found = new Map<string, string>();
  for (const { name } of COMMANDS) {
    const [first = '', second] = name.split(' ');
    if (group === undefined) found.set(first, help.commands[first as keyof Help['commands']]);
    else if (first === group && second !== undefined) found.set(second, help.commands[name]);
  }
  return [...found].map(([word, about]) => ({ word, about }));
}

function flags(entry: CommandEntry | undefined, help: Help, language: Language): Candidate[] {
  const common = [
    { word: '--help', about: help.helpOption },
    { word: '--lang', about: help.options.lang },
  ];
  if (!entry) return [...common, { word: '--version', about: help.versionOption }];
  const own = entry.options.flatMap((group) => [
    ...OPTIONS[group].map(([flag, name]) => ({ word: longFlag(flag), about: help.options[name] })),
    ...(group === 'keys'
      ? [...keyOptions(language)].map(([name, what]) => ({ word: `--${name}`, about: what }))
      : []),
  ]);
  return [...new Map([...own, ...common].map((c) => [c.word, c])).values()];
}

/** `--file` of `-f, --file <path>` */
function longFlag(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}

/** The flags of an option as the table writes them, where the word names it. */
function optionOf(word: string, entry: CommandEntry | undefined): string | undefined {
  if (word === '--lang') return '--lang <zh|en>';
  if (!entry || !word.startsWith('-')) return undefined;
  const own = entry.options.flatMap((group) => OPTIONS[group].map(([flag]) => flag as string));
  const keys = entry.options.includes('keys')
    ? [...keyOptions('en').keys()].map((name) => `--${name} <key>`)
    : [];
  return [...own, ...keys].find((flag) => flag.split(/[ ,]+/).includes(word));
}

function takesValue(word: string, entry: CommandEntry | undefined): boolean {
  return optionOf(word, entry)?.includes('<') ?? false;
}

function valuesOf(
  word: string,
  entry: CommandEntry | undefined,
  known: KnownValues,
): readonly string[] | 'files' {
  const flags = optionOf(word, entry) ?? '';
  if (flags.includes('<zh|en>')) return ['zh', 'en'];
  if (flags.includes('<rsa|ec>')) return ['rsa', 'ec'];
  if (flags.startsWith('--curve')) return ['P-256', 'secp256k1'];
  if (flags.startsWith('--bits')) return ['2048', '3072', '4096'];
  if (flags.includes('--platform')) return known.platforms;
  if (flags.startsWith('--profile')) return known.profiles;
  if (flags.startsWith('--schema')) return known.schemas;
  return /<(?:path|file|folder|dir)|file>/.test(flags) ? 'files' : [];
}

function argumentValues(
  { name, argument }: CommandEntry,
  taken: number,
  known: KnownValues,
): readonly string[] | 'files' {
  const wanted = argument?.split(' ')[taken];
  if (wanted === undefined) return [];
  if (wanted === '<bash|zsh|fish>') return ['bash', 'zsh', 'fish'];
  if (wanted === '<platform>' || name === 'platforms') return known.platforms;
  if (name === 'profile set' && taken === 0) return known.addresses;
  if (name === 'profile remove') return [...known.addresses, ...known.profiles];
  if (name === 'profile use' || name === 'profile show') return known.profiles;
  return [];
}

function splitAtEquals(word: string): [string, string | undefined] {
  const at = word.indexOf('=');
  return word.startsWith('--') && at > 0 ? [word.slice(0, at), word.slice(at + 1)] : [word, undefined];
}

const starting = (values: readonly string[], start: string) =>
  values.filter((value) => value.startsWith(start));
const plain = (values: readonly string[]) => values.map((word) => ({ word, about: '' }));
