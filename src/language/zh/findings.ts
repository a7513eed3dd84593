import type { KeyProblem } from '../../crypto/key-error.ts';
import type { FindingCode, FindingFacts } from '../../findings/finding.ts';
import { largestUnits } from '../duration.ts';
import { expected } from './expected.ts';
import { unwrapProblem } from './layers.ts';

const UNITS = { d: '天', h: '小时', min: '分钟', s: '秒' } as const;
const duration = (seconds: number) =>
  largestUnits(seconds)
    .map(({ unit, count }) => `${count} ${UNITS[unit]}`)
    .join(' ');

const READINGS: Readonly<Record<string, string>> = { text: '文本', hex: '十六进制', base64: 'base64' };
const reading = (code: string) => READINGS[code] ?? code;
const KINDS = { public: '公钥', private: '私钥' } as const;

const UNIT_NAMES: Readonly<Record<string, string>> = {
  seconds: '秒',
  milliseconds: '毫秒',
  microseconds: '微秒',
  nanoseconds: '纳秒',
};

const CHECKS: Readonly<Record<string, string>> = {
  sign: '签名',
  cipher: '密文',
  signature: '签名',
  'secret-fields': '涉密字段',
};

/** Why a key cannot be used, and what to do. */
export function keyProblem(problem: KeyProblem): string {
  switch (problem.code) {
    case 'key-empty':
      return '内容为空';
    case 'key-not-decodable':
      return `第 ${problem.offset + 1} 个字符不属于任何密钥编码：请完整重新粘贴，不要夹带其他内容`;
    case 'key-truncated':
      return `不完整：应有 ${problem.need} 字节，只有 ${problem.have} 字节：请复制全部`;
    case 'key-unsupported':
      return UNSUPPORTED_KEYS[problem.what];
    case 'key-damaged':
      return `外形是 ${problem.container}，但其中的数不构成密钥：有字符被改动`;
    case 'key-not-a-key':
      return '能解码，但不是密钥：请给出 PEM，或 PKCS#8、X.509、PKCS#1 的 base64';
  }
}

const UNSUPPORTED_KEYS: Readonly<Record<Extract<KeyProblem, { code: 'key-unsupported' }>['what'], string>> = {
  encrypted: '有密码保护：请先解除（openssl pkey -in KEY -out PLAIN）',
  openssh: '是 OpenSSH 密钥：请先转换（ssh-keygen -p -m PEM）',
  pkcs7: '是 PKCS#7 证书包：请先取出其中的证书',
  pkcs12: '是 PKCS#12 文件：请先取出其中的密钥（openssl pkcs12 -nodes）',
  'jwk-type': '是 RSA、EC 以外的 JWK',
  'bare-point': '只是 EC 公钥的坐标点：请给出 X.509（SPKI）格式，其中有曲线名',
  algorithm: '既不是 RSA，也不是 P-256、P-384、P-521、secp256k1 上的 EC',
  curve: '曲线不是 P-256、P-384、P-521 或 secp256k1',
};

function secretField({ reason, length, need }: FindingFacts['secret-field-failed']): string {
  switch (reason) {
    case 'length':
      return `${length} 字节不是 ${need} 字节的整数倍：被截断，或不是给这把密钥的`;
    case 'too-short':
      return `只有 ${length} 字节，这把密钥至少需要 ${need} 字节：被截断，或不是给这把密钥的`;
    case 'wrong-key-or-padding':
      return '不是给这把密钥加密的，或填充方式既非 PKCS#1 v1.5 也非 OAEP';
    case 'point-not-on-curve':
      return '开头不是这条曲线上的点：不是给这把密钥的，或已损坏';
    case 'mac':
      return 'ECIES 校验标签不对：不是给这把密钥的，或已损坏';
    case 'key-type':
      return '密钥类型与密文不符';
    case 'encoding':
      return '既不是 base64 也不是十六进制';
    case 'not-text':
      return '解出的不是文本：不是给这把密钥的，或已损坏';
  }
}

