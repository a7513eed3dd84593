/** Sample messages of 海投汇. The fields inside `data` are examples: each notification defines its own. */
import { jsonObject, type SampleMessage } from '../sample.ts';

export const messages: Readonly<Record<string, SampleMessage>> = {
  order: {
    what: { zh: '订单支付通知', en: 'order paid' },
    schema: 'notify',
    body: {
      kind: 'form',
      fields: [
        { name: 'version', value: '1.0' },
        { name: 'app_id', value: '10002301' },
        { name: 'timestamp', value: '2025-11-21 09:53:20' },
        {
          name: 'data',
          value: jsonObject(
            '"order_no":"HT20251121000017","status":"已支付","amount":"1280.50"',
            '"buyer":"张三","remark":"加急 100% 顺丰+保价 & 签收=本人"',
            '"items":[{"sku":"A-01","name":"岩茶（礼盒）","num":2}]',
          ),
        },
        { name: 'sign', value: '' },
      ],
    },
    renew: [{ at: { field: 'timestamp' }, as: 'local' }],
  },
};
