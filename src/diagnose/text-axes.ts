/** Which changes of a text stand for which mistake: the data of the searches. */
import type { Deviation } from './cause.ts';
import type { Reprint } from './json-reprint.ts';
import type { NamedChange, TextChange } from './text-change.ts';

const named = (
  code: Deviation<TextChange>['code'],
  cost: Deviation<TextChange>['cost'],
  ...names: NamedChange[]
): Deviation<TextChange>[] =>
  names.map((name) => ({ code, cost, detail: name, change: { kind: 'named', name } }));

const printed = (
  cost: Deviation<TextChange>['cost'],
  detail: string,
  how: Partial<Reprint>,
): Deviation<TextChange> => ({
  code: 'json-reserialised',
  cost,
  detail,
  change: { kind: 'reprint', how },
});

/**
 * The changes, by axis: two of one axis exclude each other, those of different axes combine in this order, which is
 * the order in which damage is taken off (escapes on the outside, JSON inside).
 */
export const TEXT_AXES: Readonly<Record<string, readonly Deviation<TextChange>[]>> = {
  charset: named('charset-gbk', 2, 'gbk-read-as-utf8', 'latin1-read-as-utf8', 'utf8-read-as-gbk'),
  lines: [
    ...named('bom', 1, 'strip-bom', 'add-bom'),
    ...named('newline-added', 1, 'trim-newline', 'add-newline', 'add-crlf'),
    ...named('crlf', 1, 'crlf-to-lf', 'lf-to-crlf'),
    ...named('whitespace', 1, 'trim', 'remove-line-breaks', 'no-break-spaces'),
    ...named('whitespace', 2, 'add-space', 'collapse-spaces'),
    ...named('whitespace', 3, 'remove-spaces'),
  ],
  html: [
    ...named('html-escaped', 1, 'html-decode', 'html-encode', 'html-encode-double'),
    ...named('html-escaped', 2, 'html-encode-php', 'html-encode-python', 'html-encode-xml'),
  ],
  escapes: [
    ...named('backslashes-added', 1, 'strip-slashes', 'add-slashes', 'add-slashes-double'),
    ...named('backslashes-added', 2, 'strip-all-slashes'),
    ...named('log-escaped', 1, 'unescape-x'),
    ...named(
      'log-escaped',
      2,
      'unescape-java',
      'unescape-u',
      'single-backslashes',
      'double-backslashes',
      'escape-x',
    ),
  ],
  percent: [
    ...named(
      'plus-as-space',
      1,
      'base64-spaces-to-plus',
      'zone-space-to-plus',
      'phone-space-to-plus',
      'spaces-to-plus',
    ),
    ...named('plus-as-space', 2, 'plus-to-spaces'),
    ...named('plus-as-space', 3, 'plus-removed'),
    ...named('not-decoded', 1, 'percent-decode', 'form-decode'),
    ...named('not-decoded', 2, 'percent-decode-twice'),
    ...named('decoded-twice', 1, 'percent-sign-encode', 'non-ascii-encode'),
    ...named('decoded-twice', 2, 'plus-encode', 'value-encode'),
    ...named('decoded-twice', 2, 'json-strings-encode', 'json-strings-java-encode'),
    ...named('split-on-equals', 2, 'add-padding', 'cut-at-equals'),
    ...named('split-on-equals', 3, 'strip-padding'),
    ...named('base64-variant', 2, 'to-base64', 'to-base64url', 'hex-to-base64', 'base64-to-hex'),
  ],
  json: [
    // White space at the ends goes away as well, but is more often a mistake of its own.
    printed(2, 'compact', {}),
    printed(1, 'python', { space: 'python' }),
    printed(1, 'python-ascii', { space: 'python', unicode: 'lower' }),
    printed(1, 'php', { unicode: 'lower', slash: 'escaped' }),
    printed(1, 'php-unicode', { slash: 'escaped' }),
    printed(1, 'ascii', { unicode: 'lower' }),
    printed(1, 'sorted', { order: 'sorted' }),
    printed(2, 'javascript-numbers', { numbers: 'javascript' }),
    printed(2, 'ascii-upper', { unicode: 'upper' }),
    printed(2, 'php-numbers', { unicode: 'lower', slash: 'escaped', numbers: 'javascript' }),
    printed(2, 'php-unicode-numbers', { slash: 'escaped', numbers: 'javascript' }),
    printed(2, 'python-numbers', { space: 'python', numbers: 'python' }),
    printed(2, 'python-ascii-numbers', { space: 'python', unicode: 'lower', numbers: 'python' }),
    printed(2, 'python-sorted', { space: 'python', order: 'sorted' }),
    printed(2, 'python-ascii-sorted', { space: 'python', unicode: 'lower', order: 'sorted' }),
    printed(2, 'ascii-sorted', { unicode: 'lower', order: 'sorted' }),
    printed(2, 'sorted-javascript-numbers', { order: 'sorted', numbers: 'javascript' }),
    printed(2, 'float-numbers', { numbers: 'python' }),
    printed(2, 'go', { html: 'go' }),
    printed(2, 'go-sorted', { html: 'go', order: 'sorted' }),
    printed(2, 'gson', { html: 'gson' }),
    printed(2, 'without-nulls', { nulls: 'dropped' }),
    printed(2, 'colon-space', { space: 'colon' }),
    printed(2, 'java-hash-map', { order: 'java-hash-map' }),
    printed(2, 'indent-2', { space: 2 }),
    printed(2, 'indent-jackson', { space: 'jackson' }),
    printed(2, 'indent-4', { space: 4 }),
    printed(2, 'indent-4-php', { space: 4, unicode: 'lower', slash: 'escaped' }),
    printed(3, 'indent-tab', { space: '\t' }),
    printed(3, 'numbers-as-strings', { numbers: 'string' }),
    ...named('json-keys-renamed', 1, 'snake-names', 'camel-names'),
  ],
};

/** So many numbers of a JSON text are tried with other decimal places one by one. */
const MOST_NUMBERS = 16;

/** Zeros behind the point that a parser dropped: of all fractions, or of one number. An axis of its own behind `json`. */
export const DECIMAL_PLACES: readonly Deviation<TextChange>[] = [1, 2].flatMap((places) =>
  (['fractions', ...Array(MOST_NUMBERS).keys()] as ('fractions' | number)[]).map(
    (index): Deviation<TextChange> => ({
      code: 'json-reserialised',
      cost: index === 'fractions' ? 1 : 2,
      detail: `${places} decimal places`,
      change: { kind: 'places', index, places },
    }),
  ),
);

/** Other forms of a parsed JSON body that somebody may sign instead of its bytes. */
export const PARSED_BODY: readonly Deviation<TextChange>[] = [
  ...named('body-not-raw', 1, 'sorted-pairs'),
  ...named('body-not-raw', 2, 'java-map'),
];
