/** Two mistakes at once: damage on the way, and a signer or a key that differs. */
import type { CauseCode } from '../../../../src/diagnose/cause.ts';
import { digest, javaUrl, md5, upper } from '../crypt.ts';
import { Haitouhui, SECRET, sorted } from '../haitouhui.ts';
import { Haomiao, LOSS, ORDER as SPIN } from '../haomiao.ts';
import { aesBy, newString, urlDecoder, urlEncoder } from '../java.ts';
import { byRule, javaEnd, javaHex, pairs as join, KEY, onChain, order } from '../lianyou.ts';
import { java, php, python } from '../peers.ts';
import type { Case } from '../recipe.ts';
import { AUDIT, CONTRACT, MARKS, SETTLE } from '../texts.ts';
import { pem, Yunzhimeng } from '../yunzhimeng.ts';

type Step<T> = readonly [cause: CauseCode, what: string, step: (callback: T) => T];
/** Every damage with every other mistake. */
const product = <T extends { proves(name: string, ...causes: CauseCode[]): Case }>(
  good: () => T,
  damages: readonly Step<T>[],
  mistakes: readonly Step<T>[],
): Case[] =>
  damages.flatMap(([first, how, damage]) =>
    mistakes.map(([second, what, mistake]) =>
      damage(mistake(good())).proves(`${how}; ${what}`, first, second),
    ),
  );

const haitouhui = product(
  () => new Haitouhui(CONTRACT),
  [
    ['plus-as-space', '+ as space', (c) => c.breakField('data', (v) => v.replaceAll('+', ' '))],
    ['html-escaped', 'htmlspecialchars', (c) => c.breakField('data', (v) => php('htmlspecialchars', v))],
    ['backslashes-added', 'addslashes', (c) => c.breakField('data', (v) => php('addslashes', v))],
    ['json-reserialised', 'json.dumps', (c) => c.breakField('data', (v) => python('json.dumps', v))],
    ['json-reserialised', 'Gson', (c) => c.breakField('data', (v) => java('Gson.toJson', v))],
    ['html-escaped', 'HtmlUtils', (c) => c.breakField('data', (v) => java('HtmlUtils.htmlEscape', v))],
    ['extra-params', 'a route among the parameters', (c) => c.breakFields((p) => ({ s: '/notify', ...p }))],
    ['charset-gbk', 'Latin-1', (c) => c.with({ note: '张三' }).breakField('note', newString('ISO-8859-1'))],
  ],
  [
    ['secret-position', 'secret behind only', (c) => c.signedBy((p, s) => upper(md5(sorted(p) + s)))],
    ['digest', 'SHA-256', (c) => c.signedBy((p, s) => upper(digest('sha256', s + sorted(p) + s)))],
    ['key-newline', 'secret with a newline', (c) => c.given('secret', `${SECRET}\n`)],
    ['hex-case', 'lower case', (c) => c.signedBy((p, s) => md5(s + sorted(p) + s))],
    ['canonical-order', 'name=value&…', (c) => c.signedBy((p, s) => upper(md5(s + sorted(p, '=', '&') + s)))],
  ],
);

const lianyou = product(
  order,
  [
    ['plus-as-space', 'URLDecoder once more', (c) => c.breakField('price', urlDecoder)],
    [
      'json-reserialised',
      'tokenId through a double',
      (c) => c.breakFields((f) => ({ ...f, tokenId: '9007199254740992' })),
    ],
    ['extra-params', 'a request id', (c) => c.breakFields((f) => ({ ...f, requestId: 'a8f1' }))],
  ],
  [
    [
      'last-character',
      'the whole key signed',
      (c) =>
        c.signedBy((f, key) =>
          javaHex(md5(`${join(f, javaUrl)}&key=${key}`.replaceAll('+', '%20').replaceAll('*', '%2A'))),
        ),
    ],
    ['key-quotes', 'quotes around the key', (c) => c.given('key', `"${KEY}"`)],
    ['hex-case', 'lower case', (c) => c.signedBy((f, key) => byRule(f, key).toLowerCase())],
    [
      'digest',
      'SHA-1',
      (c) => c.signedBy((f, key) => upper(digest('sha1', javaEnd(`${join(f, javaUrl)}&key=${key}`)))),
    ],
  ],
);

