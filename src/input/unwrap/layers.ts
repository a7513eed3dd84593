/** What unwrapping reports: the layers that were taken off and the problems that were met. Data, no sentences. */

export type Shell = 'bash' | 'cmd' | 'powershell';

/** One wrapping that was taken off. `text` is what stood there, shortened, for prefixes and suffixes. */
export type Layer =
  | { readonly code: 'bom' }
  | { readonly code: 'utf-16'; readonly endian: 'little' | 'big' }
  /** One line end at the end of the input, as an editor or `echo` adds it. */
  | { readonly code: 'final-newline' }
  /** More white space than that, before or after. */
  | { readonly code: 'white-space' }
  /** Lines of equal width joined to one. */
  | { readonly code: 'line-wrap'; readonly width: number }
  | { readonly code: 'base64' | 'base64url' | 'hex' }
  /** `plus`: whether `+` was read as a space. */
  | { readonly code: 'percent'; readonly plus: 'space' | 'kept' | 'none' }
  | { readonly code: 'json-string' }
  /** A literal of another language: `b'…'`, `'…'`, `"…"` with escapes that JSON does not know. */
  | { readonly code: 'quotes'; readonly quote: '"' | "'" | '`' }
  /** `""` for `"`, as CSV writes it. */
  | { readonly code: 'doubled-quotes' }
  | { readonly code: 'backslash-escapes' | 'hex-escapes' | 'unicode-escapes' | 'html-entities' }
  | { readonly code: 'log-prefix' | 'log-suffix'; readonly text: string }
  /** A line of Docker's json-file log: `{"log":"…","stream":"…","time":"…"}`. */
  | { readonly code: 'docker-log' }
  | { readonly code: 'http-request' }
  | { readonly code: 'chunked' }
  /** `> ` in front of the lines, as `curl -v` prints a request. */
  | { readonly code: 'curl-verbose' }
  | { readonly code: 'curl'; readonly shell: Shell }
  | { readonly code: 'invoke-web-request' }
  /** `entry` counts from 1. */
  | { readonly code: 'har'; readonly entry: number; readonly of: number }
  | { readonly code: 'delivery'; readonly entry: number; readonly of: number };

/** Something in the input that could not be taken as it stands. Offsets count bytes of the body from 0. */
export type UnwrapProblem =
  /** The text ends inside a JSON value. */
  | { readonly code: 'json-cut-off'; readonly offset: number }
  /** The text begins as JSON and then stops being JSON. */
  | { readonly code: 'json-broken'; readonly offset: number }
  | { readonly code: 'bad-percent-escapes'; readonly count: number; readonly offset: number }
  /** Base64 of a length that no encoder writes: `blob.bytes` holds the whole groups, `extra` characters are left. */
  | { readonly code: 'base64-cut-off'; readonly length: number; readonly extra: number }
  /** Base64 with spaces within its lines: most likely they were `+`. */
  | { readonly code: 'base64-spaces'; readonly count: number }
  /** A base64 value inside a HAR or a delivery does not decode. */
  | { readonly code: 'base64-broken'; readonly field: string }
  | { readonly code: 'looks-like-key' }
  | { readonly code: 'looks-like-response'; readonly status: number }
  /** Other payloads of the same kind stand in the text and were not taken. */
  | { readonly code: 'several-payloads'; readonly count: number }
  /** Several recorded requests, none chosen: see `choices`. */
  | { readonly code: 'entry-not-chosen'; readonly of: number }
  | { readonly code: 'no-such-entry'; readonly entry: number; readonly of: number }
  /** The HAR has only the parsed parameters: the body's bytes are rebuilt from them, not recorded. */
  | { readonly code: 'har-params-rebuilt' }
  | { readonly code: 'content-length-differs'; readonly expected: number; readonly actual: number }
  /** The body follows the headers without the blank line between. */
  | { readonly code: 'no-blank-line' }
  /** The command reads a file; pasted text never makes this tool read one. */
  | { readonly code: 'file-not-read'; readonly option: string; readonly file: string }
  | { readonly code: 'unsupported-option'; readonly option: string }
  /** A variable or a command that only the shell could fill in. */
  | { readonly code: 'shell-expansion'; readonly text: string };
