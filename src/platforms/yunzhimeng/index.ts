/** 运之盟: freight events. Source: the platform's callback page and guide; the canonical string is not public. */
import type { Platform } from '../platform.ts';
import { EVENTS } from './events.ts';
import { rules } from './rules.ts';
import { schemas } from './schemas.ts';

export const yunzhimeng: Platform = {
  id: 'yunzhimeng',
  name: { zh: '运之盟', en: 'Yunzhimeng' },
  summary: {
    zh: '货运事件，私钥签名，涉密字段加密',
    en: 'freight events, signed with a private key, secret fields encrypted',
  },
  body: 'json',
  clues: [
    { weight: 5, in: { header: 'x-eventcode' } },
    { weight: 3, in: { header: 'x-signature' } },
    { weight: 2, in: { header: 'x-nonce' } },
    { weight: 2, in: { header: 'x-timestamp' } },
    { weight: 1, in: { field: 'waybillNo' } },
    { weight: 1, in: { field: 'idCardNum' } },
  ],
  checks: [
    { kind: 'headers', names: ['X-Timestamp', 'X-Nonce', 'X-Signature', 'X-EventCode'], schema: 'headers' },
    {
      kind: 'signature',
      at: { header: 'x-signature' },
      publicKey: 'ivs-public-key',
      signingKey: 'ivs-private-key',
      sources: {
        timestamp: { header: 'x-timestamp' },
        nonce: { header: 'x-nonce' },
        event: { header: 'x-eventcode' },
      },
      params: ['timestamp', 'nonce'],
      rules,
      confirmed: false,
    },
    {
      kind: 'secret-fields',
      privateKey: 'sign-secret-key',
      names: ['idCardNum', 'phone', 'password', 'idCardNo', 'idCard'],
    },
    {
      kind: 'freshness',
      at: { header: 'x-timestamp' },
      format: 'number',
      unit: 'milliseconds',
      windowSeconds: 300,
    },
  ],
  schemas,
  bodySchema: {
    by: { header: 'x-eventcode' },
    cases: Object.fromEntries(Object.keys(EVENTS).map((event) => [event, event])),
    otherwise: 'event',
  },
  event: { at: { header: 'x-eventcode' }, names: EVENTS },
  answer: {
    schema: 'answer',
    success: { status: 200, contentType: 'application/json', body: '{"code":200,"message":"success"}' },
    failure: { status: 500, contentType: 'application/json', body: '{"code":500,"message":"{reason}"}' },
    codes: [],
  },
  nonce: { header: 'x-nonce' },
  identity: [{ header: 'x-eventcode' }, 'body'],
  retry: {
    gaps: [],
    attempts: 3,
    note: { zh: '最多调用 3 次；可手动补偿', en: 'at most 3 calls; a manual re-query exists' },
  },
  facts: [
    {
      sure: 'documented',
      text: {
        zh: '用 sign_secret_key（己方私钥）解密，用 ivs_public_key（运之盟公钥）验签，常被弄反',
        en: 'Decrypt with sign_secret_key (yours), verify with ivs_public_key (the platform’s); the two are often swapped',
      },
    },
    {
      sure: 'inferred',
      text: {
        zh: '被签名的内容及顺序未公开；本工具逐一尝试，也可用 --canonical 指定',
        en: 'What is signed, and in which order, is not public; candidates are tried, or give --canonical',
      },
    },
    {
      sure: 'guide',
      text: {
        zh: '密钥可能是 RSA 或 EC（BouncyCastle ECIES），以所给的密钥为准',
        en: 'Keys may be RSA or EC (BouncyCastle ECIES); the given key decides',
      },
    },
    {
      sure: 'documented',
      text: {
        zh: '请求体为空时按 {} 发送',
        en: 'A null or empty body is sent as {}',
      },
    },
  ],
};
