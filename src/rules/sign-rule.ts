/** How a platform makes a keyed digest of named parameters. A plain value: it can be stored, replaced and varied. */

export type Digest =
  | 'md5'
  | 'sha1'
  | 'sha256'
  | 'sha384'
  | 'sha512'
  | 'hmac-md5'
  | 'hmac-sha1'
  | 'hmac-sha256'
  | 'hmac-sha512';

/** How a value is written into the canonical string. */
export type ValueEncoding =
  /** the decoded value, as it is */
  | 'raw'
  /** Java's URLEncoder: keeps A–Z a–z 0–9 . - * _, space becomes + */
  | 'java-url'
  /** the same with lower-case escapes, as .NET's HttpUtility.UrlEncode writes them */
  | 'java-url-lower'
  /** RFC 3986, as PHP's rawurlencode and Python's quote(safe='') do it: keeps A–Z a–z 0–9 - _ . ~ */
  | 'rfc3986'
  /** RFC 3986 with lower-case escapes */
  | 'rfc3986-lower'
  /** JavaScript's encodeURIComponent: also keeps ! ' ( ) * */
  | 'component'
  /** PHP's urlencode: keeps - _ . and letters and digits, space becomes + */
  | 'php-url';

export type ParameterOrder =
  /** by UTF-16 code unit, which is ASCII byte order for ASCII names */
  | 'ascii'
  /** as the parameters came */
  | 'wire'
  | 'reverse'
  | 'ignore-case'
  /** by value instead of by name */
  | 'by-value'
  /** as Java's HashMap gives them */
  | 'java-hash-map';

export type Charset =
  | 'utf-8'
  | 'gbk'
  /** a `?` for every character past ASCII, as Java's getBytes() writes them where no locale is set */
  | 'us-ascii';

/** A change to the whole string after it is put together and before it is digested. */
export type FinalEdit =
  | { readonly kind: 'drop-last' }
  | { readonly kind: 'replace'; readonly find: string; readonly with: string }
  | { readonly kind: 'append'; readonly text: string }
  | { readonly kind: 'lower-case' }
  | { readonly kind: 'upper-case' };

export interface SignRule {
  /** The name that --rule and the report use. */
  readonly id: string;
  /** Parameters that are not signed. */
  readonly exclude: readonly string[];
  /** Parameters with an empty or null value: part of the string (null as the empty text), or left out. */
  readonly emptyValues: 'keep' | 'drop';
  readonly order: ParameterOrder;
  /** False when only the values are signed, not the names. */
  readonly names: boolean;
  /** Stands between name and value. */
  readonly pair: string;
  /** Stands between parameters. */
  readonly join: string;
  readonly valueEncoding: ValueEncoding;
  /** Before and after the parameters; `{secret}` stands for the secret. */
  readonly before: string;
  readonly after: string;
  readonly edits: readonly FinalEdit[];
  readonly charset: Charset;
  readonly digest: Digest;
  readonly output: SignOutput;
}

export interface SignOutput {
  /**
   * `hex-number` is a number printed in hex: leading zeros vanish (Java's BigInteger.toString(16)). `hex-16` is the
   * middle 16 of an MD5's 32 digits. `hex-bytes` prints each byte by itself, those below 16 with one digit (Java's
   * Integer.toHexString in a loop).
   */
  readonly form: 'hex' | 'hex-number' | 'hex-16' | 'hex-bytes' | 'base64';
  readonly case: 'upper' | 'lower';
}
