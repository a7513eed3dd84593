/**
 * The messages of 运之盟. Its page defines headers and events; the fields of each event are in a document that is
 * not public, so a body is only known to be an object.
 */
import { objectSchema, property } from '../object-schema.ts';
import type { Schema } from '../platform.ts';
import { EVENTS } from './events.ts';

const events = Object.entries(EVENTS).map(([code, name]): [string, Schema] => [
  code,
  objectSchema({ zh: `${name.zh}事件的请求体`, en: `Body of ${code}: ${name.en}` }, {}),
]);

export const schemas: Readonly<Record<string, Schema>> = {
  /** An object of header names in lower case and their values. */
  headers: objectSchema(
    { zh: '回调的请求头', en: 'Headers of a callback' },
    {
      'x-timestamp': property('当前时间戳', { type: 'string', pattern: '^\\d+$' }),
      'x-nonce': property('18 位 long 类型的随机数', { type: 'string', pattern: '^\\d{18}$' }),
      'x-signature': property('签名', { type: 'string' }),
      'x-eventcode': property('事件编码', { type: 'string', enum: Object.keys(EVENTS) }),
    },
  ),
  event: objectSchema({ zh: '任一事件的请求体', en: 'Body of any event' }, {}),
  ...Object.fromEntries(events),
  answer: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Any answer: the platform documents no fields',
    description: '响应内容未作规定，正常返回即可',
  },
};
