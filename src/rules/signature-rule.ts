/** How a platform signs with a key pair. A plain value: it can be stored, replaced and varied. */

export interface SignatureRule {
  readonly id: string;
  /**
   * What is signed, as a template: `{body}` is the raw bytes; `{timestamp}`, `{nonce}` and the other sources of
   * the platform are text; `{nonce:i64le}` and `{nonce:i64be}` the same number as eight bytes; `{params}` the
   * body's fields together with timestamp and nonce as sorted `name=value&…`; `\n` is a newline.
   */
  readonly canonical: string;
  /** Tried in this order; the signature of an RSA key names the digest that it holds. */
  readonly digests: readonly SignatureDigest[];
}

export type SignatureDigest = 'sha256' | 'sha1' | 'md5' | 'sha384' | 'sha512';
