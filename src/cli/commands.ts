/** The commands and their options, as data; the program is built from this table. */
import type { Run } from './command.ts';

export interface CommandEntry {
  readonly name: CommandName;
  readonly argument?: string;
  readonly options: readonly OptionGroup[];
  readonly load: () => Promise<{ readonly run: Run }>;
}

export type CommandName = 'inspect' | 'decrypt' | 'sign' | 'verify' | 'validate' | 'platforms';
export type OptionGroup = keyof typeof OPTIONS;
export type OptionName = (typeof OPTIONS)[OptionGroup][number][1];

/** Flags and the names under which their help stands in the catalogue. Keys come from the platforms. */
export const OPTIONS = {
  input: [
    ['-f, --file <path>', 'file'],
    ['-c, --clipboard', 'clipboard'],
    ['--entry <n>', 'entry'],
  ],
  platform: [['-p, --platform <id>', 'platform']],
  keys: [],
  rule: [['--rule <name|file>', 'rule']],
  canonical: [['--canonical <template>', 'canonical']],
  effort: [['--effort <none|low|normal|high|seconds>', 'effort']],
  saveRule: [['--save-rule', 'saveRule']],
  schema: [['--schema <name|file>', 'schema']],
  output: [
    ['--json', 'json'],
    ['--copy', 'copy'],
    ['-q, --quiet', 'quiet'],
    ['--lang <zh|en>', 'lang'],
  ],
} as const satisfies Record<string, readonly (readonly [flags: string, name: string])[]>;

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'inspect',
    argument: '[input]',
    options: ['input', 'platform', 'keys', 'rule', 'canonical', 'effort', 'saveRule', 'output'],
    load: () => import('./commands/inspect.ts'),
  },
  {
    name: 'decrypt',
    argument: '[blob]',
    options: ['input', 'platform', 'keys', 'effort', 'output'],
    load: () => import('./commands/decrypt.ts'),
  },
  {
    name: 'sign',
    argument: '[params]',
    options: ['input', 'platform', 'keys', 'rule', 'output'],
    load: () => import('./commands/sign.ts'),
  },
  {
    name: 'verify',
    argument: '[request]',
    options: ['input', 'platform', 'keys', 'rule', 'canonical', 'effort', 'saveRule', 'output'],
    load: () => import('./commands/verify.ts'),
  },
  {
    name: 'validate',
    argument: '[payload]',
    options: ['input', 'platform', 'schema', 'output'],
    load: () => import('./commands/validate.ts'),
  },
  {
    name: 'platforms',
    argument: '[id]',
    options: ['output'],
    load: () => import('./commands/platforms.ts'),
  },
];
