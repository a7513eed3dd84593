/** A message of a platform before anything in it is signed or encrypted, for playing the platform. */
import type { Bilingual } from '../language/text.ts';
import type { Field } from '../request/fields.ts';
import type { Header } from '../request/request.ts';
import type { Source } from './platform.ts';

export interface SampleMessage {
  readonly what: Bilingual;
  /** The schema of the platform that the body satisfies as it stands; a form as an object of strings. */
  readonly schema: string;
  readonly body: SampleBody;
  /** Headers of this platform, in order; signature and token stand empty. */
  readonly headers?: readonly Header[];
  /** Plaintexts to encrypt with the shared key; each goes to its place, which stands empty in the message. */
  readonly encrypted?: readonly SamplePlaintext[];
  /** JSON pointers of the strings in the body to encrypt with the receiver's public key. */
  readonly secrets?: readonly string[];
  /** Values that a sender puts anew, for the message to pass as fresh. */
  readonly renew: readonly Renewal[];
}

export type SampleBody =
  /** JSON text, because an object would lose the digits of long numbers. */
  | { readonly kind: 'json'; readonly text: string }
  /** Decoded parameters in order. */
  | { readonly kind: 'form'; readonly fields: readonly Field[] };

export interface SamplePlaintext {
  readonly at: Source;
  readonly schema: string;
  /** JSON text. */
  readonly text: string;
  /** Sources are fields of this text. */
  readonly renew: readonly Renewal[];
}

export interface Renewal {
  readonly at: Source;
  /**
   * The current time as a number or as digits, whichever stands there; `local`: yyyy-MM-dd HH:mm:ss in UTC+8;
   * `nonce`: as many random digits as stand there, the first not 0.
   */
  readonly as: 'seconds' | 'milliseconds' | 'local' | 'nonce';
}

/** A JSON object's text from the texts of its members, such as `"a":1,"b":"x"`. */
export function jsonObject(...members: readonly string[]): string {
  return `{${members.join(',')}}`;
}
