import type { Layer, UnwrapProblem } from '../../input/unwrap/layers.ts';

/** What was taken off the input. */
export function layer(l: Layer): string {
  switch (l.code) {
    case 'bom':
      return 'byte order mark';
    case 'utf-16':
      return `UTF-16 (${l.endian}-endian)`;
    case 'final-newline':
      return 'line end at the end';
    case 'white-space':
      return 'white space around';
    case 'line-wrap':
      return `line breaks every ${l.width} characters`;
    case 'base64':
    case 'base64url':
    case 'hex':
      return l.code;
    case 'percent':
      return 'percent-encoding';
    case 'json-string':
      return 'JSON string';
    case 'quotes':
      return `quotes ${l.quote}`;
    case 'doubled-quotes':
      return 'doubled quotes (CSV)';
    case 'backslash-escapes':
      return 'backslash escapes';
    case 'hex-escapes':
      return '\\xNN escapes';
    case 'unicode-escapes':
      return '\\uNNNN escapes';
    case 'html-entities':
      return 'HTML entities';
    case 'log-prefix':
      return `log text in front: ${l.text}`;
    case 'log-suffix':
      return `log text behind: ${l.text}`;
    case 'docker-log':
      return 'Docker log line';
    case 'http-request':
      return 'HTTP request';
    case 'chunked':
      return 'chunked transfer';
    case 'curl-verbose':
      return 'curl -v listing';
    case 'curl':
      return `curl command (${l.shell})`;
    case 'invoke-web-request':
      return 'PowerShell Invoke-WebRequest';
    case 'har':
      return `HAR entry ${l.entry} of ${l.of}`;
    case 'delivery':
      return l.of > 1 ? `recorded delivery ${l.entry} of ${l.of}` : 'recorded delivery';
  }
}

/** What could not be taken as it stands, and what to do. */
export function unwrapProblem(p: UnwrapProblem): string {
  switch (p.code) {
    case 'json-cut-off':
      return `the JSON ends in the middle, after ${p.offset} bytes: it was cut off, copy all of it`;
    case 'json-broken':
      return `the JSON breaks at byte ${p.offset}: something was changed or mixed in there`;
    case 'bad-percent-escapes':
      return `${p.count} percent escapes are malformed, the first at byte ${p.offset}: a literal % in the data, or not percent-encoded at all`;
    case 'base64-cut-off':
      return `base64 of ${p.length} characters does not exist: it was cut off, copy all of it`;
    case 'base64-spaces':
      return `the base64 holds ${p.count} spaces: most likely they were +, and a form decoder ate them`;
    case 'base64-broken':
      return `the base64 in ${p.field} does not decode`;
    case 'looks-like-key':
      return 'this is a key: give keys with their options';
    case 'looks-like-response':
      return `this is an answer (status ${p.status}), not a request`;
    case 'several-payloads':
      return `${p.count} payloads stand in the text; the first was taken`;
    case 'entry-not-chosen':
      return `${p.of} requests: choose one with --entry`;
    case 'no-such-entry':
      return `there is no entry ${p.entry} among ${p.of}`;
    case 'har-params-rebuilt':
      return 'the HAR holds only parsed parameters: the body is rebuilt from them, its exact bytes are not known';
    case 'content-length-differs':
      return `Content-Length says ${p.expected} bytes, and there are ${p.actual}: cut off, or changed by copying`;
    case 'no-blank-line':
      return 'the blank line between headers and body is missing';
    case 'file-not-read':
      return `${p.option} names the file ${p.file}, which is not read: paste its content`;
    case 'unsupported-option':
      return `the option ${p.option} of the pasted command is not taken over`;
    case 'shell-expansion':
      return `${p.text} would be filled in by the shell: paste the command with its value`;
  }
}
