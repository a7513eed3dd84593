/** D. What was signed. */
import { digest, hmac, javaUrl, lowerEscapes, md5, rawUrl, upper } from '../crypt.ts';
import { Haitouhui, type Parameters, sorted } from '../haitouhui.ts';
import { bigIntegerOfMd5, urlEncoder } from '../java.ts';
import {
  byRule,
  type Fields,
  javaEnd,
  javaHex,
  Lianyou,
  n,
  notice,
  onChain,
  order,
  pairs,
  textOf,
  transfer,
} from '../lianyou.ts';
import { java, javaBytes, python } from '../peers.ts';
import type { Case } from '../recipe.ts';
import { AUDIT, CONTRACT, INVOICE, LINES, ORDER, REFUND, SETTLE } from '../texts.ts';
import { Yunzhimeng } from '../yunzhimeng.ts';

const run = (p: Parameters, names: readonly string[]) => names.map((name) => name + p[name]).join('');
/** The usual end of a sign of 海投汇 around other parameters. */
const around = (parameters: (p: Parameters) => string) => (p: Parameters, s: string) =>
  upper(md5(s + parameters(p) + s));
/** The Java sample's sign of 链游平台 with other parameters. */
const sample = (parameters: (f: Fields) => string) => (f: Fields, key: string) =>
  javaHex(md5(javaEnd(`${parameters(f)}&key=${key}`)));
const without = (empty: (value: string) => boolean) => (p: Parameters) =>
  Object.fromEntries(Object.entries(p).filter(([, value]) => !empty(value)));

/** A message whose digest by the rule starts with a zero, so that its printed forms differ. */
const withZero = <T>(make: (i: number) => T, hex: (made: T) => string): T => {
  for (let i = 0; ; i++) {
    const made = make(i);
    if (/^0[1-9a-f]/.test(hex(made))) return made;
  }
};
const zeroData = withZero(
  (i) => `{"order_no":"HT2026112100${i}","amount":"88.00"}`,
  (data) =>
    md5(
      `b7f0e2d94c6a4d1f8e35${sorted({ version: '1.0', app_id: '10002301', timestamp: '2026-11-21 09:53:20', data })}b7f0e2d94c6a4d1f8e35`,
    ),
);
const zeroSighash = (hex: (f: Fields) => string) =>
  withZero(
    (i) => `hash-${i}`,
    (sighash) => hex({ type: n('1010'), contract: '0x7Be8076f4EA4A4AD08075C2508e481d6C946D12b', sighash }),
  );
const KEY = '9f8e7d6c5b4a39281706f5e4d3c2b1a0';

/** A form whose spaces are `%20`: what URLEncoder makes of a value is not what stands on the wire. */
const spaced20 = (p: Parameters) =>
  Object.entries(p)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

