/** B. URL and charset layer. */
import { md5, upper } from '../crypt.ts';
import { Haitouhui, sorted } from '../haitouhui.ts';
import { Haomiao, LOSS, SHORT, ORDER as SPIN, TOKEN } from '../haomiao.ts';
import { aesBy, eciesBy, getBytes, newString, rsaBy, signBy, urlDecoder, urlEncoder } from '../java.ts';
import { notice, onChain, order, pairs } from '../lianyou.ts';
import { java, php, phpBytes, python } from '../peers.ts';
import type { Case } from '../recipe.ts';
import { AUDIT, CONTRACT, INVOICE, ORDER, REFUND, SETTLE, WAYBILL } from '../texts.ts';
import { Yunzhimeng } from '../yunzhimeng.ts';

const spaced = (text: string) => text.replaceAll('+', ' ');
const hexOf = (text: string) => Buffer.from(text, 'base64').toString('hex');
const escapes = (bytes: Buffer) =>
  [...bytes].map((b) => `%${upper(b.toString(16).padStart(2, '0'))}`).join('');

const pluses: Case[] = [
  new Haitouhui(ORDER).breakField('data', spaced).proves('顺丰+保价 with a space', 'plus-as-space'),
  new Haitouhui(CONTRACT)
    .breakField('data', spaced)
    .proves('base64 and a time zone with spaces', 'plus-as-space'),
  new Haitouhui(CONTRACT)
    .breakField('data', (v) => python('unquote_plus', v))
    .proves('unquote_plus once more', 'plus-as-space'),
  new Haitouhui(CONTRACT).breakField('data', urlDecoder).proves('URLDecoder once more', 'plus-as-space'),
  new Haitouhui(ORDER)
    .encodedBy((p) =>
      Object.entries(p)
        .map(([k, v]) => `${k}=${encodeURIComponent(v).replaceAll('%2B', '+')}`)
        .join('&'),
    )
    .proves('the sender did not escape +', 'plus-as-space'),
  new Haitouhui(ORDER)
    .breakField('data', (v) => v.replaceAll('+', ''))
    .suspects('the + is gone: where it stood is not known'),
  notice().breakField('sighash', urlDecoder).proves('base64 through URLDecoder', 'plus-as-space'),
  order().breakField('price', spaced).proves('a price with a space for +', 'plus-as-space'),
  onChain()
    .with({ abi: 'a+b c+d' })
    .breakField('abi', spaced)
    .proves('some spaces were +, one was not', 'plus-as-space'),
  new Haomiao(SPIN).breakData(spaced).proves('ciphertext with spaces', 'plus-as-space'),
  new Haomiao(LOSS, TOKEN)
    .breakToken(spaced)
    .breakData(spaced)
    .proves('token and ciphertext with spaces', 'plus-as-space'),
  new Haomiao(SPIN).breakData(urlDecoder).proves('URLDecoder over base64', 'plus-as-space'),
  new Haomiao(LOSS).breakData((b) => php('urldecode', b)).proves('urldecode over base64', 'plus-as-space'),
  ...(['rsa', 'ec'] as const).flatMap((family) => [
    new Yunzhimeng(family, INVOICE)
      .signatureAs((s) => s.toString('base64').replace(/^(.{20})./, '$1+'))
      .breakHeader('X-Signature', (v) => v)
      .suspects(`${family}: a signature with one wrong character`),
    new Yunzhimeng(family, WAYBILL)
      .sealedThen(spaced)
      .proves(`${family}: secret fields with spaces`, 'plus-as-space'),
  ]),
  new Yunzhimeng('rsa', INVOICE)
    .breakHeader('X-Signature', urlDecoder)
    .proves('a signature through URLDecoder', 'plus-as-space'),
];

