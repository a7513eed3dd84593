/** Where the keys come from: option, environment, prompt. Values are never printed. */
import { Problem } from '../findings/problem.ts';
import { reasonOf } from '../input/read.ts';
import { KEY_SLOTS } from '../platforms/key-slots.ts';
import type { KeySlot } from '../platforms/platform.ts';
import type { Options } from './command.ts';
import { readTextFile } from './files.ts';
import type { Io } from './io.ts';

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
 * The keys of a platform that the command line or the environment gives, by slot name.
 * @throws Problem when a named file or variable cannot be read, or a value is empty.
 */
export function resolveKeys(platform: string, options: Options, env: Io['env']): Map<string, string> {
  const keys = new Map<string, string>();
  for (const slot of slotsOf(platform)) {
    const value = optionValue(options, slot.name) ?? (env[variableOf(slot)] || undefined);
    if (value !== undefined) keys.set(slot.name, dereference(slot.name, value, env));
  }
  return keys;
}

/** `@file` and `env:NAME` stand for their content; anything else for itself. */
function dereference(option: string, value: string, env: Io['env']): string {
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