const which: Case[] = [
  new Haitouhui(ORDER)
    .with({ memo: '', attach: '' })
    .signedOver(without((v) => v === ''))
    .proves('empty values left out', 'empty-values'),
  new Haitouhui(REFUND)
    .with({ channel: '' })
    .signedBy((p, s) => upper(md5(`${s}${sorted(without((v) => v === '')(p))}${s}`)))
    .proves('an empty channel left out', 'empty-values'),
  new Haitouhui(ORDER)
    .with({ discount: '0', fee: '0', memo: '', coupon: 'A17' })
    .signedOver(without((v) => v === '' || v === '0'))
    .proves('PHP’s array_filter also drops "0"', 'empty-values'),
  order()
    .with({ price: '' })
    .signedBy(sample((f) => pairs(f, javaUrl, { empty: true })))
    .proves('an empty price signed', 'empty-values'),
  onChain()
    .with({ abi: null })
    .signedBy(sample((f) => pairs(f, javaUrl, { empty: true })))
    .proves('a null signed as an empty value', 'empty-values'),
  onChain()
    .with({ abi: null })
    .signedBy(sample((f) => pairs({ ...f, abi: 'null' }, javaUrl)))
    .proves('a null signed as the word null', 'empty-values'),
  order()
    .with({ isOrderAsk: n('0') })
    .signedOver((f) => Object.fromEntries(Object.entries(f).filter(([, v]) => textOf(v) !== '0')))
    .proves('zeros left out', 'empty-values'),

  new Haitouhui(ORDER)
    .signedOver((p) => ({ ...p, sign: '' }))
    .proves('sign signed as an empty value', 'sign-included'),
  new Haitouhui(SETTLE)
    .signedOver((p) => ({ ...p, sign: 'null' }))
    .proves('sign signed as null', 'sign-included'),
  new Haitouhui(REFUND)
    .signedBy((p, s) => upper(md5(`${sorted({ ...p, sign: '' }, '=', '&')}&key=${s}`)))
    .proves('sign= in a string of pairs', 'sign-included'),
  order()
    .signedBy(sample((f) => pairs({ ...f, sign: '' }, javaUrl, { empty: true })))
    .proves('sign= in the string', 'sign-included'),
  order()
    .with({ price: '' })
    .signedBy(sample((f) => pairs({ ...f, sign: '' }, javaUrl, { empty: true })))
    .proves('sign= and price= in the string', 'empty-values', 'sign-included'),
  transfer()
    .signedBy(sample((f) => pairs({ ...f, sign: 'null' }, javaUrl)))
    .proves('sign=null in the string', 'sign-included'),
  onChain()
    .signedBy(sample((f) => pairs({ ...f, sign: 'sign' }, javaUrl)))
    .proves('sign=sign in the string', 'sign-included'),

  new Haitouhui(ORDER)
    .with({ sign_type: 'MD5' })
    .signedOver(({ sign_type: _, ...p }) => p)
    .proves('sign_type left out', 'sign-type-included'),
  new Haitouhui(SETTLE)
    .with({ sign_method: 'md5' })
    .signedOver(({ sign_method: _, ...p }) => p)
    .proves('sign_method left out', 'sign-type-included'),
  new Haitouhui(ORDER)
    .signedOver((p) => ({ ...p, sign_type: 'MD5' }))
    .proves('sign_type signed and not sent', 'sign-type-included'),
  order()
    .with({ signType: 'MD5' })
    .signedOver(({ signType: _, ...f }) => f)
    .proves('signType left out', 'sign-type-included'),
  transfer()
    .with({ sign_type: 'MD5' })
    .signedOver(({ sign_type: _, ...f }) => f)
    .proves('sign_type left out', 'sign-type-included'),
  onChain()
    .signedOver((f) => ({ ...f, sign_type: 'MD5' }))
    .proves('sign_type signed and not sent', 'sign-type-included'),

  new Haitouhui(ORDER).signedBy(around((p) => run(p, Object.keys(p)))).proves('not sorted', 'order'),
  new Haitouhui(REFUND)
    .signedBy(around((p) => run(p, Object.keys(p).sort().reverse())))
    .proves('sorted the other way round', 'order'),
  new Haitouhui(ORDER)
    .with({ appId: 'x9', app_name: 'demo' })
    .signedBy(
      around((p) =>
        run(
          p,
          Object.keys(p).sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
        ),
      ),
    )
    .proves('sorted without regard to case', 'order'),
  new Haitouhui(SETTLE)
    .signedBy(
      around((p) =>
        run(
          p,
          Object.keys(p).sort((a, b) => ((p[a] as string) < (p[b] as string) ? -1 : 1)),
        ),
      ),
    )
    .proves('sorted by value', 'order'),
  order()
    .signedBy(sample((f) => pairs(f, javaUrl, { names: Object.keys(f) })))
    .proves('in the order of the JSON', 'order'),
  onChain()
    .signedBy(sample((f) => pairs(f, javaUrl, { names: Object.keys(f).sort().reverse() })))
    .proves('the other way round', 'order'),
  transfer()
    .signedBy(
      sample((f) =>
        pairs(f, urlEncoder, { names: java('keySet', 'LinkedHashMap', ...Object.keys(f)).split(',') }),
      ),
    )
    .proves('a LinkedHashMap', 'order'),
  transfer()
    .signedBy(
      sample((f) => pairs(f, urlEncoder, { names: java('keySet', 'HashMap', ...Object.keys(f)).split(',') })),
    )
    .proves('the order of a HashMap', 'order'),
  new Haitouhui(SETTLE)
    .signedBy(around((p) => run(p, java('keySet', 'HashMap', ...Object.keys(p)).split(','))))
    .proves('the order of a HashMap', 'order'),
  new Haitouhui(ORDER)
    .with({ appId: 'x9', app_name: 'demo' })
    .signedBy(around((p) => run(p, java('keySet', 'CASE_INSENSITIVE_ORDER', ...Object.keys(p)).split(','))))
    .proves('a TreeMap with String.CASE_INSENSITIVE_ORDER', 'order'),
];

