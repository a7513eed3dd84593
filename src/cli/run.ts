/** Runs the chosen command and turns what stops it into one line on stderr and exit status 2. */
import { Problem } from '../findings/problem.ts';
import { loadCatalogue } from '../language/index.ts';
import { LANGUAGES, type Language } from '../language/text.ts';
import { errorName } from './error-name.ts';
import type { Io } from './io.ts';
import type { Chosen } from './program.ts';
import { INTERRUPTED, Interrupted } from './raw-terminal.ts';
import { writeProblem } from './write-problem.ts';

/** `wrongLanguage` is the value of --lang when it is none that exists. */
export async function runCommand(
  { entry, input, rest, options }: Chosen,
  language: Language,
  wrongLanguage: string | undefined,
  io: Io,
): Promise<number> {
  const [catalogue, { run }] = await Promise.all([loadCatalogue(language), entry.load()]);
  try {
    if (wrongLanguage !== undefined)
      throw new Problem('option-value', {
        option: '--lang',
        value: wrongLanguage,
        expected: LANGUAGES.join(' | '),
      });
    return await run({ io, catalogue, options, input, rest });
  } catch (error) {
    if (error instanceof Interrupted) return INTERRUPTED;
    writeProblem(io, catalogue, error instanceof Problem ? error : unexpected(error, io));
    return 2;
  }
}

/** A mistake of this program. Only CBK_DEBUG shows what it says. */
function unexpected(error: unknown, io: Io): Problem {
  if (io.env['CBK_DEBUG']) io.stderr.write(`${(error as Error).stack}\n`);
  return new Problem('unexpected', { error: errorName(error) });
}
