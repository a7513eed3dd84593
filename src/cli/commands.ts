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
  | 'listen'
  | 'history'
  | 'replay'
  | 'send'
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
  listen: [
    ['--port <n>', 'port'],
    ['--host <address>', 'host'],
    ['--respond <answer>', 'respond'],
    ['--status <code>', 'status'],
    ['--delay <time>', 'delay'],
    ['--fail-first <n>', 'failFirst'],
    ['--drop', 'drop'],
    ['--seed-wallet <sum>', 'seedWallet'],
    ['--forward <url>', 'forward'],
    ['--forward-only <verdict>', 'forwardOnly'],
    ['--tunnel <client>', 'tunnel'],
    ['--public-url <url>', 'publicUrl'],
    ['--trust-proxy <list>', 'trustProxy'],
    ['--filter <terms>', 'filter'],
    ['--compact', 'compact'],
    ['--max-body <size>', 'maxBody'],
    ['--history-limit <size>', 'historyLimit'],
  ],
  history: [['--history <folder>', 'history']],
  records: [
    ['--filter <terms>', 'filter'],
    ['--last <n>', 'last'],
    ['--curl', 'asCurl'],
    ['--http', 'asHttp'],
    ['--har', 'asHar'],
    ['--with-secrets', 'withSecrets'],
    ['--older <time>', 'older'],
  ],
  to: [['--to <url>', 'to']],
  replay: [
    ['--edit', 'edit'],
    ['--resign', 'resign'],
    ['--times <n>', 'times'],
    ['--every <time>', 'every'],
  ],
  send: [
    ['--type <message>', 'message'],
    ['--set <name=value...>', 'set'],
    ['--tamper <what>', 'tamper'],
    ['--schedule', 'schedule'],
    ['--speed <factor>', 'speed'],
  ],
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
  {
    name: 'listen',
    options: ['listen', 'history', 'platform', 'keys', 'rule', 'canonical', 'effort', 'output'],
    load: () => import('./commands/listen.ts'),
  },
  {
    name: 'history',
    argument: '[action] [id]',
    options: ['records', 'history', 'keys', 'output'],
    load: () => import('./commands/history.ts'),
  },
  {
    name: 'replay',
    argument: '[id|last|file]',
    options: ['to', 'replay', 'history', 'platform', 'keys', 'rule', 'canonical', 'output'],
    load: () => import('./commands/replay.ts'),
  },
  {
    name: 'send',
    argument: '[type]',
    options: ['to', 'send', 'platform', 'keys', 'rule', 'canonical', 'output'],
    load: () => import('./commands/send.ts'),
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
