/** Why a pasted text is not a usable key. Facts only: no part of the key's text is ever in them. */

export type KeyProblem =
  | { readonly code: 'key-empty' }
  /** A character that belongs to no encoding; `offset` counts from 0 in the key's characters without white space. */
  | { readonly code: 'key-not-decodable'; readonly offset: number; readonly char: string }
  /** The outer DER length asks for more bytes than there are: characters are missing somewhere. */
  | { readonly code: 'key-truncated'; readonly have: number; readonly need: number }
  /** A key, but none that RSA or ECDSA and ECIES on a known curve can use. */
  | { readonly code: 'key-unsupported'; readonly what: UnsupportedKey }
  /** The frame of a key whose numbers make no key: characters were changed. */
  | { readonly code: 'key-damaged'; readonly container: string }
  | { readonly code: 'key-not-a-key' };

export type UnsupportedKey =
  /** protected by a password */
  | 'encrypted'
  | 'openssh'
  | 'pkcs7'
  | 'pkcs12'
  | 'jwk-type'
  /** the bare numbers of an EC point, without the name of their curve */
  | 'bare-point'
  /** DSA, Ed25519, SM2, RSA-PSS and so on */
  | 'algorithm'
  | 'curve';

/** Thrown by readKey. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
  readonly code: KeyProblem['code'];
  readonly facts: KeyProblem;

  constructor(facts: KeyProblem) {
    super(facts.code);
    this.code = facts.code;
    this.facts = facts;
  }
}
