/** 链游平台: messages of chain games. Source: the platform's callback page and guide; the sign rule is that of its Java sample. */
import type { Platform } from '../platform.ts';
import { MESSAGE_TYPES } from './message-types.ts';
import { rules } from './rules.ts';
import { schemas } from './schemas.ts';

export const lianyou: Platform = {
  id: 'lianyou',
  name: { zh: '链游平台', en: 'Lianyou' },
  summary: { zh: '链游消息 1001–1010，MD5 签名', en: 'chain-game messages 1001 to 1010 with an MD5 sign' },
  body: 'json',
  clues: [
    { weight: 4, in: { field: 'type' }, pattern: '^10(?:0[1-9]|10)$' },
    { weight: 3, in: { field: 'contract' } },
    { weight: 1, in: { field: 'sign' } },
    { weight: 1, in: { field: 'transactionHash' } },
    { weight: 1, in: { field: 'tokenId' } },
  ],
  checks: [{ kind: 'sign', field: 'sign', secret: 'key', rules, confirmed: true }],
  schemas,
  bodySchema: {
    by: { field: 'type' },
    // The pages of 1010, 1008 and 1009 give the type numbers 1001 and 1007.
    cases: {
      ...Object.fromEntries(Object.keys(MESSAGE_TYPES).map((type) => [type, type])),
      1001: 'type-1001',
      1007: 'type-1007',
    },
  },
  event: { at: { field: 'type' }, names: MESSAGE_TYPES },
  answer: {
    schema: 'answer',
    success: { status: 200, contentType: 'application/json', body: '{"code":1,"msg":"SUCCESS"}' },
    failure: { status: 200, contentType: 'application/json', body: '{"code":{code},"msg":"{reason}"}' },
    codes: [
      { value: '1', meaning: { zh: '成功（重复通知也答 1）', en: 'done, also for a duplicate' } },
      { value: '0', meaning: { zh: '签名错误', en: 'bad sign' } },
      { value: '2', meaning: { zh: '超时', en: 'time-out' } },
      { value: '99', meaning: { zh: '其他错误', en: 'other' } },
    ],
    failureCodes: { fail: '99', retry: '99', reject: '0' },
    accepts: { field: 'code', value: '1' },
  },
  identity: ['body'],
  retry: {
    gaps: [30, 30, ...Array<number>(17).fill(300)],
    onwards: { gap: 3 * 3600, forSeconds: 48 * 3600 },
    note: {
      zh: '共 48 小时：前 3 次每 30 秒，4–20 次每 300 秒，之后每 3 小时；可能比预期多',
      en: '48 hours in all: attempts 1–3 every 30 s, 4–20 every 300 s, then every 3 hours; more may come than expected',
    },
  },
  facts: [
    {
      sure: 'guide',
      text: {
        zh: '除 sign 外全部字段参与签名，null 和空值除外；长整数按报文里的数字原样参与',
        en: 'All fields but sign are signed, null and empty ones left out; longs are signed with the digits on the wire',
      },
    },
    {
      sure: 'guide',
      text: {
        zh: '平台的 Java 示例会截掉密钥的最后一个字符，且 MD5 的前导零会消失',
        en: "The platform's Java sample cuts off the key's last character, and leading zeros of the MD5 vanish",
      },
    },
    {
      sure: 'documented',
      text: {
        zh: '不允许设置 IP 白名单：签名即保护',
        en: 'IP allow-lists are forbidden: the signature is the protection',
      },
    },
  ],
};
