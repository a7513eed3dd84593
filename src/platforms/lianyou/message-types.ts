/** The messages of 链游平台, by the number that stands in `type`. */
import type { Bilingual } from '../../language/text.ts';

export const MESSAGE_TYPES: Readonly<Record<string, Bilingual>> = {
  1001: { zh: '玩家发起交易订单', en: 'player places an order' },
  1002: { zh: '玩家确认交易订单', en: 'player confirms an order' },
  1003: { zh: '合约上链成功', en: 'contract is on chain' },
  1004: { zh: 'transfer721 合约', en: 'ERC-721 transfer' },
  1005: { zh: 'transfer20 合约', en: 'ERC-20 transfer' },
  1006: { zh: 'transfer1155 合约', en: 'ERC-1155 transfer' },
  1007: { zh: '授权 approve721 合约', en: 'ERC-721 approval' },
  1008: { zh: '授权 approve20 合约', en: 'ERC-20 approval' },
  1009: { zh: '授权 approve1155 合约', en: 'ERC-1155 approval' },
  1010: { zh: '厂商 hash 密约通知', en: 'secret-hash notice' },
};
