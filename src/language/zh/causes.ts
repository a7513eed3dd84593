import type { Cause, CauseCode } from '../../diagnose/cause.ts';

const at = ({ where }: Cause) => (where ? `（${where}）` : '');
const how = ({ detail }: Cause) => (detail ? `（${detail}）` : '');

/** How many characters would make a key of one that lacks one, where it is not known which is right. */
const fitting = ({ detail = '' }: Cause) => {
  const count = /(\d+) different/.exec(detail)?.[1];
  return count === undefined ? '' : `（有 ${count} 种补法）`;
};

const WAYS: Readonly<Record<string, string>> = {
  compact: '不带空格',
  python: '带 Python 的空格',
  'python-ascii': '按 Python json.dumps：带空格和 \\uXXXX',
  php: '按 PHP json_encode：\\/ 和 \\uXXXX',
  'php-unicode': '按 PHP JSON_UNESCAPED_UNICODE：\\/',
  ascii: '非 ASCII 字符写成 \\uXXXX',
  sorted: '字段名已排序',
  'javascript-numbers': '数字按 JavaScript 打印',
  go: '按 Go encoding/json：\\u003c、\\u003e、\\u0026',
  gson: '按 Gson：\\u003c、\\u0026、\\u003d、\\u0027',
  'without-nulls': '去掉了 null 值',
  'java-hash-map': '按 Java HashMap 的顺序',
  'indent-jackson': '按 Jackson 缩进：" : "',
};
const ORDERS: Readonly<Record<string, string>> = {
  wire: '按接收顺序，未排序',
  reverse: '倒序',
  'ignore-case': '忽略大小写排序',
  'by-value': '按值排序',
  'java-hash-map': '按 Java HashMap 的顺序',
};
const UNITS: Readonly<Record<string, string>> = {
  seconds: '秒',
  milliseconds: '毫秒',
  microseconds: '微秒',
  nanoseconds: '纳秒',
};

