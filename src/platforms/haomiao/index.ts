/** 毫秒: wallet callbacks of games. Source: the platform's callback page and integration guide. */
import type { Platform } from '../platform.ts';
import { schemas } from './schemas.ts';

export const haomiao: Platform = {
  id: 'haomiao',
  name: { zh: '毫秒', en: 'Haomiao' },
  summary: { zh: '游戏钱包：每次投注后同步余额', en: 'game wallet: syncs the balance after each bet' },
  body: 'json',
  clues: [
    { weight: 3, in: { field: 'data' }, pattern: '^[A-Za-z0-9+/_ \\r\\n%-]{22,}={0,2}$' },
    { weight: 2, in: { field: 'order_no' } },
    { weight: 2, in: { field: 'uid' } },
    { weight: 1, in: { field: 'time' }, pattern: '^\\d+$' },
    { weight: 2, in: { header: 'authorization', prefix: 'Bearer ' }, pattern: '^[A-Za-z0-9+/ ]{22,}={0,2}$' },
  ],
  checks: [
    {
      kind: 'cipher',
      key: 'key',
      iv: 'iv',
      // Called AES-128-CBC by the page, but the 32-character key as text bytes is AES-256: the published
      // ciphertext opens only so. Hex and base64 are what others take the key for.
      rule: {
        id: 'haomiao',
        mode: 'cbc',
        encoding: 'base64',
        keyReadings: ['text', 'hex', 'base64'],
        ivReadings: ['text', 'hex', 'base64'],
        padding: 'pkcs7',
      },
      blobs: [
        { at: { field: 'data' }, schema: 'data' },
        { at: { header: 'authorization', prefix: 'Bearer ' }, schema: 'token' },
      ],
      // Nothing else protects the fields in the open.
      repeated: [{ blob: { field: 'data' }, member: 'order_no', field: 'order_no' }],
    },
    { kind: 'freshness', at: { field: 'time' }, format: 'number', unit: 'seconds', windowSeconds: 300 },
  ],
  schemas,
  bodySchema: { always: 'body' },
  sampleKeys: { key: ['2fdc826ed2d966e2f3fca09516446f75'], iv: ['xdm2fl24e0m3yo9c'] },
  answer: {
    schema: 'answer',
    success: {
      status: 200,
      contentType: 'application/json',
      body: '{"success":true,"uid":"{uid}","wallet":{wallet},"time":{now},"error":""}',
    },
    failure: { status: 200, contentType: 'application/json', body: '{"success":false,"error":"{reason}"}' },
    codes: [],
    accepts: { field: 'success', value: 'true' },
  },
  identity: [{ field: 'order_no' }],
  account: {
    owner: { field: 'uid' },
    at: '/data',
    minus: 'total_bet',
    plus: 'total_win',
    value: 'wallet',
    query: 'uid',
  },
  retry: {
    gaps: [60, 1800, 3000],
    note: {
      zh: '立即一次，之后隔 1 分钟、30 分钟、50 分钟各一次，共四次',
      en: 'at once, then after 1, 30 and 50 minutes: four attempts in all',
    },
  },
  facts: [
    {
      sure: 'guide',
      text: {
        zh: '文档写作 AES-128-CBC；发放的密钥是 32 个字符，按文本字节使用即 AES-256-CBC，向量为 16 个字符',
        en: 'Called AES-128-CBC, but the issued key is 32 characters used as text bytes, which is AES-256-CBC; the IV is 16 characters',
      },
    },
    {
      sure: 'documented',
      text: {
        zh: '先把请求体按 JSON 解析，再取 data 解密',
        en: 'Parse the body as JSON first, then decrypt data',
      },
    },
    {
      sure: 'documented',
      text: {
        zh: '应答缺少 wallet 即判定同步失败',
        en: 'An answer without wallet counts as a failed sync',
      },
    },
    {
      sure: 'guide',
      text: {
        zh: '令牌的 time 文档写秒；各语言示例却发秒、毫秒或纳秒',
        en: "The token's time is documented in seconds; the samples send seconds, milliseconds or nanoseconds",
      },
    },
    {
      sure: 'guide',
      text: {
        zh: '平台还会 GET 钱包查询地址 ?uid=，应答格式相同',
        en: 'The platform also GETs a wallet-query address (?uid=), answered in the same shape',
      },
    },
  ],
};
