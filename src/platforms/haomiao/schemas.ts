/** The messages of 毫秒, as its callback page and its integration guide describe them. */
import { objectSchema, property } from '../object-schema.ts';
import type { Schema } from '../platform.ts';

const STRING: Schema = { type: 'string' };
const INTEGER: Schema = { type: 'integer' };
const NUMBER: Schema = { type: 'number' };

const answer = objectSchema(
  { zh: '回调的响应：成功时必须带余额', en: 'Answer to a callback; a success must carry the balance' },
  {
    success: property('是否成功', { type: 'boolean' }),
    wallet: property('扣费后的余额；缺少则判定同步失败', NUMBER),
    uid: property('用户 ID', STRING),
    time: property('秒时间戳', INTEGER),
    error: property('错误信息', STRING),
  },
  // The page says of `wallet` alone that it must not be missing, and a failure carries `error` only.
  ['wallet', 'uid', 'time', 'error'],
);

export const schemas: Readonly<Record<string, Schema>> = {
  body: objectSchema(
    { zh: '回调的请求体', en: 'Body of a callback' },
    {
      order_no: property('订单号', STRING),
      data: property('订单详细数据（AES-CBC 密文）', STRING),
      time: property('秒时间戳', INTEGER),
      uid: property('用户 ID', STRING),
    },
  ),
  data: objectSchema(
    { zh: 'data 解密后的内容', en: 'What data decrypts to' },
    {
      order_no: property('订单号', STRING),
      total_bet: property('投注金额', NUMBER),
      total_win: property('输赢金额', NUMBER),
      net_win: property('收益', NUMBER),
      business: property('业务', STRING),
      game_id: property('游戏 ID', INTEGER),
      time: property('时间戳', INTEGER),
    },
  ),
  token: objectSchema(
    { zh: '令牌解密后的内容', en: 'What the bearer token decrypts to' },
    {
      account: property('账号', STRING),
      uid: property('用户 ID', STRING),
      // Seconds by the page; its samples write milliseconds and nanoseconds as well.
      time: property('时间戳（数字字符串）', { type: 'string', pattern: '^\\d+$' }),
      username: property('用户名', STRING),
      wallet: property('余额', NUMBER),
    },
  ),
  answer: {
    ...answer,
    if: { properties: { success: { const: true } }, required: ['success'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: ['wallet'] },
  },
};
