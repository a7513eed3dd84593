/** Builds the command line from the table of commands. Everything here runs at every start: keep it small. */
import { Command, CommanderError } from 'commander';
import { EXAMPLES } from '../language/examples.ts';
import type { Help } from '../language/help.ts';
import type { Language } from '../language/text.ts';
import { KEY_SLOTS } from '../platforms/key-slots.ts';
import type { Options } from './command.ts';
import { COMMANDS, type CommandEntry, OPTIONS } from './commands.ts';
import { helpColumns, writeNow } from './write-now.ts';

export { CommanderError };

/** A command that was asked for, with what stood on the command line. */
export interface Chosen {
  readonly entry: CommandEntry;
  readonly input: string | undefined;
  readonly rest: readonly string[];
  readonly options: Options;
}

/** The option of every key, with what it is on each platform that has it. */
function keyOptions(language: Language): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { name, platform, what } of KEY_SLOTS) {
    const text = `${platform}: ${what[language]}`;
    texts.set(name, texts.has(name) ? `${texts.get(name)}; ${text}` : text);
  }
  return texts;
}

/**
 * The program; `choose` is called with the command that the arguments name. Throws CommanderError instead of exiting.
 * Where the arguments begin with a command, only that one is built; else all are, and only those that `args` names get
 * their options: the others are there to be listed.
 */
export function buildProgram(
  args: readonly string[],
  help: Help,
  language: Language,
  version: string,
  choose: (chosen: Chosen) => void,
): Command {
  const program = new Command('cbk');
  const frame = (command: Command) =>
    command
      .helpOption('-h, --help', help.helpOption)
      .exitOverride()
      .configureOutput({
        writeOut: writeNow,
        // What is wrong is in the CommanderError too; whoever catches that says it.
        writeErr: () => {},
        getOutHelpWidth: helpColumns,
        getOutHasColors: () => false,
      })
      .showSuggestionAfterError()
      .configureHelp({ styleTitle: (title) => translateTitle(title, help) });
  frame(program)
    .description(help.description)
    .version(version, '-V, --version', help.versionOption)
    .option('--lang <zh|en>', help.options.lang)
    .helpCommand(false)
    .addHelpText('after', `\n${help.footer}`);
  const [first] = args;
  const asked = COMMANDS.filter(({ name }) => name === first);
  for (const entry of asked.length > 0 ? asked : COMMANDS) {
    const command = frame(program.command(entry.name)).description(help.commands[entry.name]);
    if (entry.argument) command.arguments(entry.argument);
    if (!args.includes(entry.name)) continue;
    for (const group of entry.options) {
      for (const [flags, name] of OPTIONS[group]) command.option(flags, help.options[name]);
      if (group === 'keys')
        for (const [name, what] of keyOptions(language))
          command.option(`--${name} <key>`, `${what} (${help.keyValue})`);
    }
    command.addHelpText(
      'after',
      `\n${help.titles.examples}\n${EXAMPLES[entry.name].map((line) => `  ${line}`).join('\n')}`,
    );
    command.action(() => {
      const [input, ...rest] = command.args;
      choose({ entry, input, rest, options: command.opts() });
    });
  }
  return program;
}

/** Commander's titles are English; the help shows those of the language. */
function translateTitle(title: string, { titles }: Help): string {
  const name = title.replace(':', '').toLowerCase();
  return Object.hasOwn(titles, name) ? titles[name as keyof typeof titles] : title;
}
