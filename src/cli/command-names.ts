/** What the commands are called. A file of its own, for the languages need no more of them. */

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
