import type { Words } from '../catalogue.ts';

export const words: Words = {
  verdicts: { valid: '真实有效', invalid: '验证不通过', unknown: '未验证' },
  verdictsOfCipher: { valid: '可以解密', invalid: '解不开', unknown: '未解密' },
  unknownPlatform: '未知平台',
  content: '内容',
  decrypted: '解密结果',
  signed: '待签名串',
  takenOff: '已剥离',
  headers: '请求头',
  sure: { documented: '文档', guide: '指南', inferred: '未经证实' },
  bodyEmpty: '（请求体为空）',
  bytes: (count) => `${count} 字节`,
  copied: '已复制到剪贴板',
  error: '错误',
  keyPrompt: (what, option) => `${what}（--${option}）：`,
  pastePrompt: '请粘贴回调内容，然后按 Ctrl-D：',
  platformFacts: {
    keys: '密钥',
    events: '消息',
    answer: '停止重试的应答',
    codes: '返回码',
    retries: '重试',
    facts: '须知',
    schemas: 'Schema',
    rules: '规则',
  },
};
