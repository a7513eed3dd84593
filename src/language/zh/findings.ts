import type { FindingCode, FindingFacts } from '../../findings/finding.ts';
import { largestUnits } from '../duration.ts';

const UNITS = { d: '天', h: '小时', min: '分钟', s: '秒' } as const;
const duration = (seconds: number) =>
  largestUnits(seconds)
    .map(({ unit, count }) => `${count} ${UNITS[unit]}`)
    .join(' ');

const READINGS: Readonly<Record<string, string>> = { text: '文本', hex: '十六进制', base64: 'base64' };
const reading = (code: string) => READINGS[code] ?? code;
const KINDS = { public: '公钥', private: '私钥' } as const;

export const findings: { readonly [C in FindingCode]: (facts: FindingFacts[C]) => string } = {
  'platform-detected': (f) => `平台 ${f.platform}，依据：${f.reasons.join('、')}`,
  'platform-unknown': () => '未能识别平台：请用 --platform 指定',
  'input-damaged': (f) => `输入可能已损坏：${f.problem}${f.detail ? `（${f.detail}）` : ''}`,
  'key-missing': (f) => `未检查${f.check}：缺少 ${f.platform} 的 --${f.key}`,
  'key-wrong-kind': (f) =>
    `--${f.key} 给的是${KINDS[f.given]}，这里需要${KINDS[f.needed]}：两把密钥很可能弄反了`,
  'key-unusable': (f) => `--${f.key} 无法使用：${f.reason}`,
  'body-unreadable': (f) =>
    f.expected === 'json'
      ? `请求体不是 JSON${f.line ? `：第 ${f.line} 行第 ${f.column} 列：${f.reason}` : ''}`
      : '请求体不是表单（name=value&…）',
  'json-repeated-name': (f) => `JSON 中 ${f.pointer} 出现两次：不同解析器取值不同`,

  'sign-valid': (f) => `${f.field} 正确，规则 ${f.rule}`,
  'sign-invalid': (f) =>
    `${f.field} 错误：收到 ${f.observed}，按规则 ${f.rules[0]} 应为 ${f.expected}${f.rules.length > 1 ? `（也试过：${f.rules.slice(1).join('、')}）` : ''}`,
  'sign-missing': (f) => `缺少 ${f.field}${f.expected === undefined ? '' : `；应为 ${f.expected}`}`,
  'sign-rule-inferred': (f) =>
    `${f.platform} 未公开签名规则；${f.rule} 是推断：若真实回调验不过，请用 --rule FILE 替换`,
  'sign-rule-other': (f) => `按规则 ${f.rule} 签名，而非通常的 ${f.default}`,

  decrypted: (f) =>
    `${f.at} 已解密：${f.cipher}，密钥按${reading(f.keyReading)}（${f.keyBytes} 字节），向量按${reading(f.ivReading)}，填充 ${f.padding}`,
  'decrypt-other-readings': (f) => `${f.at} 也能这样解开：${f.readings.join('；')}`,
  'decrypt-length': (f) =>
    `${f.at} 不可能是 AES-CBC：${f.length} 字节不是 16 的倍数（少 ${f.missing} 字节，或多 ${f.extra} 字节）：是否没复制全？`,
  'decrypt-key-length': (f) => `--${f.key} 长度不对：${f.length} 个字符；需要 ${f.expected}`,
  'decrypt-padding': (f) =>
    `${f.at} 解不开：填充不对，密钥、向量或密文有误（已试：${f.tried.join('；')}）`,
  'decrypt-not-text': (f) => `${f.at} 解出的不是文本（非 UTF-8）（已试：${f.tried.join('；')}）`,
  'ciphertext-encoding': (f) => `${f.at} 既不是 base64 也不是十六进制：${f.found}`,
  'ciphertext-missing': (f) => `${f.at} 处没有可解密的内容`,

  'signature-valid': (f) =>
    `签名正确：${f.algorithm}，内容 ${f.canonical}${f.encoding === 'raw' ? '（r、s 直接拼接，非 DER）' : ''}`,
  'signature-invalid': (f) =>
    f.recovered
      ? `签名错误：密钥正确（${f.algorithm}），但签的是别的内容：签名内的摘要是 ${f.recovered}，本请求的是 ${f.expected}（已试 ${f.tried} 种待签名串）`
      : `签名错误：${f.algorithm} 对 ${f.tried} 种待签名串都验不过`,
  'signature-wrong-key': (f) => `签名错误：不是用 --${f.key} 对应的私钥签的（${f.algorithm}）`,
  'signature-missing': (f) => `没有签名：缺少请求头 ${f.at}`,
  'signature-encoding': (f) => `${f.at} 里的签名既不是 base64 也不是十六进制`,
  'signature-length': (f) =>
    `${f.at} 里的签名是 ${f.length} 字节，这把密钥应为 ${f.expected} 字节：密钥不对，或被截断`,
  'signature-rule-inferred': (f) =>
    `${f.platform} 未公开签名内容；找到的是：${f.rule}（可用 --canonical 固定）`,

  'secret-field-decrypted': (f) =>
    `${f.pointer} 已解密：${f.scheme}${f.blocks > 1 ? `，${f.blocks} 段` : ''}`,
  'secret-field-failed': (f) => `${f.pointer} 解不开：${f.reason}`,
  'secret-fields-none': () => '请求体里没有像是用这把密钥加密的值',

  'schema-valid': (f) => `符合 schema ${f.schema}`,
  'schema-problem': (f) => `${f.pointer || '（顶层）'}：应为${f.expected}，实为 ${f.found}`,
  'schema-none': (f) => `没有消息 ${f.event} 的 schema`,

  'timestamp-fresh': (f) => `${f.at} 是新的：${duration(f.ageSeconds)}前`,
  'timestamp-old': (f) =>
    `${f.at} 是 ${duration(f.ageSeconds)}前的，超过 ${duration(f.windowSeconds)}：来自日志、重试或重放；与签名对错无关`,
  'timestamp-future': (f) => `${f.at} 在 ${duration(f.aheadSeconds)}之后：有一方时钟不准`,
  'timestamp-unit': (f) => `${f.at} 的单位是${UNIT_NAMES[f.found] ?? f.found}，文档写的是${UNIT_NAMES[f.documented] ?? f.documented}`,
  'timestamp-format': (f) => `${f.at} 不是时间：${f.found}；应为 ${f.expected}`,
};

const UNIT_NAMES: Readonly<Record<string, string>> = {
  seconds: '秒',
  milliseconds: '毫秒',
  microseconds: '微秒',
  nanoseconds: '纳秒',
};
