/** What a language provides for the commands around the receiver. */
import type { RefusalCode } from '../receiver/refusal.ts';

export interface ReceiverWords {
  readonly listening: (url: string) => string;
  /** In front of the addresses that go into each platform's back office, and of the one for wallet queries. */
  readonly enter: string;
  readonly query: string;
  readonly recordedIn: (folder: string) => string;
  readonly keys: string;
  readonly forwarding: (to: string) => string;
  readonly answer: string;
  readonly noAnswer: string;
  readonly forwardFailed: (to: string, reason: string) => string;
  /** Behind the address of the socket. */
  readonly clientOf: (address: string, scheme: string) => string;
  readonly probe: string;
  readonly queried: string;
  readonly refused: Readonly<Record<RefusalCode, string>>;
  readonly refusedFrom: (what: string, remote: string) => string;
  readonly historyNearlyFull: (used: string, limit: string) => string;
  readonly historyNotRecorded: (reason: string) => string;
  readonly damaged: (path: string, line: number) => string;
  readonly paused: string;
  readonly resumed: (count: number) => string;
  readonly filterPrompt: string;
  readonly filterSet: (filter: string) => string;
  readonly filterOff: string;
  readonly filterWrong: (found: string) => string;
  readonly nothingYet: string;
  readonly copiedCurl: string;
  readonly failedInside: (reason: string) => string;
  /** Why it was not shown: the end came first. */
  readonly noTime: string;
  /** Answered, but lost to a failure of the program's own before it was shown. */
  readonly notShown: (count: number, reason: string) => string;
  readonly summary: (counts: Summary) => string;
  readonly replaying: (id: string, to: string) => string;
  readonly tunnelStarting: (command: string) => string;
  readonly tunnelUp: string;
  readonly tunnelDown: (reason: string, seconds: number) => string;
  readonly tunnelUnnamed: string;
  readonly historyEmpty: string;
  readonly pruned: (files: number, size: string) => string;
  readonly masked: string;
  readonly sent: (method: string, url: string) => string;
  readonly waiting: (duration: string, attempt: number) => string;
  readonly timeline: string;
  readonly attempt: string;
  readonly refusedWell: (tamper: string) => string;
  readonly takenThough: (tamper: string) => string;
  readonly bothAllowed: (tamper: string) => string;
  readonly planEnds: string;
}

export interface Summary {
  readonly callbacks: number;
  readonly valid: number;
  readonly invalid: number;
  readonly unknown: number;
  readonly repeats: number;
  readonly refused: number;
}