const haomiao = product(
  () => new Haomiao(SPIN),
  [
    ['plus-as-space', '+ as space', (c) => c.breakData((b) => b.replaceAll('+', ' '))],
    ['not-decoded', 'still escaped by URLEncoder', (c) => c.breakData(urlEncoder)],
    ['base64-variant', 'base64 twice', (c) => c.breakData((b) => Buffer.from(b).toString('base64'))],
  ],
  [
    [
      'key-size',
      'AES-128 of PHP',
      (c) => c.sealedBy((t, k, iv) => php('openssl_encrypt', 'AES-128-CBC', k, iv, t)),
    ],
    [
      'iv-zero',
      'an IV of zeros',
      (c) => c.sealedBy((t, k) => aesBy('AES/CBC/PKCS5Padding')(t, k, Buffer.alloc(16))),
    ],
    [
      'padding-twice',
      'padded by hand too',
      (c) => c.sealedBy((t, k, iv) => php('openssl_encrypt-padded-by-hand', 'AES-256-CBC', k, iv, t)),
    ],
    ['cipher-mode', 'ECB of Java', (c) => c.sealedBy((t, k) => aesBy('AES')(t, k))],
  ],
);

const yunzhimeng = product(
  () => new Yunzhimeng('rsa', AUDIT).withoutLength(),
  [
    ['json-reserialised', 'json.dumps', (c) => c.breakBody((b) => python('json.dumps', b))],
    [
      'json-reserialised',
      'Jackson, indented',
      (c) => c.breakBody((b) => java('ObjectMapper-INDENT_OUTPUT', b)),
    ],
    ['newline-added', 'newlines behind the body', (c) => c.breakBody((b) => `${b}\n\n`)],
    [
      'nonce-precision',
      'nonce through a double',
      (c) => c.breakHeader('X-Nonce', (v) => BigInt(Number(v)).toString()),
    ],
  ],
  [
    ['canonical-order', 'with &', (c) => c.signs((m) => `${m.nonce}&${m.timestamp}&${m.body}`)],
    [
      'plus-as-space',
      'signature with spaces',
      (c) => c.breakHeader('X-Signature', (v) => v.replaceAll('+', ' ')),
    ],
    [
      'key-swapped',
      'the test key given',
      (c) =>
        c
          .given('ivs-public-key', pem('rsa', 'test', 'public'))
          .other('profile production', 'ivs-public-key', pem('rsa', 'platform', 'public')),
    ],
  ],
);

/** The line breaks of a ciphertext keep it from opening in strict readers alone; here it opens with them. */
const mime = () =>
  new Haomiao(SPIN).breakData((b) => java('Base64.getMimeEncoder', Buffer.from(b, 'base64')));
const wrapped: Case[] = [
  mime()
    .sealedBy((t, k, iv) => php('openssl_encrypt', 'AES-128-CBC', k, iv, t))
    .proves('base64 of Java’s MIME encoder; AES-128 of PHP', 'whitespace', 'key-size'),
  mime()
    .sealedBy((t, k) => aesBy('AES/CBC/PKCS5Padding')(t, k, Buffer.alloc(16)))
    .proves('base64 of Java’s MIME encoder; an IV of zeros', 'whitespace', 'iv-zero'),
  mime()
    .sealedBy((t, k, iv) => php('openssl_encrypt-padded-by-hand', 'AES-256-CBC', k, iv, t))
    .proves('base64 of Java’s MIME encoder; padded by hand too', 'whitespace', 'padding-twice'),
  mime()
    .sealedBy((t, k) => aesBy('AES')(t, k))
    .proves('base64 of Java’s MIME encoder; ECB of Java', 'whitespace', 'cipher-mode'),
];

const others: Case[] = [
  new Haitouhui(MARKS)
    .breakField('data', (v) => php('htmlspecialchars', php('addslashes', v)))
    .proves('addslashes, then htmlspecialchars', 'backslashes-added', 'html-escaped'),
  new Haitouhui(SETTLE)
    .breakField('data', (v) => php('json_encode', v))
    .breakFields((p) => ({ ...p, _URL_: 'notify' }))
    .proves('PHP printed data again and added its route', 'json-reserialised', 'extra-params'),
  onChain()
    .breakField('abi', (v) => python('html.escape', python('json.dumps', v)))
    .proves('json.dumps, then html.escape', 'html-escaped', 'json-reserialised'),
  new Yunzhimeng('ec', AUDIT)
    .withoutLength()
    .breakBody((b) => `${b}\n\n`)
    .signs((m) => `${m.timestamp}&${m.nonce}&${m.body}`)
    .proves('EC: newlines behind the body; with &', 'newline-added', 'canonical-order'),
  new Haomiao(LOSS)
    .sealedBy((t, k) => php('openssl_encrypt-padded-by-hand', 'AES-128-CBC', k, k.slice(0, 16), t))
    .proves('AES-128 of PHP with the key as IV', 'iv-is-key', 'key-size', 'padding-twice'),
];

export const pairs = [...haitouhui, ...lianyou, ...haomiao, ...yunzhimeng, ...wrapped, ...others];
