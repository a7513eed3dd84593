/** A. The bytes changed between the platform and the verifier. */
import { md5, upper } from '../crypt.ts';
import { Haitouhui, sorted } from '../haitouhui.ts';
import { Haomiao, LOSS, SHORT, ORDER as SPIN, TOKEN } from '../haomiao.ts';
import { rsaBy } from '../java.ts';
import { Lianyou, n, notice, onChain, order, pairs, transfer } from '../lianyou.ts';
import { java, php, python } from '../peers.ts';
import type { Case } from '../recipe.ts';
import { AUDIT, CONTRACT, INVOICE, LINES, MARKS, ORDER, REFUND, SETTLE, WAYBILL } from '../texts.ts';
import { Yunzhimeng } from '../yunzhimeng.ts';

const javascript = (json: string) => JSON.stringify(JSON.parse(json));

const reserialised: Case[] = [
  new Haitouhui(ORDER)
    .breakField('data', (v) => python('json.dumps', v))
    .proves('data printed again by Python', 'json-reserialised'),
  new Haitouhui(SETTLE)
    .breakField('data', (v) => php('json_encode', v))
    .proves('data printed again by PHP', 'json-reserialised'),
  new Haitouhui(REFUND)
    .breakField('data', javascript)
    .proves('data printed again by JavaScript: 100.0 is 100, 0.50 is 0.5', 'json-reserialised'),
  new Haitouhui(SETTLE)
    .breakField('data', (v) =>
      JSON.stringify(JSON.parse(v.replace('1280.50', '1280.5'))).replace('1280.5', '1280.50'),
    )
    .proves('a long went through a double', 'json-reserialised'),
  new Haitouhui(ORDER)
    .breakField('data', (v) => python('json.dumps-compact-unicode-sorted', v))
    .suspects('names sorted: the order that was signed is not in the callback'),
  new Haitouhui(REFUND)
    .signedOver((p) => ({ ...p, data: python('json.dumps', p['data'] as string) }))
    .proves('the signer signed what json.dumps prints, and sent it compact', 'json-reserialised'),
  new Haitouhui(ORDER)
    .signedOver((p) => ({ ...p, data: php('json_encode', p['data'] as string) }))
    .proves('the signer signed what json_encode prints', 'json-reserialised'),
  new Haitouhui(LINES)
    .breakField('data', javascript)
    .proves('data was sent indented and printed compact', 'json-reserialised'),
  new Haitouhui(SETTLE)
    .breakField('data', (v) => java('Gson.toJson', v))
    .proves('data printed again by Gson, which escapes & and =', 'json-reserialised'),
  new Haitouhui(MARKS)
    .breakField('data', (v) => java('Gson.toJson', v))
    .proves('tags and quotes printed again by Gson', 'json-reserialised'),
  new Haitouhui(REFUND)
    .breakField('data', (v) => java('ObjectMapper', v))
    .proves('data printed again by Jackson: 0.50 is 0.5', 'json-reserialised'),
  new Haitouhui(ORDER)
    .breakField('data', (v) => java('ObjectMapper-ESCAPE_NON_ASCII', v))
    .proves('Jackson’s escapes in upper case', 'json-reserialised'),
  new Haitouhui(ORDER)
    .breakField('data', (v) => java('ObjectMapper-INDENT_OUTPUT', v))
    .proves('data indented by Jackson, which has a space before the colon', 'json-reserialised'),
  new Haitouhui(ORDER)
    .breakField('data', (v) => java('Gson.toJson-setPrettyPrinting', v))
    .proves('data indented by Gson', 'json-reserialised'),
  new Haitouhui(CONTRACT)
    .breakField('data', (v) => java('JSONValue.toJSONString', v))
    .proves('data through json-simple, slashes escaped', 'json-reserialised'),
  new Haitouhui(ORDER)
    .breakField('data', (v) => java('ObjectMapper-HashMap', v))
    .suspects('data through a HashMap: the order that was signed is not in the callback'),
  new Haitouhui(SETTLE)
    .signedOver((p) => ({ ...p, data: java('Gson.toJson', p['data'] as string) }))
    .proves('the signer signed what Gson prints', 'json-reserialised'),
  new Haitouhui(SETTLE)
    .signedOver((p) => ({ ...p, data: java('ObjectMapper', p['data'] as string) }))
    .proves('the signer signed what Jackson prints', 'json-reserialised'),
  new Haitouhui(ORDER)
    .signedOver((p) => ({ ...p, data: java('ObjectMapper-TreeMap', p['data'] as string) }))
    .proves('the signer signed a TreeMap', 'json-reserialised'),
  new Haitouhui(ORDER)
    .signedOver((p) => ({ ...p, data: java('ObjectMapper-HashMap', p['data'] as string) }))
    .proves('the signer signed a HashMap and sent the text it was made of', 'json-reserialised'),
  new Haitouhui(ORDER)
    .signedOver((p) => ({ ...p, data: java('ObjectMapper-INDENT_OUTPUT', p['data'] as string) }))
    .proves('the signer signed what Jackson indents', 'json-reserialised'),
  new Haitouhui(CONTRACT)
    .signedOver((p) => ({ ...p, data: java('JSONValue.toJSONString', p['data'] as string) }))
    .proves('the signer signed what json-simple prints', 'json-reserialised'),
  new Haitouhui('{"uid":10017,"level":3,"vip":1}')
    .signedOver((p) => ({ ...p, data: java('Gson.toJson-Map', p['data'] as string) }))
    .proves('the signer signed Gson’s Map, where 3 is 3.0', 'json-reserialised'),
  new Haitouhui('{"uid":10017,"level":3,"vip":1}')
    .breakField('data', (v) => java('Gson.toJson-Map', v))
    .proves('data through Gson’s Map, where 3 is 3.0', 'json-reserialised'),
  onChain()
    .breakField('abi', (v) => java('Gson.toJson', v))
    .proves('the JSON inside abi printed again by Gson', 'json-reserialised'),
  transfer()
    .breakFields((f) => ({ ...f, value: n(java('Double.toString', '12500000000000000007')) }))
    .proves('a value of 20 digits as Java prints a double', 'json-reserialised'),
  order()
    .breakFields((f) => ({ ...f, tokenId: n(java('(long) double', '9007199254740993')) }))
    .proves('tokenId through a double of Java', 'json-reserialised'),
  order()
    .breakFields((f) => ({ ...f, tokenId: n(String(Number('9007199254740993'))) }))
    .proves('tokenId past 2^53 through a double', 'json-reserialised'),
  transfer()
    .breakFields((f) => ({ ...f, value: n(String(Number('12500000000000000007'))) }))
    .proves('a value of 20 digits through JavaScript', 'json-reserialised'),
  transfer()
    .with({ value: n('1000000000000000000000') })
    .breakFields((f) => ({ ...f, value: n('1e+21') }))
    .proves('1e+21 for a long', 'json-reserialised'),
  onChain()
    .breakField('abi', (v) => python('json.dumps', v))
    .proves('the JSON inside abi printed again by Python', 'json-reserialised'),
  order()
    .with({ amount: n('3.0') })
    .breakFields((f) => ({ ...f, amount: n('3') }))
    .proves('3.0 became 3', 'json-reserialised'),
  ...(['rsa', 'ec'] as const).flatMap((family) => [
    new Yunzhimeng(family, AUDIT.replace('福州', '福州/台江'))
      .breakBody((b) => php('json_encode-unicode', b))
      .proves(`${family}: a body through JSON_UNESCAPED_UNICODE, slashes escaped`, 'json-reserialised'),
    new Yunzhimeng(family, INVOICE)
      .breakBody((b) => python('json.dumps', b).replace('100.0,', '100.00,').replace('1280.5}', '1280.50}'))
      .proves(`${family}: a body through json.dumps`, 'json-reserialised'),
    new Yunzhimeng(family, AUDIT)
      .breakBody((b) => php('json_encode', b))
      .proves(`${family}: a body through json_encode`, 'json-reserialised'),
    new Yunzhimeng(family, AUDIT)
      .breakBody((b) => php('json_encode-pretty-unicode', b))
      .proves(`${family}: a body through JSON_PRETTY_PRINT`, 'json-reserialised'),
    new Yunzhimeng(family, INVOICE)
      .breakBody((b) => java('ObjectMapper', b))
      .proves(`${family}: a body through Jackson: 100.00 is 100.0`, 'json-reserialised'),
    new Yunzhimeng(family, AUDIT.replace('李四', "O'Neil & 李四"))
      .breakBody((b) => java('Gson.toJson', b))
      .proves(`${family}: a body through Gson`, 'json-reserialised'),
    new Yunzhimeng(family, AUDIT)
      .breakBody((b) => java('ObjectMapper-INDENT_OUTPUT', b))
      .proves(`${family}: a body indented by Jackson`, 'json-reserialised'),
    new Yunzhimeng(family, INVOICE.replace('100.00', '100.50'))
      .breakBody(javascript)
      .proves(`${family}: a body through JSON.parse and JSON.stringify`, 'json-reserialised'),
  ]),
];