const encodings: Case[] = [
  new Haitouhui(ORDER)
    .signedBy(around((p) => sorted(p, '', '', urlEncoder)))
    .encodedBy(spaced20)
    .proves('values through URLEncoder', 'value-encoding'),
  new Haitouhui(SETTLE)
    .signedBy(around((p) => sorted(p, '', '', rawUrl)))
    .proves('values through rawurlencode', 'value-encoding'),
  new Haitouhui(ORDER)
    .signedBy(around((p) => sorted(p, '', '', encodeURIComponent)))
    .proves('values through encodeURIComponent', 'value-encoding'),
  new Haitouhui(ORDER)
    .signedBy(around((p) => sorted(p, '', '', (v) => lowerEscapes(javaUrl(v)))))
    .proves('lower-case escapes of .NET', 'value-encoding'),
  new Haitouhui(CONTRACT)
    .signedBy(around((p) => sorted(p, '', '', (v) => python('quote', v))))
    .proves('values through Python’s quote', 'value-encoding'),
  order()
    .signedBy((f, key) => bigIntegerOfMd5(`${pairs(f, urlEncoder)}&key=${key}`.slice(0, -1)))
    .proves('URLEncoder alone, + and * not replaced', 'value-encoding'),
  order()
    .signedBy(sample((f) => pairs(f, (v) => v)))
    .proves('raw values in the sample’s way', 'value-encoding'),
  order()
    .signedBy(sample((f) => pairs(f, encodeURIComponent)))
    .proves('encodeURIComponent, which keeps * and ~', 'value-encoding'),
  onChain()
    .signedBy(sample((f) => pairs(f, urlEncoder).toLowerCase()))
    .proves('the whole string in lower case', 'value-encoding'),
  onChain()
    .signedBy(sample((f) => lowerEscapes(pairs(f, urlEncoder))))
    .proves('lower-case escapes', 'value-encoding'),
  order()
    .signedBy(sample((f) => pairs(f, rawUrl)))
    .proves('rawurlencode, which keeps ~', 'value-encoding'),
];

