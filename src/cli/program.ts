/** Builds the command line from the table of commands. Everything here runs at every start: keep it small. */
import { Command, CommanderError } from 'commander';
import { EXAMPLES } from '../language/examples.ts';
import type { Help } from '../language/help.ts';
import type { Language } from '../language/text.ts';
import { columns } from '../render/columns.ts';
import { wrapHelp } from '../render/wrap-help.ts';
import type { Options } from './command.ts';
import type { GroupName } from './command-names.ts';
import { COMMANDS, type CommandEntry } from './commands.ts';
import { keyOptions } from './key-options.ts';
import { OPTIONS } from './options.ts';
import { helpColumns, writeNow } from './write-now.ts';

export { CommanderError };

/** A command that was asked for, with what stood on the command line. */
export interface Chosen {
  readonly entry: CommandEntry;
  readonly input: string | undefined;
  readonly rest: readonly string[];
  readonly options: Options;
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
      .helpCommand(false)
      .usage(usageOf(command, help))
      .exitOverride()
      .configureOutput({
        writeOut: writeNow,
        // What is wrong is in the CommanderError too; whoever catches that says it.
        writeErr: () => {},
        getOutHelpWidth: helpColumns,
        getOutHasColors: () => false,
      })
      .showSuggestionAfterError()
      .configureHelp({
        styleTitle: (title) => translateTitle(title, help),
        displayWidth: columns,
        boxWrap: wrapHelp,
        subcommandTerm: (sub) => `${sub.name()} ${argumentsOf(sub)}`.trim(),
      });
  frame(program)
    .usage(`[${help.placeholders.command}] [${help.placeholders.options}]`)
    .description(help.description)
    .version(version, '-V, --version', help.versionOption)
    .option('--lang <zh|en>', help.options.lang)
    .addHelpText('after', () => `\n${wrapHelp(help.footer, helpColumns())}`);
  const groups = new Map<string, Command>();
  const groupOf = (name: string) => {
    const group =
      groups.get(name) ?? frame(program.command(name)).description(help.commands[name as GroupName]);
    groups.set(name, group.usage(`<${help.placeholders.command}>`));
    return group;
  };
  const asked = COMMANDS.filter(({ name }) => name.split(' ')[0] === args[0]);
  for (const entry of asked.length > 0 ? asked : COMMANDS) {
    const names = entry.name.split(' ');
    const [first = '', second] = names;
    const parent = second === undefined ? program : groupOf(first);
    const command = parent.command(second ?? first).description(help.commands[entry.name]);
    if (entry.argument) command.arguments(entry.argument);
    frame(command);
    if (!names.every((name) => args.includes(name))) continue;
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
      choose({ entry, input, rest, options: { ...program.opts(), ...command.opts() } });
    });
  }
  return program;
}

const argumentsOf = (command: Command) =>
  command.registeredArguments.map((a) => (a.required ? `<${a.name()}>` : `[${a.name()}]`)).join(' ');

const usageOf = (command: Command, { placeholders }: Help) =>
  `${argumentsOf(command)} [${placeholders.options}]`.trim();

/** Commander's titles are English; the help shows those of the language. */
function translateTitle(title: string, { titles }: Help): string {
  const name = title.replace(':', '').toLowerCase();
  return Object.hasOwn(titles, name) ? titles[name as keyof typeof titles] : title;
}