/** What each mistake is, in one sentence, and what to change. */
export const causes: { readonly [C in CauseCode]: (cause: Cause) => string } = {
  'json-reserialised': (c) =>
    /decimal/.test(c.detail ?? '')
      ? `数字在重新打印时丢了小数末尾的零（被签名的有 ${c.detail?.replace(/\D+/g, '')} 位小数）：请保持原来的数字`
      : c.where
        ? `数字被重新打印${at(c)}：请保持原来的数字`
        : `JSON 被解析后重新打印；被签名的文本是${WAYS[c.detail ?? ''] ?? c.detail}的：请对原始字节签名和验签`,
  'json-keys-renamed': (c) =>
    `字段名被框架改写；被签名的是${/camel/.test(c.detail ?? '') ? '驼峰式' : '下划线式'}：请在映射成对象之前验签`,
  'html-escaped': (c) =>
    c.detail === 'taken off'
      ? '文本被 HTML 转义（&quot; &amp;），还原后可以通过：请在输入过滤之前取请求体'
      : c.detail?.startsWith('html-encode')
        ? '签名时用的是 HTML 转义后的文本（&quot; &amp;）：请对原始值签名'
        : '输入过滤器做了 HTML 转义（&quot; &amp;）：请在过滤之前取请求体',
  'backslashes-added': (c) =>
    c.detail?.startsWith('add')
      ? '签名时用的是加了反斜杠的文本（addslashes）：请对原始值签名'
      : '被加上了反斜杠（魔术引号、日志或 shell）：请取原始请求体',
  'log-escaped': (c) => `文本被日志转义过（\\xNN、\\uNNNN、双反斜杠）${how(c)}：请取原始请求体`,
  'extra-params': (c) =>
    c.detail === 'signed'
      ? 'URL 上的参数也被签进去了：只应签请求体的参数'
      : `混入了平台没有签名的参数：${c.where}：请去掉（路由、框架参数或查询串）`,
  'params-lost': (c) =>
    c.detail === 'signed'
      ? `${c.where} 参与了签名，但这里没有：验签前丢失了`
      : c.detail === 'not signed'
        ? `${c.where} 没有参与签名：签名前丢失了`
        : `只签了${c.detail}个参数：其余被解析器截断（请调高上限）`,
  'newline-added': (c) =>
    c.detail === 'trim-newline'
      ? '文本末尾多了换行（echo、编辑器）：请去掉'
      : `换行也被签进去了${how(c)}：请不带换行输出（printf 而非 echo）`,
  crlf: (c) =>
    `换行符被改动（${c.detail === 'crlf-to-lf' ? 'LF 变成 CRLF' : 'CRLF 变成 LF'}）：请保持原始字节`,
  bom: (c) =>
    c.detail === 'add-bom' ? '签名时带了 BOM，这里没有' : '文本开头有 BOM：请保存为不带 BOM 的 UTF-8',
  whitespace: (c) => `空白被改动${at(c)}${how(c)}：自动换行、去空白或多了空格`,
  truncated: (c) => `被截断${at(c)}：缺 ${c.detail ?? '末尾'}，多半是日志或数据库字段的长度限制`,

  'plus-as-space': (c) =>
    c.detail === 'plus-to-spaces' || c.detail === 'plus-removed'
      ? `签名时 + 成了${c.detail === 'plus-removed' ? '空' : '空格'}：发送时没有编码成 %2B`
      : `+ 变成了空格${at(c)}：多做了一次表单解码，或没有编码成 %2B`,
  'decoded-twice': () => '百分号解码做了两次：框架已解码一次，请去掉另一次',
  'not-decoded': (c) =>
    c.detail === 'as on the wire'
      ? '签名时用的是未解码的值：签名前应先解码一次'
      : `仍是百分号编码${at(c)}：请解码一次`,
  'split-on-equals': (c) => `base64 末尾的 = 丢失${at(c)}：只应在第一个 = 处分割`,
  'charset-gbk': (c) =>
    c.detail === 'gbk'
      ? '被签名的是 GBK 字节，不是 UTF-8'
      : c.detail === 'encrypted'
        ? `加密前的文本是 GBK，不是 UTF-8${at(c)}：解密后按 GBK 读取，或让对方用 UTF-8 加密`
        : c.detail === 'us-ascii'
          ? '被签名的是 ASCII 字节，其他字符都成了 ?：文本转字节时应指明 UTF-8'
          : '文本用错了字符集读取（把 UTF-8 当成 GBK 或 Latin-1）',
  'base64-variant': (c) => `base64 形式不同${at(c)}${how(c)}：URL 安全字母表、十六进制，或编码了两次`,

  'key-swapped': (c) =>
    c.detail === 'own pair'
      ? `给的公钥是自己 ${c.where} 的另一半：请给平台的公钥`
      : `用的是另一把密钥：${c.where}`,
  'key-newline': (c) =>
    c.detail === 'trimmed'
      ? `所给密钥首尾有空白${at(c)}：去掉后正确`
      : `使用密钥时末尾带了空白${how(c)}：读取时请去掉`,
  'key-quotes': (c) =>
    c.detail === 'kept' ? `密钥两边的引号不属于密钥${at(c)}：请去掉` : `使用密钥时带了引号${how(c)}`,
  'key-truncated': (c) =>
    c.detail?.startsWith('one')
      ? `所给密钥少了一个字符${at(c)}${fitting(c)}：请复制完整`
      : c.detail?.endsWith('bytes')
        ? `所给密钥不完整${at(c)}${how(c)}：请复制完整`
        : `实际用的密钥没有${c.detail === 'last character' ? '最后' : '最前'}一个字符：所给的多了一个，或使用时被截掉`,
  'key-encoding': (c) =>
    c.detail?.startsWith('SHA1PRNG')
      ? `AES 密钥是 Java KeyGenerator 以所给密钥为种子生成的${how(c)}：请同样生成，或让对方直接使用密钥`
      : `密钥按 ${c.detail} 使用${at(c)}：十六进制、base64、文本读法各不相同`,
  'key-size': (c) => `密钥按另一种长度使用：${c.detail}${at(c)}`,
  'key-type': (c) =>
    c.detail === 'private'
      ? `${c.where} 给的是私钥；它的公钥正好对：请给公钥`
      : c.detail === 'public'
        ? `${c.where} 给的是公钥，解密需要私钥`
        : `${c.where} 是 ${c.detail === 'certificate' ? '证书' : c.detail}；许多库要 PKCS#8 或 X.509：请转换`,
  'key-format': (c) => `${c.where} 的写法多数库不认（${c.detail}）：请写成带换行的 PEM`,
  'sample-key': (c) =>
    c.detail === 'given'
      ? `${c.where} 是文档里的示例密钥：请换成自己的`
      : '用的是文档里的示例密钥：有一方还没换',

  'empty-values': (c) => `空值${c.detail === 'keep' ? '也参与了签名' : '没有参与签名'}`,
  'sign-included': () => 'sign 参数本身被签进去了：请去掉',
  'sign-type-included': (c) =>
    `签名的附属参数（sign_type）${c.detail === 'included' ? '参与了' : '没有参与'}签名`,
  order: (c) => `参数顺序不同：${ORDERS[c.detail ?? ''] ?? c.detail}`,
  'value-encoding': (c) => `值的编码方式不同：${c.detail}`,
  'secret-position': (c) => `密钥在待签名串中的位置不同：${c.detail}`,
  digest: (c) => `摘要算法或输出形式不同：${c.detail}`,
  'hex-case': (c) =>
    `十六进制是${c.detail === 'lower' ? '小写' : c.detail === 'upper' ? '大写' : '大小写混合'}`,
  'leading-zero': (c) =>
    c.detail === 'lost in each byte'
      ? '摘要按字节逐个打印，小于 16 的字节只有一位：每个字节应打印两位'
      : `摘要的前导零${c.detail === 'lost' ? '丢失：被当作数字打印了' : '保留了'}`,
  'last-character': (c) =>
    c.detail === 'kept' ? '签名用了完整的密钥，没有截掉最后一个字符' : '待签名串的最后一个字符被截掉了',
  'canonical-order': (c) => `待签名串的拼法不同：${c.detail}`,
  'body-not-raw': (c) => `签的不是原始请求体，而是解析后的内容${how(c)}`,

  'iv-wrong': () => '密钥正确，向量错误：只有前 16 字节是乱码',
  'iv-prefixed': () => '向量放在密文最前面的 16 字节里',
  'iv-zero': (c) => `向量是 16 个零${how(c)}`,
  'iv-is-key': () => '向量就是密钥的前 16 字节',
  'padding-twice': () => '填充了两次：手工一次，加密库一次；请多去一次填充，或只留给加密库',
  'padding-zero': () => '用零填充，而非 PKCS#7',
  'padding-none': () => '没有填充',
  'not-multiple-of-16': (c) => `长度不是 16 的倍数${at(c)}：${c.detail} 字节；被截断或解码有误`,
  'cipher-mode': (c) => `加密模式不同：${c.detail}`,
  'rsa-padding': (c) => `加密用的是 ${c.detail}：按 PKCS#1 v1.5 解密会失败`,
  'rsa-blocks': (c) => `${c.where} 有 ${c.detail} 段：请逐段解密后拼接`,
  'ecies-variant': (c) => `ECIES 变体不同：${c.detail}`,

  'timestamp-unit': (c) => `时间${at(c)}的单位是${UNITS[c.detail ?? ''] ?? c.detail}，与文档不符`,
  'timestamp-skew': (c) =>
    c.detail?.endsWith(' h')
      ? `时间${at(c)}差整小时（${c.detail}）：UTC 与本地时间（+08:00）弄混`
      : `时间${at(c)}不准（${c.detail}）：请用 NTP 校时`,
  'timestamp-format': (c) => `时间${at(c)}的写法不是 ${c.detail}`,
  'nonce-precision': (c) => `长整数经过了浮点类型${at(c)}${how(c)}：请按文本或整数保存`,
};
