/** Answers the shell when somebody presses Tab: words on stdout, one on each line. Never an error message. */
import { keyAddress } from '../../config/profiles.ts';
import type { Help } from '../../language/help.ts';
import type { Language } from '../../language/text.ts';
import { builtInSchemas, PLATFORMS } from '../../platforms/index.ts';
import { KEY_SLOTS } from '../../platforms/key-slots.ts';
import type { Io } from '../io.ts';
import { readSettings } from '../settings.ts';
import { candidates, type KnownValues } from './words.ts';

/** What the scripts of @pnpm/tabtab take for "complete a path". */
const FILES = '__tabtab_complete_files__';

/** `words` is the command line with the name of the program, COMP_CWORD says which of them is being typed. */
export function answerShell(words: readonly string[], help: Help, language: Language, io: Io): void {
  const at = Number(io.env['COMP_CWORD'] ?? words.length - 1);
  const shell = (io.env['SHELL'] ?? '').split('/').at(-1);
  const found = candidates(
    words,
    Number.isInteger(at) ? at : words.length - 1,
    help,
    language,
    knownValues(io),
  );
  if (found === 'files') {
    // Bash falls back to paths by itself when there are no words.
    if (shell !== 'bash') io.stdout.write(`${FILES}\n`);
    return;
  }
  for (const { word, about } of found) {
    const plain = about.replace(/\s+/g, ' ');
    if (shell === 'zsh')
      io.stdout.write(`${word.replaceAll(':', '\\:')}${plain && `:${plain.replaceAll(':', '\\:')}`}\n`);
    else if (shell === 'fish') io.stdout.write(`${word}${plain && `\t${plain}`}\n`);
    else io.stdout.write(`${word}\n`);
  }
}

function knownValues({ env }: Io): KnownValues {
  return {
    platforms: PLATFORMS.map(({ id }) => id),
    schemas: [...builtInSchemas().keys()],
    addresses: KEY_SLOTS.map(({ platform, name }) => keyAddress(platform, name)),
    profiles: profileNames(env),
  };
}

function profileNames(env: Io['env']): string[] {
  try {
    return [...readSettings({}, env, true).profiles.byName.keys()];
  } catch {
    // A damaged file is reported by the commands; Tab must not print into the line that is being typed.
    return [];
  }
}