export const findings: { readonly [C in FindingCode]: (facts: FindingFacts[C]) => string } = {
  'platform-detected': (f) => `平台 ${f.platform}，依据：${f.reasons.join('、')}`,
  'platform-unknown': () => '未能识别平台：请用 --platform 指定',
  'input-problem': (f) => unwrapProblem(f.problem),
  'key-missing': (f) => `未检查${CHECKS[f.check] ?? f.check}：缺少 --${f.key}（${f.platform}）`,
  'key-wrong-kind': (f) =>
    `--${f.key} 给的是${KINDS[f.given]}，这里需要${KINDS[f.needed]}：两把密钥很可能弄反了`,
  'key-unusable': (f) => `--${f.key} 无法使用：${keyProblem(f.problem)}`,
  'key-length': (f) =>
    `--${f.key} 长度不对：${f.readings.map((r) => `按${reading(r.reading)}是 ${r.bytes} 字节`).join('，')}；${f.expected === 'iv' ? '向量须为 16 字节' : 'AES 密钥须为 16、24 或 32 字节'}`,
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
    `${f.at || '密文'} 已解密：${f.cipher}，密钥按${reading(f.keyReading)}（${f.keyBytes} 字节），向量按${reading(f.ivReading)}，填充 ${f.padding}`,
  'decrypt-other-readings': (f) => `${f.at || '密文'} 也能这样解开：${f.readings.join('；')}`,
  'decrypt-length': (f) =>
    `${f.at || '密文'} 不可能是 AES-CBC：${f.length} 字节不是 16 的倍数（少 ${f.missing} 字节，或多 ${f.extra} 字节）：是否没复制全？`,
  'decrypt-not-clean': (f) => `${f.at || '密文'} 解出的文本末尾还有填充`,
  'rule-found': (f) => `相符的规则（可用 --save-rule 保存）：${JSON.stringify(f.rule)}`,
  'rule-saved': (f) => `今后 ${f.platform} 按 ${f.path} 里的规则检查`,
  'rule-saved-used': (f) => `按保存的规则 ${f.path} 检查：删除该文件即恢复内置规则`,
  'diagnosis-none': (f) =>
    f.depth < 1
      ? '手头的密钥都对不上：请到平台后台核对密钥是否属于这个账号和环境'
      : `没有找到能解释的错误：已试 ${f.tried} 种假设（最多 ${f.depth} 个错误同时发生）。接下来请看：请求的原始字节（日志是否在解析之前记录？），以及密钥是否属于这个账号和环境`,
  'decrypt-padding': (f) =>
    `${f.at || '密文'} 解不开：填充不对，密钥、向量或密文有误（已试：${f.tried.join('；')}）`,
  'decrypt-not-text': (f) =>
    `${f.at || '密文'} 解出的不是 UTF-8 文本${f.afterFirstBlock ? '，但只有前 16 字节不对：密钥正确，向量错误' : ''}（已试：${f.tried.join('；')}）`,
  'ciphertext-encoding': (f) => `${f.at || '密文'} 既不是 base64 也不是十六进制：${f.found}`,
  'ciphertext-other': (f) =>
    `${f.at} 密文里的 ${f.member} 是 ${f.inside}，明文字段 /${f.member} 却是 ${f.open}：其中一个被改过，或来自两条消息`,
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
    `${f.pointer || '该值'} 已解密：${f.scheme}${f.blocks > 1 ? `，${f.blocks} 段` : ''}`,
  'secret-field-failed': (f) => `${f.pointer || '该值'} 解不开：${secretField(f)}`,

  'schema-valid': (f) => `符合 schema ${f.schema}`,
  'schema-problem': (f) =>
    `${f.pointer || '（顶层）'}：${expected(f.expected)}${f.found === undefined ? '' : `，实为 ${f.found}`}`,
  'schema-none': (f) => `没有消息 ${f.event} 的 schema`,

  'timestamp-fresh': (f) => `${f.at} 是新的：${duration(f.ageSeconds)}前`,
  'timestamp-old': (f) =>
    `${f.at} 是 ${duration(f.ageSeconds)}前的，超过 ${duration(f.windowSeconds)}：来自日志、重试或重放；与签名对错无关`,
  'timestamp-future': (f) => `${f.at} 在 ${duration(f.aheadSeconds)}之后：有一方时钟不准`,
  'timestamp-unit': (f) =>
    `${f.at} 的单位是${UNIT_NAMES[f.found] ?? f.found}，文档写的是${UNIT_NAMES[f.documented] ?? f.documented}`,
  'timestamp-format': (f) => `${f.at} 不是时间：${f.found}；应为 ${f.expected}`,

  'answer-accepted': (f) => `应答有效，不再重试（${f.ms} 毫秒）`,
  'answer-refused': (f) =>
    `应答的 ${f.field} 为 ${f.value}${f.meaning ? `（${f.meaning.zh}）` : ''}：${f.final ? '平台记为失败，不再重试' : '平台会重试'}`,
  'answer-none': (f) => `没有应答：${f.reason}；平台会重试`,
  'answer-not-json': (f) =>
    f.bytes === 0
      ? '应答为空；必须是 JSON'
      : `应答不是 JSON：开头是 ${f.start}${f.contentType ? `（${f.contentType}）` : ''}`,
  'answer-field-missing': (f) => `应答缺少 ${f.field}：平台按失败处理`,
  'answer-code': (f) =>
    `应答的 ${f.pointer || '（顶层）'}：${expected(f.expected)}${f.found === undefined ? '' : `，实为 ${f.found}`}`,
  'answer-status': (f) => `应答的 HTTP 状态是 ${f.status}；只有 2xx 算收到`,
  'answer-slow': (f) =>
    `应答用了 ${f.seconds} 秒；${f.documented ? `平台只等 ${f.limit} 秒` : `多数平台等 ${f.limit} 秒就放弃`}`,

  retry: (f) =>
    `${f.first} 的第 ${f.attempt} 次${f.of === undefined ? '' : `（共 ${f.of} 次）`}，距上一次 ${duration(f.afterSeconds)}${f.dueSeconds === undefined ? '' : `（计划 ${duration(f.dueSeconds)}）`}：${f.onSchedule ? '符合重试计划' : '不符合重试计划'}${f.nextSeconds === undefined ? '' : `；下一次在 ${duration(f.nextSeconds)}后`}`,
  replayed: (f) =>
    `与 ${f.first} 逐字节相同，${duration(f.afterSeconds)}后再次到达（第 ${f.attempt} 次），不在重试计划内：重放`,
  duplicate: (f) =>
    `与 ${f.first} 是同一条消息，${duration(f.afterSeconds)}后再次到达（第 ${f.attempt} 次），而之前已正常应答：只处理一次`,
};