const places: Case[] = [
  new Haitouhui(ORDER)
    .signedBy((p, s) => upper(md5(sorted(p) + s)))
    .proves('secret behind only', 'secret-position'),
  new Haitouhui(REFUND)
    .signedBy((p, s) => upper(md5(s + sorted(p))))
    .proves('secret in front only', 'secret-position'),
  new Haitouhui(SETTLE).signedBy((p) => upper(md5(sorted(p)))).proves('no secret at all', 'secret-position'),
  new Haitouhui(ORDER)
    .signedBy((p, s) => upper(md5(`${sorted(p)}&key=${s}`)))
    .proves('&key= behind', 'secret-position'),
  order()
    .signedBy((f, key) => javaHex(md5(javaEnd(pairs(f, javaUrl) + key))))
    .proves('the key bare behind', 'secret-position'),
  transfer()
    .signedBy((f, key) => javaHex(md5(javaEnd(`${pairs(f, javaUrl)}&secret=${key}`))))
    .proves('&secret= behind', 'secret-position'),
  onChain()
    .signedBy((f, key) => upper(md5(key + pairs(f, (v) => v))))
    .proves('the prose rule with the key in front', 'secret-position'),

  new Haitouhui(ORDER).signedBy((p, s) => upper(digest('sha1', s + sorted(p) + s))).proves('SHA-1', 'digest'),
  new Haitouhui(ORDER)
    .signedBy((p, s) => upper(digest('sha256', s + sorted(p) + s)))
    .proves('SHA-256', 'digest'),
  new Haitouhui(ORDER)
    .signedBy((p, s) => Buffer.from(md5(s + sorted(p) + s), 'hex').toString('base64'))
    .proves('base64 for hex', 'digest'),
  new Haitouhui(REFUND)
    .signedBy((p, s) => upper(md5(s + sorted(p) + s)).slice(8, 24))
    .proves('16 digits of MD5', 'digest'),
  new Haitouhui(SETTLE)
    .signedBy((p, s) => upper(hmac('md5', s, sorted(p))))
    .proves('HMAC-MD5, the secret not in the string', 'digest', 'secret-position'),
  new Haitouhui(SETTLE)
    .signedBy((p, s) => upper(javaBytes('Mac', 'HmacSHA256', s, s + sorted(p) + s).toString('hex')))
    .proves('Java’s HmacSHA256', 'digest'),
  new Haitouhui(REFUND)
    .signedBy((p, s) => java('Base64.getEncoder', javaBytes('digest', 'MD5', s + sorted(p) + s)))
    .proves('Java’s Base64 of the MD5', 'digest'),
  order()
    .signedBy((f, key) => upper(digest('sha256', javaEnd(`${pairs(f, javaUrl)}&key=${key}`))))
    .proves('SHA-256', 'digest'),
  onChain()
    .signedBy((f, key) => upper(digest('sha1', `${pairs(f, (v) => v)}&key=${key}`)))
    .proves('SHA-1 of the prose rule', 'digest'),
  transfer()
    .signedBy((f, key) => upper(hmac('sha256', key, javaEnd(`${pairs(f, javaUrl)}&key=${key}`))))
    .proves('HMAC-SHA-256', 'digest'),

  new Haitouhui(ORDER).signedBy((p, s) => md5(s + sorted(p) + s)).proves('lower case', 'hex-case'),
  new Haitouhui(SETTLE)
    .breakField('sign', (v) => v.toLowerCase())
    .proves('the sign made lower case', 'hex-case'),
  new Haitouhui(REFUND)
    .breakField('sign', (v) => v[0] + v.slice(1).toLowerCase())
    .proves('a sign in mixed case', 'hex-case'),
  order()
    .signedBy((f, key) => byRule(f, key).toLowerCase())
    .proves('lower case', 'hex-case'),
  transfer()
    .signedBy((f, key) => byRule(f, key).toLowerCase())
    .proves('lower case of a transfer', 'hex-case'),
  onChain()
    .signedBy((f, key) => md5(`${pairs(f, (v) => v)}&key=${key}`))
    .proves('lower case of the prose rule', 'hex-case'),

  new Haitouhui(zeroData)
    .breakField('sign', (v) => v.replace(/^0+/, ''))
    .proves('BigInteger dropped a zero', 'leading-zero'),
  new Haitouhui(zeroData)
    .signedBy((p, s) => bigIntegerOfMd5(s + sorted(p) + s))
    .proves('the signer prints a BigInteger', 'leading-zero'),
  new Haitouhui(ORDER)
    .signedBy((p, s) => upper(java('Integer.toHexString', javaBytes('digest', 'MD5', s + sorted(p) + s))))
    .proves('Integer.toHexString of each byte, which has one digit for those below 16', 'leading-zero'),
  onChain()
    .signedBy((f, key) =>
      upper(java('Integer.toHexString', javaBytes('digest', 'MD5', `${pairs(f, (v) => v)}&key=${key}`))),
    )
    .proves('Integer.toHexString of each byte of the prose rule', 'leading-zero'),
  new Haitouhui(zeroData)
    .breakField('sign', (v) => v.replace(/^0+/, '').toLowerCase())
    .proves('…and in lower case', 'hex-case', 'leading-zero'),
  ...[0, 1, 2].map((i) => {
    const contract = `0x7Be8076f4EA4A4AD08075C2508e481d6C946D12${i}`;
    const hexOf = (f: Fields) => md5(javaEnd(`${pairs(f, javaUrl)}&key=${KEY}`));
    const sighash = withZero(
      (k) => `hash-${k}`,
      (text) => hexOf({ type: n('1010'), contract, sighash: text }),
    );
    return new Lianyou({ type: n('1010'), contract, sighash })
      .signedBy((f) => upper(hexOf(f)))
      .proves(`a zero kept where the sample drops it (${i})`, 'leading-zero');
  }),
  notice()
    .with({ sighash: zeroSighash((f) => md5(`${pairs(f, (v) => v)}&key=${KEY}`)) })
    .signedBy((f, key) => bigIntegerOfMd5(`${pairs(f, (v) => v)}&key=${key}`))
    .proves('a zero dropped from the prose rule by BigInteger', 'leading-zero'),

  order()
    .signedBy((f, key) =>
      javaHex(md5(`${pairs(f, javaUrl)}&key=${key}`.replaceAll('+', '%20').replaceAll('*', '%2A'))),
    )
    .proves('the whole key signed', 'last-character'),
  transfer()
    .with({ to: 'a b+c' })
    .signedBy((f, key) =>
      javaHex(md5(`${pairs(f, javaUrl)}&key=${key}`.replaceAll('+', '%20').replaceAll('*', '%2A'))),
    )
    .proves('the whole key signed, with a space', 'last-character'),
  order()
    .signedBy((f, key) => upper(md5(`${pairs(f, (v) => v)}&key=${key}`.slice(0, -1))))
    // The key stands at the end: its last character and that of the string are the same byte.
    .provesOneOf('the prose rule with a cut', ['last-character'], ['key-truncated']),
  new Haitouhui(ORDER)
    .signedBy((p, s) => upper(md5((s + sorted(p) + s).slice(0, -1))))
    .proves('the last character cut', 'last-character'),
  new Haitouhui(SETTLE)
    .signedBy((p, s) => upper(md5(`${sorted(p, '=', '&')}&key=${s}`.slice(0, -1))))
    // The key stands at the end: its last character and that of the string are the same byte.
    .provesOneOf('the other common rule, cut', ['last-character'], ['key-truncated']),
  new Haitouhui(REFUND)
    .signedBy((p, s) => upper(md5(`${s}${sorted(p, '=', '&')}${s}`.slice(0, -1))))
    .proves('pairs between the secrets, the last character cut', 'canonical-order', 'last-character'),
];

