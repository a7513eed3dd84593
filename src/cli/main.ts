/** The start: language, command line, command, exit status. */
import manifest from '../../package.json' with { type: 'json' };
import englishHelp from '../language/en/help.ts';
import { languageOf } from '../language/index.ts';
import { LANGUAGES, type Language } from '../language/text.ts';
import chineseHelp from '../language/zh/help.ts';
import { canAsk } from './io.ts';
import { buildProgram, type Chosen, CommanderError } from './program.ts';
import { processIo } from './write-now.ts';

/** The value of --lang wherever it stands, since the help that an error shows is already in that language. */
function languageOption(args: readonly string[]): string | undefined {
  const at = args.findLastIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  return args[at]?.startsWith('--lang=')
    ? args[at].slice('--lang='.length)
    : at < 0
      ? undefined
      : args[at + 1];
}

/** True when nothing is asked for but, perhaps, a language. */
function isBare(args: readonly string[]): boolean {
  return args.every((arg, i) => arg === '--lang' || arg.startsWith('--lang=') || args[i - 1] === '--lang');
}

/** Runs one command line and gives the exit status. */
export async function main(args: readonly string[]): Promise<number> {
  const io = processIo();
  const asked = languageOption(args);
  const known = LANGUAGES.find((l) => l === asked);
  const language: Language = known ?? languageOf(io.env);
  const help = language === 'zh' ? chineseHelp : englishHelp;
  if (args[0] === 'completion-server' && args[1] === '--') {
    const { answerShell } = await import('./completion/server.ts');
    answerShell(args.slice(2), help, language, io);
    return 0;
  }
  const bare = isBare(args) && (asked === undefined || known !== undefined);
  if (bare && canAsk(io)) {
    const { runMenu } = await import('./menu/index.ts');
    return runMenu(io, language, help);
  }
  let chosen: Chosen | undefined;
  const program = buildProgram(args, help, language, manifest.version, (c) => {
    chosen = c;
  });
  if (bare) {
    program.outputHelp();
    return 0;
  }
  try {
    program.parse([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    const [{ usageError, commandOf }, { safeLine }] = await Promise.all([
      import('./usage-error.ts'),
      import('../render/safe.ts'),
    ]);
    io.stderr.write(`${safeLine(usageError(error, help.usageErrors, commandOf(args)))}\n`);
    return 2;
  }
  if (!chosen) {
    program.outputHelp();
    return args.length > 0 ? 2 : 0;
  }
  const { runCommand } = await import('./run.ts');
  return runCommand(chosen, language, asked !== undefined && !known ? asked : undefined, io);
}
