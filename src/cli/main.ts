/** The start: language, command line, command, exit status. */
import { readFileSync } from 'node:fs';
import { languageOf } from '../language/index.ts';
import { LANGUAGES, type Language } from '../language/text.ts';
import type { Io } from './io.ts';
import { buildProgram, type Chosen, CommanderError } from './program.ts';

/** The value of --lang wherever it stands, since the help that an error shows is already in that language. */
function languageOption(args: readonly string[]): string | undefined {
  const at = args.findLastIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  return args[at]?.startsWith('--lang=')
    ? args[at].slice('--lang='.length)
    : at < 0
      ? undefined
      : args[at + 1];
}

function version(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Runs one command line and gives the exit status. */
async function main(args: readonly string[], io: Io): Promise<number> {
  const asked = languageOption(args);
  const known = LANGUAGES.find((l) => l === asked);
  const language: Language = known ?? languageOf(io.env);
  const help = (
    language === 'zh' ? await import('../language/zh/help.ts') : await import('../language/en/help.ts')
  ).default;
  if (args[0] === 'completion-server' && args[1] === '--') {
    const { answerShell } = await import('./completion/server.ts');
    answerShell(args.slice(2), help, language, io);
    return 0;
  }
  let chosen: Chosen | undefined;
  const program = buildProgram(help, language, version(), (c) => {
    chosen = c;
  });
  try {
    program.parse([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  if (!chosen) {
    program.outputHelp();
    return args.length > 0 ? 2 : 0;
  }
  const { runCommand } = await import('./run.ts');
  return runCommand(chosen, language, asked !== undefined && !known ? asked : undefined, io);
}

const { stdin, stdout, stderr, env } = process;
// A reader that has gone away (`cbk … | head -1`) is not an error.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
process.exitCode = await main(process.argv.slice(2), { stdin, stdout, stderr, env });
