/** The arguments that a command must have, asked for one by one. */
import { keyAddress } from '../../config/profiles.ts';
import type { Catalogue } from '../../language/catalogue.ts';
import { PLATFORMS } from '../../platforms/index.ts';
import { KEY_SLOTS } from '../../platforms/key-slots.ts';
import { safeLine } from '../../render/safe.ts';
import type { CommandEntry } from '../commands.ts';
import type { Io } from '../io.ts';
import { readSettings } from '../settings.ts';
import { askText, type Choice, choose } from './ask.ts';

/**
 * The values, undefined when the user goes back. An argument that need not be there is asked for only where there is
 * a list to choose from.
 */
export async function argumentsFor(
  entry: CommandEntry,
  io: Io,
  catalogue: Catalogue,
): Promise<string[] | undefined> {
  const values: string[] = [];
  for (const name of entry.argument?.split(' ').filter(Boolean) ?? []) {
    const choices = choicesFor(entry, name, io, catalogue);
    if (!choices && name.startsWith('[')) return values;
    const value = choices
      ? await choose(io, `${name}:`, choices, catalogue.dialogue.menu.hint)
      : await askText(io, `${name}:`);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

/** The options without which a command can do nothing: where to send, and as which platform. */
export async function optionsFor(
  entry: CommandEntry,
  io: Io,
  { language, dialogue }: Catalogue,
): Promise<{ platform?: string; to?: string } | undefined> {
  if (!entry.options.includes('to')) return {};
  const platforms = PLATFORMS.map(({ id, name }) => ({ name: `${name[language]} (${id})`, value: id }));
  const platform = await choose(io, dialogue.menu.asWhichPlatform, platforms, dialogue.menu.hint);
  if (platform === undefined) return undefined;
  const to = await askUrl(io, dialogue.menu.askUrl);
  return to === undefined ? undefined : { platform, to };
}

/** An address to send to; undefined after Esc. */
export function askUrl(io: Io, message: string): Promise<string | undefined> {
  const example = 'http://localhost:3000/callback';
  return askText(io, message, example, (text) => (URL.canParse(text) ? undefined : example));
}

function choicesFor(
  { name: command }: CommandEntry,
  argument: string,
  io: Io,
  { language }: Catalogue,
): Choice<string>[] | undefined {
  const plain = argument.replace(/[<>[\]]/g, '');
  const platforms = () => PLATFORMS.map(({ id, name }) => ({ name: `${id} · ${name[language]}`, value: id }));
  if (plain === 'platform' || command === 'platforms')
    return plain === 'platform'
      ? platforms().filter(({ value }) => KEY_SLOTS.some((s) => s.platform === value && s.half === 'private'))
      : platforms();
  if (!command.startsWith('profile ')) return undefined;
  const { profiles, active } = readSettings({}, io.env, true);
  const names = [...profiles.byName.keys()].map((value) => ({ name: safeLine(value), value }));
  if (plain === 'name') return names.length > 0 ? names : undefined;
  const stored = profiles.byName.get(active);
  const keys = KEY_SLOTS.map((slot) => ({
    name: `${keyAddress(slot.platform, slot.name)} · ${slot.what[language]}`,
    value: keyAddress(slot.platform, slot.name),
  }));
  if (plain === 'key') return keys;
  if (plain !== 'key|name') return undefined;
  const removable = [...keys.filter(({ value }) => stored?.has(value)), ...names];
  return removable.length > 0 ? removable : undefined;
}