const decoding: Case[] = [
  new Haitouhui(ORDER.replace('100% 顺丰', '满100%25减'))
    .breakField('data', decodeURIComponent)
    .proves('a literal %25 decoded once more', 'decoded-twice'),
  new Haitouhui('{"url":"https://m.example.com/?q=%E5%8A%A0%E6%80%A5","id":7}')
    .breakField('data', decodeURIComponent)
    .proves('an escaped address inside data decoded', 'decoded-twice'),
  new Haitouhui('{"memo":"a%2Bb","city":"厦门"}')
    .breakField('data', (v) => python('unquote', v))
    .proves('%2B inside data decoded', 'decoded-twice'),
  new Haitouhui('{"url":"https://m.example.com/?q=%E5%8A%A0%E6%80%A5","id":8}')
    .breakField('data', urlDecoder)
    .proves('an escaped address inside data through URLDecoder', 'decoded-twice'),
  onChain()
    .with({ abi: 'mint%28uint256%29' })
    .breakField('abi', urlDecoder)
    .proves('escaped brackets through URLDecoder', 'decoded-twice'),
  order()
    .with({ price: '5%25 off' })
    .breakField('price', decodeURIComponent)
    .proves('%25 decoded', 'decoded-twice'),
  order()
    .with({ price: '%E7%A8%80%E6%9C%89' })
    .breakField('price', decodeURIComponent)
    .proves('an escaped Chinese value decoded', 'decoded-twice'),
  ...(['rsa', 'ec'] as const).flatMap((family) => [
    new Yunzhimeng(family, '{"url":"https://m.example.com/?q=%E5%8A%A0%E6%80%A5","id":7}')
      .breakBody(decodeURIComponent)
      .proves(`${family}: a body percent-decoded`, 'decoded-twice'),
    new Yunzhimeng(family, '{"note":"满100%25减","id":8}')
      .breakBody(urlDecoder)
      .proves(`${family}: a literal %25 through URLDecoder`, 'decoded-twice'),
    new Yunzhimeng(family, INVOICE)
      .breakHeader('X-Signature', encodeURIComponent)
      .proves(`${family}: a signature still escaped`, 'not-decoded'),
  ]),

  new Haitouhui(ORDER).breakField('data', encodeURIComponent).proves('data escaped twice', 'not-decoded'),
  new Haitouhui(REFUND)
    .breakField('data', (v) => php('urlencode', v))
    .proves('data escaped twice, by PHP', 'not-decoded'),
  new Haitouhui(ORDER)
    .breakFields((p) => Object.fromEntries(Object.entries(p).map(([k, v]) => [k, python('quote_plus', v)])))
    .proves('every value escaped twice', 'not-decoded'),
  new Haitouhui(ORDER)
    .breakField('data', urlEncoder)
    .proves('data escaped twice, by URLEncoder', 'not-decoded'),
  new Haitouhui(ORDER)
    .encodedBy((p) =>
      Object.entries(p)
        .map(([k, v]) => `${k}=${escapes(Buffer.from(v))}`)
        .join('&'),
    )
    .signedBy((p, s) => upper(md5(s + sorted(p, '', '', (v) => escapes(Buffer.from(v))) + s)))
    .proves('the signer signed the values of the wire, where every byte is escaped', 'not-decoded'),
  new Haitouhui(ORDER)
    .signedBy((p, s) => upper(md5(s + sorted(p, '', '', urlEncoder) + s)))
    // The form is written with URLEncoder too: the values of the wire are the encoded values.
    .provesOneOf('the signer signed what URLEncoder wrote', ['not-decoded'], ['value-encoding']),
  notice().breakField('sighash', encodeURIComponent).proves('base64 still escaped', 'not-decoded'),
  order()
    .breakField('price', (v) => python('quote', v))
    .proves('a price still escaped', 'not-decoded'),
  onChain()
    .breakField('abi', (v) => php('rawurlencode', v))
    .proves('abi still escaped', 'not-decoded'),
  new Haomiao(SPIN).breakData(urlEncoder).proves('ciphertext still escaped by URLEncoder', 'not-decoded'),
  new Haomiao(LOSS)
    .breakData((b) => encodeURIComponent(encodeURIComponent(b)))
    .proves('ciphertext escaped twice', 'not-decoded'),
  new Haomiao(LOSS, TOKEN).breakToken(encodeURIComponent).proves('a token still escaped', 'not-decoded'),
  new Yunzhimeng('rsa', WAYBILL)
    .sealedBy((text) => urlEncoder(rsaBy('RSA/ECB/PKCS1Padding', 245)(text)))
    .proves('secret fields still escaped by URLEncoder', 'not-decoded'),

  new Haitouhui('MTIz+/8x8/Q9+w7aa8Jt0A==')
    .breakField('data', (v) => v.replace(/=+$/, ''))
    .proves('data is base64 that lost its =', 'split-on-equals'),
  new Haitouhui(CONTRACT)
    .breakField('data', (v) => v.replace('==', ''))
    .proves('base64 inside data lost its =', 'split-on-equals'),
  new Haitouhui('YWJjZGVmZ2hpamtsbW5vcHE=')
    .breakField('data', (v) => v.split('=')[0] as string)
    .proves('split("=")[1] took the value', 'split-on-equals'),
  notice()
    .breakField('sighash', (v) => v.split('=')[0] as string)
    .proves('the hash lost its =', 'split-on-equals'),
  onChain()
    .with({ abi: 'bWludChhZGRyZXNzKQ==' })
    .breakField('abi', (v) => v.replace(/=+$/, ''))
    .proves('abi lost its =', 'split-on-equals'),
  order()
    .with({ price: 'MTI4MC41MCBFVEgvVVNEVCs=' })
    .breakField('price', (v) => v.slice(0, -1))
    .proves('price lost its =', 'split-on-equals'),
  new Haomiao(SHORT)
    .breakData((b) => b.replace(/=+$/, ''))
    .proves('ciphertext without its =', 'split-on-equals'),
  new Haomiao(SPIN, TOKEN)
    .breakToken((b) => b.replace(/=+$/, ''))
    .proves('a token without its =', 'split-on-equals'),
  new Haomiao(SHORT)
    .breakData((b) => b.split('=')[0] as string)
    .proves('split("=") over the ciphertext', 'split-on-equals'),
  new Yunzhimeng('rsa', INVOICE)
    .breakHeader('X-Signature', (v) => v.replace(/=+$/, ''))
    .proves('a signature without its =', 'split-on-equals'),
  new Yunzhimeng('rsa', WAYBILL)
    .sealedThen((b) => b.replace(/=+$/, ''))
    .proves('secret fields without their =', 'split-on-equals'),
];

