/** The commands and their options, as data; the program is built from this table. */
import type { Run } from './command.ts';

export interface CommandEntry {
  /** Two words for a command of a group: `profile set`. */
  readonly name: CommandName;
  /** As commander writes it; several are separated by a space. */
  readonly argument?: string;
  readonly options: readonly OptionGroup[];
  readonly load: () => Promise<{ readonly run: Run }>;
}

export type CommandName =
  | 'inspect'
  | 'decrypt'
  | 'sign'
  | 'verify'
  | 'validate'
  | 'platforms'
  | 'profile set'
  | 'profile list'
  | 'profile show'
  | 'profile remove'
  | 'profile use'
  | 'profile path'
  | 'keys inspect'
  | 'keys generate'
  | 'completion';
/** First words of commands of two words. */
export type GroupName = 'profile' | 'keys';
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
  keys: [['--profile <name>', 'profile']],
  profile: [['--profile <name>', 'profile']],
  rule: [['--rule <name|file>', 'rule']],
  canonical: [['--canonical <template>', 'canonical']],
  effort: [['--effort <none|low|normal|high|seconds>', 'effort']],
  saveRule: [['--save-rule', 'saveRule']],
  schema: [['--schema <name|file>', 'schema']],
  readKey: [
    ['-f, --file <path>', 'keyFile'],
    ['-c, --clipboard', 'keyClipboard'],
    ['--out <file>', 'repairedKey'],
  ],
  makeKeys: [
    ['--type <rsa|ec>', 'keyType'],
    ['--bits <n>', 'keyBits'],
    ['--curve <name>', 'keyCurve'],
    ['--out <folder>', 'keyFolder'],
    ['--save', 'saveKey'],
    ['--profile <name>', 'profile'],
  ],
  watch: [['--watch-clipboard', 'watchClipboard']],
  pager: [['--no-pager', 'noPager']],
  language: [['--lang <zh|en>', 'lang']],
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
    options: [
      'input',
      'watch',
      'platform',
      'keys',
      'rule',
      'canonical',
      'effort',
      'saveRule',
      'pager',
      'output',
    ],
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
    options: ['input', 'platform', 'keys', 'rule', 'canonical', 'effort', 'saveRule', 'pager', 'output'],
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
    options: ['pager', 'output'],
    load: () => import('./commands/platforms.ts'),
  },
  ...(
    [
      ['set', '<key> [value]', ['profile', 'output']],
      ['list', '', ['output']],
      ['show', '[name]', ['output']],
      ['remove', '<key|name>', ['profile', 'output']],
      ['use', '<name>', ['output']],
      ['path', '', ['output']],
    ] as const
  ).map(
    ([action, argument, options]): CommandEntry => ({
      name: `profile ${action}`,
      argument,
      options,
      load: async () => ({ run: (await import('./commands/profile.ts'))[action] }),
    }),
  ),
  {
    name: 'keys inspect',
    argument: '[key]',
    options: ['readKey', 'output'],
    load: async () => ({ run: (await import('./commands/keys.ts')).inspectKey }),
  },
  {
    name: 'keys generate',
    argument: '<platform>',
    options: ['makeKeys', 'output'],
    load: async () => ({ run: (await import('./commands/keys.ts')).generateKeys }),
  },
  {
    name: 'completion',
    argument: '<bash|zsh|fish>',
    options: ['language'],
    load: () => import('./commands/completion.ts'),
  },
];
