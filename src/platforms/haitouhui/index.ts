/** 海投汇: merchant notifications. Source: the platform's page on notification interfaces; the sign rule is inferred. */
import type { Platform } from '../platform.ts';
import { rules } from './rules.ts';
import { schemas } from './schemas.ts';

export const haitouhui: Platform = {
  id: 'haitouhui',
  name: { zh: '海投汇', en: 'Haitouhui' },
  summary: { zh: '商户通知，MD5 签名', en: 'merchant notifications with an MD5 sign' },
  body: 'form',
  clues: [
    { weight: 3, in: { field: 'app_id' } },
    { weight: 2, in: { field: 'version' } },
    { weight: 2, in: { field: 'timestamp' }, pattern: '^\\d{4}-\\d\\d-\\d\\d[ +T]' },
    { weight: 1, in: { field: 'sign' } },
    { weight: 1, in: { field: 'data' }, pattern: '^\\s*[\\[{"]' },
  ],
  checks: [
    { kind: 'sign', field: 'sign', secret: 'secret', rules, confirmed: false },
    { kind: 'freshness', at: { field: 'timestamp' }, format: 'local', windowSeconds: 600 },
  ],
  schemas,
  bodySchema: { always: 'notify' },
  answer: {
    schema: 'answer',
    success: { status: 200, contentType: 'application/json', body: '{"ret_code":20000,"ret_message":"OK"}' },
    failure: {
      status: 200,
      contentType: 'application/json',
      body: '{"ret_code":{code},"ret_message":"{reason}"}',
    },
    codes: [
      { value: '20000', meaning: { zh: '操作成功', en: 'done' } },
      { value: '-1', meaning: { zh: '操作失败，不需要重试', en: 'failed, do not retry' } },
      { value: '-10000', meaning: { zh: '操作失败，需要重试', en: 'failed, retry' } },
      { value: '10005', meaning: { zh: '必填项参数未填', en: 'a required parameter is missing' } },
      { value: '10014', meaning: { zh: '无效 sign 签名', en: 'invalid sign' } },
      { value: '10015', meaning: { zh: '参数异常', en: 'bad parameter' } },
    ],
    failureCodes: { fail: '-1', retry: '-10000', reject: '10014' },
    accepts: { field: 'ret_code', value: '20000' },
    final: ['-1'],
    withinSeconds: 10,
  },
  identity: [{ field: 'app_id' }, { field: 'data' }],
  retry: {
    gaps: [],
    onwards: { gap: 300, forSeconds: 8 * 3600, atMost: true },
    note: {
      zh: '最长 8 小时，间隔最多 5 分钟；接收方须去重',
      en: 'for at most 8 hours, at most 5 minutes apart; the receiver must de-duplicate',
    },
  },
  facts: [
    {
      sure: 'documented',
      text: {
        zh: '表单提交，UTF-8；参数值 URLEncode 一次，接收方 URLDecode 一次',
        en: 'Form-encoded UTF-8; values are URL-encoded once on the wire and decoded once by the receiver',
      },
    },
    {
      sure: 'inferred',
      text: {
        zh: '签名规则未公开；默认规则：除 sign 外按名排序，名值相连，首尾各加密钥，MD5 大写。可用 --rule 替换',
        en: 'The sign rule is not public. Default: all but sign sorted by name, name and value joined, the secret in front and behind, MD5, upper case. Replace it with --rule',
      },
    },
    {
      sure: 'documented',
      text: {
        zh: '10 秒内应答，应答是 JSON，不签名',
        en: 'Answer within 10 seconds, with JSON, unsigned',
      },
    },
  ],
};
