/** Where the keys come from: option, environment, profile. Values are never printed. */
import { type KnownKey, knownKeys as keysOfProfiles } from '../config/profiles.ts';
import { Problem } from '../findings/problem.ts';
import { reasonOf } from '../input/read.ts';
import { KEY_SLOTS } from '../platforms/key-slots.ts';
import type { KeySlot } from '../platforms/platform.ts';
import type { Options } from './command.ts';
import { readTextFile } from './files.ts';
import type { Io } from './io.ts';
import { readSettings, type Settings, storedKey } from './settings.ts';

/** `CBK_YUNZHIMENG_IVS_PUBLIC_KEY` */
export function variableOf({ platform, name }: Pick<KeySlot, 'platform' | 'name'>): string {
  return `CBK_${platform}_${name}`.toUpperCase().replaceAll('-', '_');
}

/** The slots of a platform. */
export function slotsOf(platform: string): readonly KeySlot[] {
  return KEY_SLOTS.filter((slot) => slot.platform === platform);
}

const optionValue = (options: Options, name: string) =>
  options[name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())] as string | undefined;

/** The names of the keys that stand on the command line. */
export function givenKeys(options: Options): string[] {
  return [...new Set(KEY_SLOTS.map(({ name }) => name))].filter((n) => optionValue(options, n) !== undefined);
}

/**
 * The keys of a platform by slot name: from the command line, else the environment, else the profile in use.
 * `seen` is told about the settings, where they were needed, for the warnings in them.
 * @throws Problem when a named file, variable or profile cannot be read, or a value is empty.
 */
export function resolveKeys(
  platform: string,
  options: Options,
  env: Io['env'],
  seen: (settings: Settings) => void = () => {},
): Map<string, string> {
  const keys = new Map<string, string>();
  let settings: Settings | undefined;
  const stored = (slot: KeySlot) => {
    settings ??= readSettings(options, env);
    return storedKey(settings, platform, slot.name);
  };
  for (const slot of slotsOf(platform)) {
    const value = optionValue(options, slot.name) ?? (env[variableOf(slot)] || undefined);
    const key = value === undefined ? stored(slot) : dereference(slot.name, value, env);
    if (key !== undefined) keys.set(slot.name, key);
  }
  if (settings) seen(settings);
  return keys;
}

/**
 * `@file` and `env:NAME` stand for their content; anything else for itself. `option` is named in errors.
 * @throws Problem
 */
export function dereference(option: string, value: string, env: Io['env']): string {
  let text = value;
  if (value.startsWith('@')) {
    const path = value.slice(1);
    try {
      // A file's last line end belongs to the file, not to the key.
      text = readTextFile(path).replace(/\r?\n$/, '');
    } catch (error) {
      throw new Problem('secret-file-unreadable', { option, path, reason: reasonOf(error) });
    }
  } else if (value.startsWith('env:')) {
    const name = value.slice('env:'.length);
    const found = env[name];
    if (found === undefined) throw new Problem('secret-variable-unset', { option, name });
    text = found;
  }
  if (text.trim() === '') throw new Problem('secret-empty', { option });
  return text;
}

/**
 * The stored keys of a platform in all profiles: hypotheses for a diagnosis. Empty where none are stored, or the
 * file cannot be read. Values are never to be printed; labels are safe.
 */
export function knownKeys(platform: string, options: Options, env: Io['env']): KnownKey[] {
  try {
    return keysOfProfiles(readSettings(options, env, true).profiles, platform);
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
}

/** The names of the keys that the command line, the environment and the profile in use give for a platform. */
export function storedNames(platform: string, options: Options, env: Io['env']): string[] {
  return [...resolveKeys(platform, options, env).keys()];
}
