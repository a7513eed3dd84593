/** The messages of 链游平台, as its callback guide describes them: one schema per message type. */
import { objectSchema, property } from '../object-schema.ts';
import type { Schema } from '../platform.ts';
import { MESSAGE_TYPES } from './message-types.ts';

const STRING: Schema = { type: 'string' };
const LONG: Schema = { type: 'integer' };
const INT: Schema = { type: 'integer' };

const isOrderAsk = property('1 卖单，0 买单', { type: 'integer', enum: [0, 1] });
const tokenId = property('Token ID', STRING);
const approved = property('是否授权整个合集', { type: 'boolean' });
const owner = property('授权人地址', STRING);
const operator = property('被授权人地址', STRING);
const transfer = {
  transactionHash: property('交易哈希', STRING),
  timestamp: property('时间戳', LONG),
  block: property('区块', STRING),
  from: property('转出地址', STRING),
  to: property('转入地址', STRING),
};

/**
 * @param type the message type
 * @param otherTypes further numbers that the platform's own page gives to this message
 */
function message(type: number, fields: Readonly<Record<string, Schema>>, otherTypes: number[] = []): Schema {
  const name = MESSAGE_TYPES[type] ?? { zh: '', en: '' };
  return objectSchema(
    { zh: `${type} ${name.zh}`, en: `${type}: ${name.en}` },
    {
      type: property('消息类型', { type: 'integer', enum: [type, ...otherTypes] }),
      contract: property('合约地址', STRING),
      sign: property('签名', STRING),
      ...fields,
    },
  );
}

const order = message(1001, {
  isOrderAsk,
  signer: property('发起人地址', STRING),
  amount: property('数量', INT),
  currency: property('"0" 为主币，否则为 ERC-20 合约地址', STRING),
  price: property('价格', STRING),
  tokenId: property('Token ID', LONG),
});
const approval721 = message(1007, { tokenId, owner, operator, approved });
const approval20 = message(1008, { tokenId, owner, operator, value: property('数额', LONG) }, [1007]);
const secretHash = message(1010, { sighash: property('密约哈希', STRING) }, [1001]);

/** Two messages under one number, told apart by a field that only the second has. */
function either(first: Schema, second: Schema, mark: string): Schema {
  const { $schema, ...then } = second;
  const { $schema: _, ...otherwise } = first;
  return {
    $schema,
    title: `${first['title']}, or ${second['title']}`,
    description: `${first['description']}，或 ${second['description']}`,
    if: { required: [mark] },
    then,
    else: otherwise,
  };
}

export const schemas: Readonly<Record<string, Schema>> = {
  1001: order,
  1002: message(1002, {
    isOrderAsk,
    taker: property('确认人地址', STRING),
    price: property('价格', STRING),
    hash: property('哈希', STRING),
  }),
  1003: message(1003, {
    tokenstd: property('合约标准', STRING),
    block: property('区块', STRING),
    transactionHash: property('交易哈希', STRING),
    abi: property('合约 ABI', STRING),
  }),
  1004: message(1004, { ...transfer, tokenId }),
  1005: message(1005, { ...transfer, value: property('数额', LONG) }),
  1006: message(1006, { ...transfer, value: property('数额', LONG), tokenId }),
  1007: approval721,
  1008: approval20,
  1009: message(1009, { tokenId, owner, operator, approved }, [1007]),
  1010: secretHash,
  /** What may come under the number 1001 and 1007: the pages of 1010, 1008 and 1009 give these numbers too. */
  'type-1001': either(order, secretHash, 'sighash'),
  'type-1007': either(approval721, approval20, 'value'),
  answer: objectSchema(
    { zh: '回调的响应', en: 'Answer to a callback' },
    {
      code: property('1 成功（含重复通知），0 签名错误，2 超时，99 其他', {
        type: 'integer',
        enum: [1, 0, 2, 99],
      }),
      msg: property('SUCCESS 或失败原因', STRING),
    },
  ),
};