const orders: Case[] = [
  new Haitouhui(ORDER)
    .signedBy((p, s) => upper(md5(s + sorted(p, '=', '&') + s)))
    .proves('name=value&… between the secrets', 'canonical-order'),
  new Haitouhui(REFUND)
    .signedBy((p, s) =>
      upper(
        md5(
          s +
            Object.keys(p)
              .sort()
              .map((k) => p[k])
              .join('') +
            s,
        ),
      ),
    )
    .proves('values alone', 'canonical-order'),
  new Haitouhui(SETTLE)
    .signedBy((p, s) => upper(md5(`${s}${sorted(p, '=', '')}${s}`)))
    .proves('name=value without &', 'canonical-order'),
  order()
    .signedBy(sample((f) => pairs(f, javaUrl).replaceAll('&', '')))
    .proves('no & between', 'canonical-order'),
  transfer()
    .signedBy(
      sample((f) =>
        Object.keys(f)
          .sort()
          .map((k) => textOf(f[k] as never))
          .join('&'),
      ),
    )
    .proves('values alone with &', 'canonical-order'),
  transfer()
    .signedBy((f, key) => upper(md5(`${pairs(f, (v) => v).replaceAll('&', ',')}&key=${key}`)))
    .proves('joined by commas', 'canonical-order'),
  ...(['rsa', 'ec'] as const).flatMap((family) => [
    new Yunzhimeng(family, AUDIT)
      .signs((m) => `${m.nonce}${m.timestamp}${m.body}`)
      .proves(`${family}: nonce first`, 'canonical-order'),
    new Yunzhimeng(family, AUDIT)
      .signs((m) => `${m.timestamp}&${m.nonce}&${m.body}`)
      .proves(`${family}: with &`, 'canonical-order'),
    new Yunzhimeng(family, INVOICE)
      .signs((m) => `${m.timestamp}${m.body}`)
      .proves(`${family}: without the nonce`, 'canonical-order'),
    new Yunzhimeng(family, INVOICE)
      .signs((m) => `${m.body}\n${m.timestamp}\n${m.nonce}`)
      .proves(`${family}: lines, body first`, 'canonical-order'),
  ]),
  new Yunzhimeng('rsa', INVOICE)
    .signs((m) => {
      const numbers = Buffer.alloc(16);
      numbers.writeBigInt64BE(BigInt(m.nonce), 0);
      numbers.writeBigInt64BE(BigInt(m.timestamp), 8);
      return Buffer.concat([numbers, Buffer.from(m.body)]);
    })
    .proves('two longs in eight bytes, nonce first', 'canonical-order'),
  new Yunzhimeng('rsa', AUDIT)
    .signs((m) => `timestamp=${m.timestamp}&nonce=${m.nonce}&body=${m.body}`)
    .proves('named values', 'canonical-order'),

  ...(['rsa', 'ec'] as const).flatMap((family) => [
    new Yunzhimeng(family, INVOICE)
      .signs(
        (m) =>
          m.timestamp +
          m.nonce +
          python('json.dumps', m.body).replace('100.0,', '100.00,').replace('1280.5}', '1280.50}'),
      )
      .proves(`${family}: signed json.dumps, sent compact`, 'body-not-raw'),
    new Yunzhimeng(family, AUDIT)
      .signs((m) => {
        const entries = Object.entries(JSON.parse(m.body) as Record<string, unknown>).filter(
          ([, v]) => v !== '',
        );
        return (
          m.timestamp +
          m.nonce +
          entries
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([k, v]) => `${k}=${v}`)
            .join('&')
        );
      })
      .proves(`${family}: signed sorted pairs of the parsed body`, 'body-not-raw'),
    new Yunzhimeng(family, AUDIT)
      .signs((m) => m.timestamp + m.nonce + java('Map.toString', m.body))
      .proves(`${family}: signed what a Java Map prints`, 'body-not-raw'),
    new Yunzhimeng(family, INVOICE)
      .signs((m) => m.timestamp + m.nonce + java('Map.toString', m.body))
      .proves(`${family}: signed what a Java Map prints, 100.00 as 100.0`, 'body-not-raw'),
    new Yunzhimeng(family, INVOICE)
      .signs((m) => m.timestamp + m.nonce + java('ObjectMapper', m.body))
      .proves(`${family}: signed what Jackson prints of the parsed body`, 'body-not-raw'),
    new Yunzhimeng(family, AUDIT.replace('李四', "O'Neil & 李四"))
      .signs((m) => m.timestamp + m.nonce + java('Gson.toJson', m.body))
      .proves(`${family}: signed what Gson prints of the parsed body`, 'body-not-raw'),
    new Yunzhimeng(family, LINES)
      .signs((m) => m.timestamp + m.nonce + java('ObjectMapper-TreeMap', m.body))
      .proves(`${family}: signed a TreeMap of the parsed body`, 'body-not-raw'),
  ]),
];

export const signed = [...which, ...encodings, ...places, ...orders];