const charset: Case[] = [
  new Haitouhui(ORDER)
    .signedBy((p, s) => upper(md5(phpBytes('iconv-gbk', s + sorted(p) + s))))
    .proves('the signer signed GBK', 'charset-gbk'),
  new Haitouhui(SETTLE).breakField('data', newString('GBK')).proves('UTF-8 read as GBK', 'charset-gbk'),
  new Haitouhui(ORDER)
    .breakField('data', newString('ISO-8859-1'))
    .proves('UTF-8 read as Latin-1', 'charset-gbk'),
  new Haitouhui(ORDER)
    .encodedBy((p) =>
      Object.entries(p)
        .map(([k, v]) => `${k}=${escapes(phpBytes('iconv-gbk', v))}`)
        .join('&'),
    )
    .proves('the form is escaped GBK, the sign over UTF-8', 'charset-gbk'),
  new Haitouhui(ORDER)
    .signedBy((p, s) => upper(md5(phpBytes('iconv-gbk', s + sorted(p) + s))))
    .encodedBy((p) =>
      Object.entries(p)
        .map(([k, v]) => `${k}=${escapes(phpBytes('iconv-gbk', v))}`)
        .join('&'),
    )
    .proves('form and sign are GBK', 'charset-gbk'),
  new Haitouhui(ORDER)
    .encodedBy((p) =>
      Object.entries(p)
        .map(([k, v]) => `${k}=${java('URLEncoder', v, 'GBK')}`)
        .join('&'),
    )
    .proves('URLEncoder.encode(value, "GBK"), the sign over UTF-8', 'charset-gbk'),
  new Haitouhui(ORDER)
    .signedBy((p, s) => upper(md5(getBytes('GBK')(s + sorted(p) + s))))
    .proves('getBytes() of a JVM on Chinese Windows', 'charset-gbk'),
  new Haitouhui(ORDER)
    .signedBy((p, s) => upper(md5(getBytes('GB18030')(s + sorted(p) + s))))
    .proves('getBytes("GB18030")', 'charset-gbk'),
  new Haitouhui(ORDER)
    .signedBy((p, s) => upper(md5(getBytes('US-ASCII')(s + sorted(p) + s))))
    .proves(
      'getBytes() of a JVM without a locale: a question mark for each Chinese character',
      'charset-gbk',
    ),
  new Haitouhui(ORDER)
    .signedBy((p, s) => upper(md5(getBytes('UTF-16')(s + sorted(p) + s))))
    .suspects('getBytes("UTF-16"), which is no cause that has a name'),
  new Haitouhui(SETTLE)
    .breakField('data', (v) => java('Properties.load', v.replaceAll('\\', '')))
    .proves('data through a .properties file, which is read as Latin-1', 'charset-gbk'),
  onChain()
    .signedBy((f, key) => upper(md5(getBytes('GBK')(`${pairs(f, (v) => v)}&key=${key}`))))
    .proves('getBytes("GBK") over the prose rule', 'charset-gbk'),
  new Haomiao(LOSS)
    .sealedBy((t, k, iv) => aesBy('AES/CBC/PKCS5Padding')(getBytes('GBK')(t), k, iv))
    .proves('getBytes("GBK") before AES', 'charset-gbk'),
  new Haomiao(SPIN, TOKEN)
    .sealedBy((t, k, iv) => aesBy('AES/CBC/PKCS5Padding')(getBytes('GBK')(t), k, iv))
    .proves('getBytes("GBK") before AES, of the token', 'charset-gbk'),
  order()
    .with({ price: '贰佰元整' })
    .breakField('price', newString('GBK'))
    .proves('a price read as GBK', 'charset-gbk'),
  order().breakField('price', newString('ISO-8859-1')).proves('a price read as Latin-1', 'charset-gbk'),
  onChain()
    .signedBy((f, key) => upper(md5(phpBytes('iconv-gbk', `${pairs(f, (v) => v)}&key=${key}`))))
    .proves('the signer signed GBK by the prose rule', 'charset-gbk'),
  ...(['rsa', 'ec'] as const).flatMap((family) => [
    new Yunzhimeng(family, AUDIT)
      .breakBody(newString('GBK'))
      .proves(`${family}: a body read as GBK`, 'charset-gbk'),
    new Yunzhimeng(family, AUDIT)
      .breakBody(newString('ISO-8859-1'))
      .proves(`${family}: a body read as Latin-1`, 'charset-gbk'),
    new Yunzhimeng(family, AUDIT)
      .breakBody((b) => phpBytes('iconv-gbk', b))
      .proves(`${family}: a body transcoded to GBK by the log`, 'charset-gbk'),
    new Yunzhimeng(family, AUDIT)
      .signs(({ timestamp, nonce, body }) => getBytes('GBK')(timestamp + nonce + body))
      .proves(`${family}: getBytes() without a charset: GBK signed`, 'charset-gbk'),
  ]),

  new Haitouhui(CONTRACT)
    .breakField('data', (v) => v.replace(/MTIz[^"]*/, (b) => b.replaceAll('+', '-').replaceAll('/', '_')))
    .proves('base64 inside data made url-safe', 'base64-variant'),
  new Haitouhui('MTIz-_8x8_Q9-w7aa8Jt0A')
    .breakField('data', (v) => v.replaceAll('-', '+').replaceAll('_', '/'))
    .proves('url-safe base64 made standard', 'base64-variant'),
  notice()
    .breakField('sighash', (v) => java('Base64.getUrlEncoder', Buffer.from(v, 'base64')))
    .proves('the hash made url-safe', 'base64-variant'),
  notice()
    .breakField('sighash', (v) => java('Hex.encodeHexString', Buffer.from(v, 'base64')))
    .proves('the hash given as hex', 'base64-variant'),
  notice()
    .with({ sighash: '31323ffbff31f3f43dfb0eda6bc26dd0' })
    .breakField('sighash', (v) => Buffer.from(v, 'hex').toString('base64'))
    .proves('a hex hash given as base64', 'base64-variant'),
  new Haomiao(SPIN)
    .breakData((b) => java('Base64.getUrlEncoder', Buffer.from(b, 'base64')))
    .proves('ciphertext by Java’s url-safe encoder', 'base64-variant'),
  new Haomiao(SPIN, TOKEN)
    .breakData((b) => java('Base64.encodeBase64URLSafeString', Buffer.from(b, 'base64')))
    .proves('ciphertext by the url-safe encoder of commons-codec', 'base64-variant'),
  new Haomiao(LOSS, TOKEN).breakData(hexOf).proves('ciphertext as hex', 'base64-variant'),
  new Haomiao(SPIN)
    .breakData((b) => Buffer.from(b).toString('base64'))
    .proves('ciphertext in base64 twice', 'base64-variant'),
  new Haomiao(SPIN)
    .breakData((b) => Buffer.from(hexOf(b)).toString('base64'))
    .proves('hex digits in base64', 'base64-variant'),
  new Haomiao(LOSS)
    .breakData((b) => java('Base64.getUrlEncoder.withoutPadding', Buffer.from(b, 'base64')))
    .proves('ciphertext url-safe without padding', 'base64-variant'),
  ...(['rsa', 'ec'] as const).flatMap((family) => [
    new Yunzhimeng(family, INVOICE)
      .signedBy(signBy(family === 'rsa' ? 'SHA256withRSA' : 'SHA256withECDSA', family))
      .signatureAs((s) => java('Hex.encodeHexString', s))
      .proves(`${family}: signature in hex`, 'base64-variant'),
    new Yunzhimeng(family, INVOICE)
      .signedBy(signBy(family === 'rsa' ? 'SHA256withRSA' : 'SHA256withECDSA', family))
      .signatureAs((s) => java('Base64.getUrlEncoder', s))
      .proves(`${family}: signature url-safe`, 'base64-variant'),
    new Yunzhimeng(family, INVOICE)
      .signatureAs((s) => Buffer.from(s.toString('base64')).toString('base64'))
      .proves(`${family}: signature in base64 twice`, 'base64-variant'),
    new Yunzhimeng(family, WAYBILL)
      .sealedBy((text) => {
        const seal = family === 'rsa' ? rsaBy('RSA/ECB/PKCS1Padding', 245) : eciesBy('ECIES');
        return java('Hex.encodeHexString', Buffer.from(seal(text), 'base64'));
      })
      .proves(`${family}: secret fields in hex`, 'base64-variant'),
  ]),
  new Yunzhimeng('ec', INVOICE)
    .signedBy(signBy('SHA256withPLAIN-ECDSA', 'ec'))
    .signatureAs((s) => java('Hex.encodeHexString', s))
    .proves('EC: a signature without DER, in hex', 'base64-variant'),
];

export const urlCharset = [...pluses, ...decoding, ...charset];
