/** The menu of `cbk` on a terminal. What it offers comes from the table of commands. */
import { Problem } from '../../findings/problem.ts';
import type { Help } from '../../language/help.ts';
import { loadCatalogue } from '../../language/index.ts';
import type { Language } from '../../language/text.ts';
import { createStyle } from '../../render/style.ts';
import type { Call } from '../command.ts';
import { COMMANDS, type CommandEntry } from '../commands.ts';
import { type Io, wantsColour } from '../io.ts';
import { askCallback } from '../prompt.ts';
import { INTERRUPTED, Interrupted } from '../raw-terminal.ts';
import { writeProblem } from '../write-problem.ts';
import { argumentsFor, optionsFor } from './arguments.ts';
import { askText, type Choice, choose } from './ask.ts';
import type { Menu } from './menu.ts';
import { fromClipboard, fromFile, fromText, lastFailed, type Source } from './source.ts';
import { workOn } from './work-on.ts';

/** Commands that work on a callback are reached through one; the others stand in the menu by themselves. */
const WITHIN: readonly string[] = [
  'inspect',
  'decrypt',
  'sign',
  'verify',
  'validate',
  'replay',
  'completion',
];

/** Shows the menu until the user leaves; gives the exit status. */
export async function runMenu(io: Io, language: Language, help: Help): Promise<number> {
  const menu: Menu = { io, catalogue: await loadCatalogue(language), help };
  try {
    for (;;) {
      const action = await choose(io, menu.catalogue.dialogue.menu.title, mainChoices(menu), hintOf(menu));
      if (action === undefined || action === 'quit') return 0;
      await guarded(menu, () => action(menu));
    }
  } catch (error) {
    if (error instanceof Interrupted) return INTERRUPTED;
    throw error;
  }
}

type Action = (menu: Menu) => Promise<unknown>;

const hintOf = ({ io, catalogue }: Menu) =>
  createStyle(wantsColour(io.stderr, io.env)).dim(catalogue.dialogue.menu.hint);

function mainChoices(menu: Menu): Choice<Action | 'quit'>[] {
  const { help, catalogue } = menu;
  const words = catalogue.dialogue.menu;
  const others = COMMANDS.filter(({ name }) => !WITHIN.includes(name) && !name.includes(' '));
  return [
    { name: words.paste, value: (m) => onCallback(m, pasted) },
    { name: words.clipboard, value: (m) => onCallback(m, ({ io }) => fromClipboard(io)) },
    { name: words.file, value: (m) => onCallback(m, openFile) },
    { name: words.lastFailed, value: (m) => onCallback(m, failedDelivery) },
    ...others.map((entry) => ({
      name: words.commands[entry.name] ?? help.commands[entry.name],
      value: () => runEntry(menu, entry),
    })),
    { name: words.keys, value: keysMenu },
    { name: words.quit, value: 'quit' },
  ];
}

async function onCallback(menu: Menu, source: (menu: Menu) => Promise<Source | undefined>): Promise<void> {
  const found = await source(menu);
  if (found) await workOn(menu, found);
}

async function pasted({ io, catalogue }: Menu): Promise<Source | undefined> {
  const text = await askCallback(io, catalogue);
  return text === undefined ? undefined : fromText(text);
}

async function openFile({ io, catalogue }: Menu): Promise<Source | undefined> {
  const path = await askText(io, catalogue.dialogue.menu.askFile);
  return path === undefined ? undefined : fromFile(path);
}

async function failedDelivery({ io, catalogue }: Menu): Promise<Source | undefined> {
  const found = await lastFailed(io);
  if (!found) io.stderr.write(`${catalogue.dialogue.menu.noneFailed}\n`);
  return found;
}

async function keysMenu(menu: Menu): Promise<void> {
  const { io, help, catalogue } = menu;
  const words = catalogue.dialogue.menu;
  const entries = COMMANDS.filter(({ name }) => /^(?:profile|keys) /.test(name));
  for (;;) {
    const entry = await choose<CommandEntry | 'back'>(
      io,
      words.keys,
      [
        ...entries.map((e) => ({ name: help.commands[e.name], value: e, description: `cbk ${e.name}` })),
        { name: words.back, value: 'back' as const },
      ],
      hintOf(menu),
    );
    if (entry === undefined || entry === 'back') return;
    await guarded(menu, () => runEntry(menu, entry));
  }
}

/** Runs a command of the table, after asking for the arguments that it must have. */
async function runEntry({ io, catalogue }: Menu, entry: CommandEntry): Promise<void> {
  const values = await argumentsFor(entry, io, catalogue);
  if (!values) return;
  const [input, ...rest] = values;
  const asked = await optionsFor(entry, io, catalogue);
  if (!asked) return;
  const options = { ...asked, ...(entry.options.includes('pager') && { pager: true }) };
  const call: Call = { io, catalogue, options, input, rest };
  const { run } = await entry.load();
  await run(call);
}

/** A problem is told, and the menu goes on. */
async function guarded({ io, catalogue }: Menu, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    writeProblem(io, catalogue, error);
  }
}
