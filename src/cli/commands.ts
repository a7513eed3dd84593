/** The commands, as data; the program is built from this table. */
import type { Run } from './command.ts';
import type { CommandName } from './command-names.ts';
import type { OptionGroup } from './options.ts';

export interface CommandEntry {
  /** Two words for a command of a group: `profile set`. */
  readonly name: CommandName;
  /** As commander writes it; several are separated by a space. */
  readonly argument?: string;
  readonly options: readonly OptionGroup[];
  readonly load: () => Promise<{ readonly run: Run }>;
}

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
