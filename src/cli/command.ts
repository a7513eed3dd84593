/** What a command is to the program: its place on the command line, and the module that runs it. */
import type { Catalogue } from '../language/catalogue.ts';
import type { Io } from './io.ts';

/** Values of options as commander hands them over. */
export interface Options {
  readonly file?: string;
  readonly clipboard?: boolean;
  readonly entry?: string;
  readonly platform?: string;
  readonly profile?: string;
  readonly rule?: string;
  readonly canonical?: string;
  readonly schema?: string;
  readonly effort?: string;
  readonly saveRule?: boolean;
  readonly json?: boolean;
  readonly copy?: boolean;
  readonly quiet?: boolean;
  /** False after --no-pager. */
  readonly pager?: boolean;
  readonly watchClipboard?: boolean;
  /** Options of keys, by camel-case name. */
  readonly [key: string]: unknown;
}

export interface Call {
  readonly io: Io;
  readonly catalogue: Catalogue;
  readonly options: Options;
  /** The first positional argument. */
  readonly input: string | undefined;
  /** The positional arguments behind it. */
  readonly rest?: readonly string[];
  /** The input itself, where it has been read already. */
  readonly bytes?: Buffer;
  /** Keys that were asked for, by address (`haitouhui.secret`), so that none is asked for twice; undefined for one that the user went on without. */
  readonly entered?: Map<string, string | undefined>;
}

/** Runs a command and gives the exit status. Throws a Problem for bad usage. */
export type Run = (call: Call) => Promise<number>;
