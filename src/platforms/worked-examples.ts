/** Short inputs on which each platform's page works its rule out, step by step. The keys are nobody's. */
import type { Field } from '../request/fields.ts';

export type WorkedInput =
  | { readonly kind: 'sign'; readonly fields: readonly Field[]; readonly secret: string }
  | { readonly kind: 'cipher'; readonly plaintext: string; readonly key: string; readonly iv: string }
  | { readonly kind: 'signature'; readonly values: Readonly<Record<string, string>>; readonly body: string };

export const WORKED_INPUTS: Readonly<Record<string, WorkedInput>> = {
  haomiao: {
    kind: 'cipher',
    plaintext: '{"order_no":"1","net_win":-1.5}',
    key: '0123456789abcdef0123456789abcdef',
    iv: 'abcdefghijklmnop',
  },
  haitouhui: {
    kind: 'sign',
    fields: [
      { name: 'version', value: '1.0' },
      { name: 'app_id', value: '10002301' },
      { name: 'timestamp', value: '2025-11-21 09:53:20' },
      { name: 'data', value: '{"order_no":"1"}' },
    ],
    secret: 'example-secret',
  },
  yunzhimeng: {
    kind: 'signature',
    values: { timestamp: '1763690000000', nonce: '583920174650291837', event: 'PICK_GOODS' },
    body: '{"waybillNo":"1"}',
  },
  lianyou: {
    kind: 'sign',
    fields: [
      { name: 'type', value: '1002' },
      { name: 'contract', value: '0xC5' },
      { name: 'isOrderAsk', value: '1' },
      { name: 'taker', value: '0xA1' },
      { name: 'price', value: '1.5 ETH' },
      { name: 'hash', value: '' },
    ],
    secret: 'example-key0',
  },
};
