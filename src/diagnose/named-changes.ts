/** Changes of a text that need no parameters, by name. Each gives the text itself back where it does not apply, and none throws. */

import { decodeBase64, decodeHex } from '../encoding/binary-text.ts';
import { decodeGbk, encodeGbk } from '../encoding/gbk.ts';
import { decodeEntities } from '../input/unwrap/html-entities.ts';
import { encodeValue } from '../rules/value-encoding.ts';
import { asMap, asPairs, encodeJsonStrings, renameJson } from './json-shapes.ts';

const latin1AsUtf8 = (text: string, bytes: Buffer | undefined) => {
  if (!bytes) return text;
  const read = bytes.toString('utf8');
  return read.includes('\uFFFD') ? text : read;
};

const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string, characters: RegExp) => text.replace(characters, (c) => HTML[c] ?? c);

const decodePercent = (text: string) => {
  // A percent sign alone is common, and an exception takes as long as ten digests.
  if (!text.includes('%') || /%(?![0-9A-Fa-f]{2})/.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const encodeWellFormed = (text: string) => encodeValue('component', text);

/** Base64 as encoders write it, and of more than a word. */
const base64Bytes = (text: string) =>
  /^[A-Za-z0-9+/]{16,}={0,2}$/.test(text) ? decodeBase64(text)?.bytes : undefined;

/** In JSON the strings, elsewhere the whole text: what looks like base64 once its spaces are `+` again. */
const plusInBase64 = (text: string) =>
  text.replace(/"([A-Za-z0-9+/ ]{16,}={0,2})"|^([A-Za-z0-9+/ ]{16,}={0,2})$/g, (run) =>
    / /.test(run) && /\d/.test(run) && !/ {2}|[a-z]{3} [a-z]{3}/.test(run) ? run.replaceAll(' ', '+') : run,
  );

const CONTROLS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

export const NAMED = {
  'html-decode': (text: string) =>
    Buffer.from(decodeEntities(Buffer.from(text).toString('latin1')), 'latin1').toString(),
  'html-encode': (text: string) => escapeHtml(text, /[&<>"']/g),
  'html-encode-double': (text: string) => escapeHtml(text, /[&<>"]/g),
  // PHP's htmlspecialchars writes &#039;, Python's html.escape &#x27;.
  'html-encode-php': (text: string) => escapeHtml(text, /[&<>"]/g).replaceAll("'", '&#039;'),
  'html-encode-python': (text: string) => escapeHtml(text, /[&<>"]/g).replaceAll("'", '&#x27;'),
  // XML's own five, as commons-text's escapeXml10 writes them.
  'html-encode-xml': (text: string) => escapeHtml(text, /[&<>"]/g).replaceAll("'", '&apos;'),
  'strip-slashes': (text: string) => text.replace(/\\(["'\\])/g, '$1'),
  'strip-all-slashes': (text: string) => text.replaceAll('\\', ''),
  'add-slashes': (text: string) => text.replace(/["'\\]/g, '\\$&'),
  'add-slashes-double': (text: string) => text.replace(/["\\]/g, '\\$&'),
  'double-backslashes': (text: string) => text.replaceAll('\\', '\\\\'),
  'single-backslashes': (text: string) => text.replaceAll('\\\\', '\\'),
  'unescape-x': (text: string) => {
    const bytes = Buffer.from(text).toString('latin1');
    return Buffer.from(
      bytes.replace(/\\x([0-9a-fA-F]{2})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
      'latin1',
    ).toString();
  },
  'unescape-u': (text: string) =>
    text.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  'unescape-java': (text: string) =>
    text.replace(/\\(?:u([0-9a-fA-F]{4})|(["'\\/bfnrt]))/g, (_, hex?: string, character?: string) =>
      hex === undefined
        ? (CONTROLS[character ?? ''] ?? character ?? '')
        : String.fromCharCode(Number.parseInt(hex, 16)),
    ),
  'escape-x': (text: string) =>
    Buffer.from(text)
      .toString('latin1')
      .replace(
        /["\\\x00-\x1f\x7f-\xff]/g,
        (c) => `\\x${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
      ),
  trim: (text: string) => text.trim(),
  'trim-newline': (text: string) => text.replace(/(?:\r\n|\r|\n)$/, ''),
  'add-newline': (text: string) => `${text}\n`,
  'add-crlf': (text: string) => `${text}\r\n`,
  'add-space': (text: string) => `${text} `,
  'crlf-to-lf': (text: string) => text.replaceAll('\r\n', '\n'),
  'lf-to-crlf': (text: string) => text.replace(/\r?\n/g, '\r\n'),
  'remove-line-breaks': (text: string) => text.replace(/[\r\n]+/g, ''),
  'remove-spaces': (text: string) => text.replace(/\s+/g, ''),
  'collapse-spaces': (text: string) => text.replace(/[ \t]{2,}/g, ' '),
  'no-break-spaces': (text: string) => text.replace(/[\u00a0\u3000]/g, ' '),
  'strip-bom': (text: string) => text.replace(/^\uFEFF/, ''),
  'add-bom': (text: string) => (text.startsWith('\uFEFF') ? text : `\uFEFF${text}`),
  'spaces-to-plus': (text: string) => text.replaceAll(' ', '+'),
  'base64-spaces-to-plus': plusInBase64,
  'zone-space-to-plus': (text: string) => text.replace(/(\d) (\d\d:?\d\d)(?=\W|$)/g, '$1+$2'),
  'phone-space-to-plus': (text: string) => text.replace(/(^|["' ]) (?=\d{2,3}[- ]?\d{5,})/g, '$1+'),
  'plus-to-spaces': (text: string) => text.replaceAll('+', ' '),
  'plus-removed': (text: string) => text.replaceAll('+', ''),
  'percent-decode': decodePercent,
  'form-decode': (text: string) => decodePercent(text.replaceAll('+', ' ')),
  'percent-decode-twice': (text: string) => decodePercent(decodePercent(text)),
  'percent-sign-encode': (text: string) => text.replaceAll('%', '%25'),
  'non-ascii-encode': (text: string) => text.replace(/[^\0-\x7f]+/g, encodeWellFormed),
  'plus-encode': (text: string) => text.replaceAll('+', '%2B'),
  'value-encode': (text: string) => encodeValue('rfc3986', text),
  'json-strings-encode': (text: string) => encodeJsonStrings(text, 'component'),
  'json-strings-java-encode': (text: string) => encodeJsonStrings(text, 'java-url'),
  'add-padding': (text: string) =>
    text.replace(
      /"([A-Za-z0-9+/_-]{16,})"|^([A-Za-z0-9+/_-]{16,})$/g,
      (run, quoted?: string, bare?: string) => {
        const base64 = quoted ?? bare ?? '';
        const padded = base64 + '='.repeat(-base64.length & 3);
        return base64.length % 4 === 1 ? run : quoted === undefined ? padded : `"${padded}"`;
      },
    ),
  'strip-padding': (text: string) => text.replace(/([A-Za-z0-9+/]{8,})={1,2}(?=["']|$)/g, '$1'),
  'cut-at-equals': (text: string) => text.replace(/=.*$/s, ''),
  'to-base64': (text: string) =>
    text.replace(/[A-Za-z0-9_-]{16,}={0,2}/g, (r) => r.replaceAll('-', '+').replaceAll('_', '/')),
  'to-base64url': (text: string) =>
    text.replace(/[A-Za-z0-9+/]{16,}={0,2}/g, (r) => r.replaceAll('+', '-').replaceAll('/', '_')),
  'hex-to-base64': (text: string) => decodeHex(text)?.bytes.toString('base64') ?? text,
  'base64-to-hex': (text: string) => base64Bytes(text)?.toString('hex') ?? text,
  'gbk-read-as-utf8': (text: string) => latin1AsUtf8(text, encodeGbk(text)),
  'utf8-read-as-gbk': (text: string) => decodeGbk(Buffer.from(text)) ?? text,
  'latin1-read-as-utf8': (text: string) =>
    /^[\u0000-\u00ff]*$/.test(text) ? latin1AsUtf8(text, Buffer.from(text, 'latin1')) : text,
  'snake-names': (text: string) =>
    renameJson(text, (n) => n.replace(/(?<=[a-z0-9])[A-Z]/g, (c) => `_${c.toLowerCase()}`)),
  'camel-names': (text: string) =>
    renameJson(text, (n) => n.replace(/(?<=[a-zA-Z0-9])_([a-z])/g, (_, c: string) => c.toUpperCase())),
  'java-map': asMap,
  'sorted-pairs': asPairs,
} satisfies Record<string, (text: string) => string>;
