/** How a sign rule can differ from the one that is expected, as data: each a patch of the rule. */
import type { Charset, SignRule } from '../../rules/sign-rule.ts';
import type { CauseCode, Cost, Deviation } from '../cause.ts';

export type RulePatch = Partial<SignRule>;

const one = (code: CauseCode, cost: Cost, detail: string, change: RulePatch): Deviation<RulePatch> => ({
  code,
  cost,
  detail,
  change,
});

/** By axis, in the order in which the interpreter takes the steps. A patch that changes nothing is passed over. */
export const SELECTION: readonly (readonly Deviation<RulePatch>[])[] = [
  [
    one('empty-values', 1, 'keep', { emptyValues: 'keep' }),
    one('empty-values', 1, 'drop', { emptyValues: 'drop' }),
  ],
  [
    one('sign-type-included', 1, 'excluded', {
      exclude: ['sign', 'sign_type', 'signType', 'sign_method', 'signMethod', 'signature_type'],
    }),
    one('sign-type-included', 1, 'included', { exclude: ['sign'] }),
  ],
  [
    one('order', 1, 'wire', { order: 'wire' }),
    one('order', 2, 'ignore-case', { order: 'ignore-case' }),
    one('order', 2, 'reverse', { order: 'reverse' }),
    one('order', 2, 'java-hash-map', { order: 'java-hash-map' }),
    one('order', 3, 'by-value', { order: 'by-value' }),
  ],
];

export const JOINING: readonly (readonly Deviation<RulePatch>[])[] = [
  [one('canonical-order', 2, 'values only', { names: false })],
  [
    one('canonical-order', 1, 'name=value', { pair: '=' }),
    one('canonical-order', 1, 'namevalue', { pair: '' }),
    one('canonical-order', 3, 'name:value', { pair: ':' }),
  ],
  [
    one('canonical-order', 1, 'joined by &', { join: '&' }),
    one('canonical-order', 1, 'joined by nothing', { join: '' }),
    one('canonical-order', 3, 'joined by ,', { join: ',' }),
    one('canonical-order', 3, 'joined by |', { join: '|' }),
    one('canonical-order', 3, 'joined by line ends', { join: '\n' }),
  ],
  [
    // Values that are still percent-encoded look just so when they are signed encoded.
    one('value-encoding', 2, 'raw', { valueEncoding: 'raw' }),
    one('value-encoding', 1, 'java-url', { valueEncoding: 'java-url' }),
    one('value-encoding', 1, 'rfc3986', { valueEncoding: 'rfc3986' }),
    one('value-encoding', 1, 'component', { valueEncoding: 'component' }),
    one('value-encoding', 2, 'php-url', { valueEncoding: 'php-url' }),
    one('value-encoding', 2, 'rfc3986-lower', { valueEncoding: 'rfc3986-lower' }),
    one('value-encoding', 2, 'java-url-lower', { valueEncoding: 'java-url-lower' }),
    // One deviation, though two values: `name=value&…` where name and value were just strung together, and back.
    one('canonical-order', 1, 'name=value&name=value', { pair: '=', join: '&' }),
    one('canonical-order', 1, 'namevaluenamevalue', { pair: '', join: '' }),
  ],
];

/** The secret's place. */
export const PLACES: readonly Deviation<RulePatch>[] = [
  one('secret-position', 1, '{secret}…{secret}', { before: '{secret}', after: '{secret}' }),
  one('secret-position', 1, '…{secret}', { before: '', after: '{secret}' }),
  one('secret-position', 1, '{secret}…', { before: '{secret}', after: '' }),
  one('secret-position', 1, '…&key={secret}', { before: '', after: '&key={secret}' }),
  one('secret-position', 1, '…&secret={secret}', { before: '', after: '&secret={secret}' }),
  one('secret-position', 2, '…&{secret}', { before: '', after: '&{secret}' }),
  one('secret-position', 2, '…key={secret}', { before: '', after: 'key={secret}' }),
  one('secret-position', 2, '…&app_secret={secret}', { before: '', after: '&app_secret={secret}' }),
  one('secret-position', 2, '…&appSecret={secret}', { before: '', after: '&appSecret={secret}' }),
  one('secret-position', 2, '…&appKey={secret}', { before: '', after: '&appKey={secret}' }),
  one('secret-position', 2, '…&appkey={secret}', { before: '', after: '&appkey={secret}' }),
  one('secret-position', 2, '…&app_key={secret}', { before: '', after: '&app_key={secret}' }),
  one('secret-position', 2, '…&token={secret}', { before: '', after: '&token={secret}' }),
  one('secret-position', 2, '…&sign_key={secret}', { before: '', after: '&sign_key={secret}' }),
  one('secret-position', 3, '{secret}&…', { before: '{secret}&', after: '' }),
  one('secret-position', 3, 'key={secret}&…', { before: 'key={secret}&', after: '' }),
  one('secret-position', 3, '{secret}&…&{secret}', { before: '{secret}&', after: '&{secret}' }),
  one('secret-position', 3, 'key{secret}…key{secret}', { before: 'key{secret}', after: 'key{secret}' }),
  one('secret-position', 2, 'none', { before: '', after: '' }),
];

/** What is done to the whole string. `add` puts an edit behind those of the rule, `without` takes one kind out. */
export type EditChange =
  | { readonly add: SignRule['edits'][number] }
  | { readonly without: SignRule['edits'][number]['kind'] }
  | { readonly charset: Charset };

export const EDITS: readonly Deviation<EditChange>[] = [
  { code: 'last-character', cost: 1, detail: 'kept', change: { without: 'drop-last' } },
  { code: 'last-character', cost: 2, detail: 'cut', change: { add: { kind: 'drop-last' } } },
  { code: 'value-encoding', cost: 1, detail: '+ and * kept', change: { without: 'replace' } },
  {
    code: 'newline-added',
    cost: 1,
    detail: 'behind the signed string',
    change: { add: { kind: 'append', text: '\n' } },
  },
  {
    code: 'newline-added',
    cost: 2,
    detail: 'CRLF behind the signed string',
    change: { add: { kind: 'append', text: '\r\n' } },
  },
  {
    code: 'canonical-order',
    cost: 2,
    detail: '& behind the signed string',
    change: { add: { kind: 'append', text: '&' } },
  },
  { code: 'charset-gbk', cost: 1, detail: 'gbk', change: { charset: 'gbk' } },
  { code: 'charset-gbk', cost: 2, detail: 'us-ascii', change: { charset: 'us-ascii' } },
  {
    code: 'value-encoding',
    cost: 3,
    detail: 'whole string lower case',
    change: { add: { kind: 'lower-case' } },
  },
  {
    code: 'value-encoding',
    cost: 3,
    detail: 'whole string upper case',
    change: { add: { kind: 'upper-case' } },
  },
  {
    code: 'value-encoding',
    cost: 2,
    detail: '+ as %20',
    change: { add: { kind: 'replace', find: '+', with: '%20' } },
  },
];

const digest = (name: SignRule['digest'], cost: Cost) => one('digest', cost, name, { digest: name });

export const DIGESTS: readonly Deviation<RulePatch>[] = [
  digest('md5', 1),
  digest('hmac-md5', 1),
  digest('sha1', 1),
  digest('sha256', 1),
  digest('hmac-sha256', 1),
  digest('hmac-sha1', 2),
  digest('sha512', 2),
  digest('hmac-sha512', 3),
  digest('sha384', 3),
];
