/** Sample messages of 链游平台, one per type. Long numbers go past 2^53, as those of the platform do. */
import { jsonObject, type Renewal, type SampleMessage } from '../sample.ts';
import { MESSAGE_TYPES } from './message-types.ts';

const ALICE = '0x1a2B3c4D5e6F708192a3b4c5d6e7f80910213243';
const BOB = '0x9F8e7D6c5B4a39281706f5E4d3C2b1A0f9E8d7C6';
const HASH = '0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060';
const TRANSFER = `"transactionHash":"${HASH}","timestamp":1763690000,"block":"15000005","from":"${ALICE}","to":"${BOB}"`;
const APPROVAL = `"owner":"${ALICE}","operator":"${BOB}"`;

function message(
  type: number,
  members: readonly string[],
  renew: readonly Renewal[] = [],
): [string, SampleMessage] {
  const text = jsonObject(
    `"type":${type},"contract":"0x7Be8076f4EA4A4AD08075C2508e481d6C946D12b"`,
    ...members,
    '"sign":""',
  );
  return [
    String(type),
    {
      what: MESSAGE_TYPES[type] ?? { zh: String(type), en: String(type) },
      schema: String(type),
      body: { kind: 'json', text },
      renew,
    },
  ];
}

const timestamp: readonly Renewal[] = [{ at: { field: 'timestamp' }, as: 'seconds' }];

export const messages: Readonly<Record<string, SampleMessage>> = Object.fromEntries([
  message(1001, [
    `"isOrderAsk":1,"signer":"${ALICE}","amount":3,"currency":"0"`,
    '"price":"1.50 ETH*~+(稀有)","tokenId":9007199254740993',
  ]),
  message(1002, [`"isOrderAsk":0,"taker":"${BOB}","price":"1.50","hash":"${HASH}"`]),
  message(1003, [
    `"tokenstd":"ERC721","block":"15000005","transactionHash":"${HASH}"`,
    '"abi":"[{\\"name\\":\\"mint\\",\\"type\\":\\"function\\"}]"',
  ]),
  message(1004, [TRANSFER, '"tokenId":"9007199254740993"'], timestamp),
  message(1005, [TRANSFER, '"value":1000000000000000001'], timestamp),
  message(1006, [TRANSFER, '"value":25,"tokenId":"9007199254740993"'], timestamp),
  message(1007, ['"tokenId":"17"', APPROVAL, '"approved":true']),
  message(1008, ['"tokenId":"17"', APPROVAL, '"value":1000000000000000001']),
  message(1009, ['"tokenId":"17"', APPROVAL, '"approved":false']),
  message(1010, [`"sighash":"${HASH}"`]),
]);
