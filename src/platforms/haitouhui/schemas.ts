/** The messages of 海投汇, as its notification rules describe them. */
import { objectSchema, property } from '../object-schema.ts';
import type { Schema } from '../platform.ts';

export const schemas: Readonly<Record<string, Schema>> = {
  notify: objectSchema(
    { zh: '通知的表单参数', en: 'Form parameters of a notification' },
    {
      version: property('接口版本号，目前为 1.0', {
        type: 'string',
        minLength: 1,
        maxLength: 5,
        examples: ['1.0'],
      }),
      app_id: property('应用的 app_id', { type: 'string', minLength: 1, maxLength: 8 }),
      timestamp: property('时间戳，yyyy-MM-dd HH:mm:ss', { type: 'string', format: 'local-date-time' }),
      sign: property('签名', { type: 'string' }),
      data: property('通知参数（JSON 字符串）', {
        type: 'string',
        contentMediaType: 'application/json',
        format: 'json',
      }),
    },
  ),
  'notify-data': {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'What data holds; each notification defines its own fields',
    description: 'data 中的 JSON，字段由各通知自行定义',
    type: ['object', 'array'],
  },
  answer: objectSchema(
    { zh: '通知的响应', en: 'Answer to a notification' },
    {
      ret_code: property('响应状态码', {
        type: 'integer',
        enum: [20000, -1, -10000, 10005, 10014, 10015],
      }),
      ret_message: property('响应描述', { type: 'string' }),
    },
  ),
};
