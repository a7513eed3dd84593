/** `cbk completion`: the script that makes the Tab key complete, from the templates of @pnpm/tabtab. */
import bash from '@pnpm/tabtab/lib/templates/completion.bash';
import fish from '@pnpm/tabtab/lib/templates/completion.fish';
import zsh from '@pnpm/tabtab/lib/templates/completion.zsh';
import { Problem } from '../../findings/problem.ts';
import type { Call } from '../command.ts';
import { writeResult } from '../output.ts';

/**
 * The fish template evaluates the words of the command line as code, so that a parenthesis in a pasted callback
 * would be run; it also cannot tell whether a space stands behind the last word. Fish passes words on by itself.
 */
const FISH_UNSAFE = /\(eval env .*\)/;
const FISH_SAFE =
  '(env COMP_CWORD=(count (commandline -opc)) SHELL=fish {completer} completion-server -- (commandline -opc) (commandline -ct | string collect))';

const SCRIPTS: Readonly<Record<string, string>> = {
  bash,
  zsh,
  // A replacement as a function, because `$` means something in a replacement text.
  fish: fish.replace(FISH_UNSAFE, () => FISH_SAFE),
};

export async function run(call: Call): Promise<number> {
  const shell = call.input ?? '';
  const script = Object.hasOwn(SCRIPTS, shell) ? SCRIPTS[shell] : undefined;
  if (script === undefined)
    throw new Problem('option-value', {
      option: 'cbk completion',
      value: shell,
      expected: Object.keys(SCRIPTS).join(' | '),
    });
  await writeResult(call, script.replaceAll('{pkgname}', 'cbk').replaceAll('{completer}', 'cbk'));
  return 0;
}