const renamed: Case[] = [
  new Haitouhui(ORDER)
    .breakFields(({ app_id, ...p }) => ({ ...p, appId: app_id as string }))
    .proves('app_id became appId', 'json-keys-renamed'),
  new Haitouhui(ORDER)
    .breakField('data', (v) => v.replace('order_no', 'orderNo'))
    .proves('order_no in data became orderNo', 'json-keys-renamed'),
  new Haitouhui(ORDER)
    .signedOver(({ app_id, ...p }) => ({ ...p, appId: app_id as string }))
    .proves('the signer signed appId and sent app_id', 'json-keys-renamed'),
  order()
    .breakFields(({ isOrderAsk, tokenId, ...f }) => ({
      ...f,
      is_order_ask: isOrderAsk as never,
      token_id: tokenId as never,
    }))
    .proves('isOrderAsk became is_order_ask', 'json-keys-renamed'),
  transfer()
    .breakFields((f) =>
      Object.fromEntries(Object.entries(f).map(([name, value]) => [java('SnakeCaseStrategy', name), value])),
    )
    .proves('Jackson’s snake case', 'json-keys-renamed'),
  onChain()
    .signedOver(({ transactionHash, ...f }) => ({ ...f, transaction_hash: transactionHash as never }))
    .proves('the signer signed transaction_hash', 'json-keys-renamed'),
  ...(['rsa', 'ec'] as const).flatMap((family) => [
    new Yunzhimeng(family, AUDIT)
      .breakBody((b) => b.replace(/(?<=")[a-z]+[A-Z]\w*(?=":)/g, (name) => java('SnakeCaseStrategy', name)))
      .proves(`${family}: names in Jackson’s snake case`, 'json-keys-renamed'),
    new Yunzhimeng(
      family,
      AUDIT.replace('userName', 'user_name')
        .replace('companyId', 'company_id')
        .replace('auditTime', 'audit_time'),
    )
      .breakBody((b) => b.replace(/_([a-z])(?=\w*":)/g, (_, c: string) => c.toUpperCase()))
      .proves(`${family}: names in camel case`, 'json-keys-renamed'),
  ]),
];

const escaped: Case[] = [
  new Haitouhui(ORDER)
    .breakField('data', (v) => php('htmlspecialchars', v))
    .proves('data through htmlspecialchars', 'html-escaped'),
  new Haitouhui(MARKS)
    .breakField('data', (v) => php('htmlspecialchars', v))
    .proves('data with tags and quotes through htmlspecialchars', 'html-escaped'),
  new Haitouhui(MARKS)
    .breakField('data', (v) => python('html.escape', v))
    .proves('data through html.escape', 'html-escaped'),
  new Haitouhui(MARKS)
    .breakField('data', (v) => java('HtmlUtils.htmlEscape', v))
    .proves('data through Spring’s HtmlUtils', 'html-escaped'),
  new Haitouhui(MARKS)
    .breakField('data', (v) => java('StringEscapeUtils.escapeXml10', v))
    .proves('data through escapeXml10, which writes &apos;', 'html-escaped'),
  new Haitouhui(ORDER)
    .breakField('data', (v) => java('Jsoup.clean', v))
    .proves('data through an XSS filter of jsoup', 'html-escaped'),
  new Haitouhui(ORDER)
    .signedOver((p) => ({ ...p, data: java('HtmlUtils.htmlEscape', p['data'] as string) }))
    .proves('the signer signed what HtmlUtils escaped', 'html-escaped'),
  new Haitouhui(MARKS)
    .signedOver((p) => ({ ...p, data: java('StringEscapeUtils.escapeXml10', p['data'] as string) }))
    .proves('the signer signed what escapeXml10 escaped', 'html-escaped'),
  new Haitouhui(ORDER)
    .signedOver((p) => ({ ...p, data: php('htmlspecialchars-compat', p['data'] as string) }))
    .proves('the signer signed the escaped text', 'html-escaped'),
  onChain()
    .breakField('abi', (v) => php('htmlspecialchars', v))
    .proves('abi through htmlspecialchars', 'html-escaped'),
  onChain()
    .breakField('abi', (v) => java('HtmlUtils.htmlEscape', v))
    .proves('abi through Spring’s HtmlUtils', 'html-escaped'),
  onChain()
    .breakField('abi', (v) => java('StringEscapeUtils.escapeHtml4', v))
    .proves('abi through escapeHtml4', 'html-escaped'),
  onChain()
    .breakField('abi', (v) => python('html.escape', v))
    .proves('abi through html.escape', 'html-escaped'),
  onChain()
    .signedOver((f) => ({ ...f, abi: php('htmlspecialchars', f['abi'] as string) }))
    .proves('the signer signed abi escaped', 'html-escaped'),
  new Yunzhimeng('rsa', AUDIT.replace('李四', "O'Neil & 李四"))
    .breakBody((b) => php('htmlspecialchars', b))
    .proves('the whole body through htmlspecialchars', 'html-escaped'),
  new Yunzhimeng('rsa', AUDIT.replace('李四', '李&四'))
    .breakBody((b) => java('Jsoup.clean', b))
    .proves('a body through an XSS filter of jsoup', 'html-escaped'),
  new Yunzhimeng('ec', AUDIT.replace('李四', "O'Neil & 李四"))
    .breakBody((b) => java('HtmlUtils.htmlEscape', b))
    .proves('EC: the whole body through Spring’s HtmlUtils', 'html-escaped'),
  new Yunzhimeng('ec', INVOICE)
    .breakBody((b) => python('html.escape', b))
    .proves('EC: the whole body through html.escape', 'html-escaped'),

  new Haomiao(SHORT)
    .breakData((b) => b.replaceAll('=', '&#61;').replaceAll('+', '&#43;'))
    .proves('ciphertext through the OWASP encoder', 'html-escaped'),
  new Haomiao(SHORT)
    .breakData((b) => b.replaceAll('=', '&#x3D;'))
    .proves('ciphertext through a template of Handlebars', 'html-escaped'),

  new Haitouhui(ORDER)
    .breakField('data', (v) => php('addslashes', v))
    .proves('data through addslashes', 'backslashes-added'),
  new Haitouhui(MARKS)
    .breakField('data', (v) => php('addslashes', v))
    .proves('data with quotes and backslashes through addslashes', 'backslashes-added'),
  new Haitouhui(REFUND)
    .signedOver((p) => ({ ...p, data: php('addslashes', p['data'] as string) }))
    .proves('the signer signed behind magic quotes', 'backslashes-added'),
  new Haitouhui(CONTRACT)
    .breakField('data', (v) => java('StringEscapeUtils.escapeJava', v))
    .proves('data through escapeJava', 'backslashes-added'),
  new Haitouhui(CONTRACT)
    .breakField('data', (v) => java('StringEscapeUtils.escapeJson', v))
    .proves('data through escapeJson, which escapes slashes too', 'backslashes-added'),
  new Haitouhui(CONTRACT)
    .breakField('data', (v) => java('Properties.store', v))
    .proves('data copied out of a .properties file: \\: and \\=', 'backslashes-added'),
  onChain()
    .breakField('abi', (v) => php('addslashes', v))
    .proves('abi through addslashes', 'backslashes-added'),
  onChain()
    .signedOver((f) => ({ ...f, abi: (f['abi'] as string).replaceAll('"', '\\"') }))
    .proves('the signer signed abi with \\"', 'backslashes-added'),
  onChain()
    .with({ abi: '[]', block: "O'Neil" })
    .breakField('block', (v) => php('addslashes', v))
    .proves('a single quote with a backslash', 'backslashes-added'),
  new Yunzhimeng('rsa', AUDIT)
    .breakBody((b) => b.replaceAll('"', '\\"'))
    .proves('a log writer put a backslash before each quote of the body', 'backslashes-added'),
  new Yunzhimeng('ec', INVOICE)
    .breakBody((b) => b.replaceAll('"', '\\"'))
    .proves('EC: a backslash before each quote of the body', 'backslashes-added'),

  new Haomiao(SPIN)
    .breakData((b) => java('StringEscapeUtils.escapeJson', b))
    .proves('ciphertext through escapeJson', 'backslashes-added'),
  ...(['rsa', 'ec'] as const).map((family) =>
    new Yunzhimeng(family, WAYBILL)
      .sealedThen((b) => b.replaceAll('/', '\\\\/'))
      .proves(`${family}: secret fields with a backslash before each slash`, 'backslashes-added'),
  ),

  new Haitouhui(ORDER)
    .breakField('data', (v) => v.replaceAll('"', '\\x22'))
    .proves('data in the form of an nginx log', 'log-escaped'),
  new Haitouhui(CONTRACT)
    .breakField('data', (v) => v.replaceAll('"', '\\u0022'))
    .proves('data with \\u0022', 'log-escaped'),
  new Haitouhui(MARKS)
    .breakField('data', (v) => v.replaceAll('\\', '\\\\'))
    // stripslashes undoes both to the same bytes.
    .provesOneOf('doubled backslashes in data', ['log-escaped'], ['backslashes-added']),
  new Haitouhui(MARKS)
    .signedOver((p) => ({ ...p, data: (p['data'] as string).replaceAll('\\', '\\\\') }))
    .proves('the signer signed doubled backslashes', 'log-escaped'),
  new Haitouhui(ORDER)
    .breakField('data', (v) => java('StringEscapeUtils.escapeJava', v))
    .proves('data with Chinese through escapeJava', 'log-escaped'),
  new Haitouhui(ORDER)
    .breakField('data', (v) =>
      Buffer.from(v)
        .toString('latin1')
        .replace(/["\x80-\xff]/g, (c) => `\\x${upper(c.charCodeAt(0).toString(16))}`),
    )
    .proves('data in the form of an nginx log, Chinese too', 'log-escaped'),
  onChain()
    .breakField('abi', (v) => v.replaceAll('"', '\\x22'))
    .proves('abi in the form of an nginx log', 'log-escaped'),
  onChain()
    .breakField('abi', (v) => v.replaceAll('"', '\\u0022'))
    .proves('abi with \\u0022', 'log-escaped'),
  onChain()
    .bodyOnly()
    .breakBody((b) =>
      Buffer.from(b)
        .toString('latin1')
        .replace(/["\\\x80-\xff]/g, (c) => `\\x${upper(c.charCodeAt(0).toString(16))}`),
    )
    .proves('a whole body from an nginx log', 'log-escaped'),
  new Haomiao(SHORT)
    .breakData((b) => java('Gson.toJson', JSON.stringify(b)).slice(1, -1))
    .proves('ciphertext printed by Gson and pasted into another JSON: \\u003d', 'log-escaped'),
  new Haomiao(LOSS)
    .bodyOnly()
    .breakBody((b) => b.replaceAll('"', '\\x22'))
    .proves('a whole body from an nginx log, which is taken off', 'log-escaped'),
  new Yunzhimeng('rsa', AUDIT)
    .breakBody((b) => b.replaceAll('"', '\\x22'))
    .proves('the body as nginx logs it', 'log-escaped'),
  new Yunzhimeng('ec', AUDIT)
    .breakBody((b) => b.replaceAll('"', '\\u0022'))
    .proves('EC: the body with \\u0022', 'log-escaped'),
];

const parameters: Case[] = [
  new Haitouhui(ORDER)
    .breakFields((p) => ({ s: '/notify/haitouhui', ...p }))
    .proves('the route of ThinkPHP among the parameters', 'extra-params'),
  new Haitouhui(REFUND)
    .breakFields((p) => ({ ...p, _URL_: 'notify/index', channel: 'web' }))
    .proves('two parameters of a framework', 'extra-params'),
  new Haitouhui(ORDER)
    .url('/notify?mch=88&from=ht')
    .breakFields((p) => ({ ...p, mch: '88', from: 'ht' }))
    .proves('the query string mixed in', 'extra-params'),
  new Haitouhui(ORDER)
    .url('/notify?mch=88')
    .signedOver((p) => ({ ...p, mch: '88' }))
    .proves('the signer signed the query of the notify URL as well', 'extra-params'),
  order()
    .breakFields((f) => ({ ...f, requestId: 'a8f1' }))
    .proves('a request id added by a gateway', 'extra-params'),
  onChain()
    .breakFields((f) => ({ ...f, _method: 'POST', lang: 'zh-CN' }))
    .proves('two fields of a framework', 'extra-params'),
  transfer()
    .url('/cb?s=/api/chain')
    .breakFields((f) => ({ s: '/api/chain', ...f }))
    .proves('the route in the body', 'extra-params'),
  new Haitouhui(ORDER).breakFields(({ version: _, ...p }) => p).proves('version lost', 'params-lost'),
  new Haitouhui(SETTLE)
    .signedOver(({ version: _, ...p }) => p)
    .proves('the signer forgot version', 'params-lost'),
  new Haitouhui(ORDER)
    .with(Object.fromEntries(Array.from({ length: 1200 }, (_, i) => [`item${i}`, `v${i}`])))
    .signedOver((p) => Object.fromEntries(Object.entries(p).slice(0, 1000)))
    .proves('the signer’s parser kept 1,000 parameters', 'params-lost'),
  order()
    .signedOver(({ signer: _, ...f }) => f)
    .proves('the signer’s class has no field signer', 'params-lost'),
  order()
    .with({ isOrderAsk: n('0') })
    .breakFields(({ isOrderAsk: _, ...f }) => f)
    .proves('a zero left out when printed again (omitempty)', 'params-lost'),
  onChain()
    .signedOver(({ type: _, ...f }) => f)
    .proves('the signer left type out', 'params-lost'),
  new Lianyou({
    type: n('1007'),
    contract: '0xC5',
    tokenId: '42',
    owner: '0xaa01',
    operator: '0xbb02',
    approved: false,
  })
    .breakFields(({ approved: _, ...f }) => f)
    .proves('a false left out when printed again', 'params-lost'),
];

const lines: Case[] = [
  new Haitouhui(ORDER)
    .breakField('data', (v) => `${v}\n`)
    .proves('echo added a newline to data', 'newline-added'),
  new Haitouhui(ORDER)
    .signedBy((p, s) => upper(md5(`${s}${sorted(p)}${s}\n`)))
    .proves('the signer’s shell script signed with echo', 'newline-added'),
  new Haitouhui(`${LINES}\n`)
    .breakField('data', (v) => java('String.trim', v))
    .proves('a final newline was lost to trim()', 'newline-added'),
  notice()
    .breakField('sighash', (v) => `${v}\n`)
    .proves('a newline behind the hash', 'newline-added'),
  onChain()
    .breakField('abi', (v) => `${v}\r\n`)
    .proves('a line end of Windows behind abi', 'newline-added'),
  transfer()
    .signedBy((f, key) => upper(md5(`${pairs(f, (v) => v)}&key=${key}\n`)))
    // The key stands at the end: its newline and that of the string are the same bytes.
    .provesOneOf('the signer signed the prose rule with echo', ['newline-added'], ['key-newline']),
  ...(['rsa', 'ec'] as const).flatMap((family) => [
    new Yunzhimeng(family, AUDIT)
      .withoutLength()
      .breakBody((b) => `${b}\n\n`)
      .proves(`${family}: newlines behind the body`, 'newline-added'),
    new Yunzhimeng(family, `${INVOICE}\n`)
      .withoutLength()
      .breakBody((b) => java('String.trim', b))
      .proves(`${family}: a final newline was lost to trim()`, 'newline-added'),
    new Yunzhimeng(family, LINES)
      .breakBody((b) => b.replaceAll('\n', '\r\n'))
      .proves(`${family}: the body saved on Windows`, 'crlf'),
    new Yunzhimeng(family, AUDIT)
      .withoutLength()
      .breakBody((b) => `\uFEFF${b}`)
      .proves(`${family}: a BOM before the body`, 'bom'),
    new Yunzhimeng(family, `\uFEFF${AUDIT}`)
      .withoutLength()
      .breakBody((b) => b.slice(1))
      .proves(`${family}: the signed body had a BOM`, 'bom'),
    new Yunzhimeng(family, AUDIT)
      .withoutLength()
      .breakBody((b) => b.replaceAll(' ', '\u00a0'))
      .proves(`${family}: a chat program made no-break spaces`, 'whitespace'),
    new Yunzhimeng(family, AUDIT)
      .withoutLength()
      .breakBody((b) => b.replace(/(.{64})/gu, '$1\n'))
      .proves(`${family}: the body wrapped at 64 columns`, 'whitespace'),
  ]),
  new Haitouhui(LINES)
    .breakField('data', (v) => v.replaceAll('\n', '\r\n'))
    .proves('a form turned LF into CRLF', 'crlf'),
  new Haitouhui(LINES.replaceAll('\n', '\r\n'))
    .breakField('data', (v) => v.replaceAll('\r', ''))
    .proves('CRLF became LF', 'crlf'),
  onChain()
    .with({ abi: '[\n {"name":"mint"}\n]' })
    .breakField('abi', (v) => v.replaceAll('\n', '\r\n'))
    .proves('CRLF inside abi', 'crlf'),
  new Haitouhui(ORDER).breakField('data', (v) => `\uFEFF${v}`).proves('a BOM before data', 'bom'),
  new Haitouhui(ORDER)
    .signedOver((p) => ({ ...p, data: `\uFEFF${p['data']}` }))
    .proves('the signer read data from a file with a BOM', 'bom'),
  onChain()
    .breakField('abi', (v) => `\uFEFF${v}`)
    .proves('a BOM before abi', 'bom'),
  new Haitouhui(ORDER).breakField('data', (v) => `${v} `).proves('a space behind data', 'whitespace'),
  new Haitouhui(CONTRACT)
    .breakField('data', (v) => v.replace(/(.{64})/gu, '$1\n'))
    .proves('data wrapped at 64 columns', 'whitespace'),
  new Haitouhui(ORDER)
    .breakField('data', (v) => v.replaceAll(' ', '\u00a0'))
    .proves('no-break spaces', 'whitespace'),
  onChain()
    .breakField('abi', (v) => v.replace(/(.{16})/gu, '$1\n'))
    .proves('abi wrapped', 'whitespace'),
  notice()
    .breakField('sighash', (v) => ` ${v}`)
    .proves('a space before the hash', 'whitespace'),
  order()
    .breakField('price', (v) => v.replaceAll(' ', ''))
    .suspects('a space lost inside: where it stood is not known'),
  new Haomiao(SPIN)
    .breakData((b) => java('Base64.getMimeEncoder', Buffer.from(b, 'base64')))
    .proves('base64 of Java’s MIME encoder', 'whitespace'),
  new Haomiao(SPIN, TOKEN)
    .breakData((b) => java('Base64.encodeBase64Chunked', Buffer.from(b, 'base64')))
    .proves('base64 of commons-codec in chunks, with a line end at the end', 'whitespace'),
  new Haomiao(LOSS, TOKEN)
    .breakData((b) => b.replace(/(.{64})/g, '$1\n'))
    .proves('base64 wrapped at 64 columns', 'whitespace'),
  new Yunzhimeng('rsa', WAYBILL)
    .sealedBy((text) =>
      java(
        'Base64.getMimeEncoder',
        Buffer.from(rsaBy('RSA/ECB/PKCS1Padding', 245)(text), 'base64'),
      ).replaceAll('\r\n', '\\r\\n'),
    )
    .proves('secret fields of Java’s MIME encoder', 'whitespace'),
];

const truncated: Case[] = [
  new Haomiao(SPIN)
    .breakData((b) => b.slice(0, 160))
    .proves('a log keeps 160 characters of data', 'truncated'),
  new Haomiao(SPIN)
    .breakData((b) => b.slice(0, 128))
    .proves('a log keeps 128 characters of data', 'truncated'),
  new Haomiao(LOSS)
    .breakBody((b) => b.slice(0, 150))
    .suspects('a body cut at 150 characters, inside data', 'truncated'),
  new Haomiao(LOSS, TOKEN)
    .breakToken((b) => b.slice(0, 100))
    .proves('a token cut at 100 characters', 'truncated'),
  new Yunzhimeng('rsa', WAYBILL)
    .sealedThen((b) => b.slice(0, 256))
    .suspects('RSA fields cut at 256 characters', 'truncated'),
  new Yunzhimeng('ec', WAYBILL)
    .breakBody((b) => b.slice(0, 400))
    .suspects('EC: a body cut at 400 bytes', 'truncated'),
  new Yunzhimeng('rsa', INVOICE)
    .breakBody((b) => b.slice(0, 120))
    .suspects('a body cut at 120 characters', 'truncated'),
  new Haitouhui(ORDER)
    .breakField('data', (v) => v.slice(0, 80))
    .suspects('data cut at 80 characters', 'truncated'),
  new Haitouhui(SETTLE)
    .breakField('data', (v) => v.slice(0, -1))
    .suspects('the end of data lost', 'truncated'),
  onChain()
    .breakField('abi', (v) => v.slice(0, 40))
    .suspects('abi cut at 40 characters', 'truncated'),
  onChain()
    .breakField('abi', (v) => v.slice(0, 30))
    .suspects('abi cut at 30 characters', 'truncated'),
];

export const bytes = [...reserialised, ...renamed, ...escaped, ...parameters, ...lines, ...truncated];
