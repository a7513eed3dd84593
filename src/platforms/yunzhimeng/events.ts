/** The events of 运之盟, by the code that stands in X-EventCode. The English names are translations. */
import type { Bilingual } from '../../language/text.ts';

export const EVENTS: Readonly<Record<string, Bilingual>> = {
  INVOICE_CREATE: { zh: '发票申请', en: 'invoice requested' },
  COMPANY_AUDIT: { zh: '企业审核', en: 'company reviewed' },
  USER_AUDIT: { zh: '个人用户审核', en: 'user reviewed' },
  // Spelt so by the platform.
  FREIGHT_RECHAR: { zh: '网货充值', en: 'freight account topped up' },
  CONTRACT_SIGN: { zh: '合同签署', en: 'contract signed' },
  WAYBILL_CONTRACT: { zh: '运输合同签署', en: 'transport contract signed' },
  COLLECTION_CONTRACT_SIGN: { zh: '代收合同签署', en: 'collection contract signed' },
  OPEN_ACCOUNT: { zh: '开户', en: 'account opened' },
  CREATE_WAYBILL: { zh: '运单创建', en: 'waybill created' },
  ACCEPT_WAYBILL: { zh: '运单接单', en: 'waybill accepted' },
  CAR_DRIVER: { zh: '运力审核', en: 'vehicle and driver reviewed' },
  CREATE_ORDER: { zh: '创建订单', en: 'order created' },
  UPDATE_WAYBILL: { zh: '运单编辑', en: 'waybill edited' },
  PICK_GOODS: { zh: '起运', en: 'departed' },
  ARRIVE: { zh: '运抵', en: 'arrived' },
  DRIVER_PICK_GOODS: { zh: '司机起运', en: 'driver departed' },
  DRIVER_ARRIVE: { zh: '司机运抵', en: 'driver arrived' },
  PAY_WAYBILL: { zh: '运单支付', en: 'waybill paid' },
  COMMISSION: { zh: '佣金提现', en: 'commission withdrawn' },
};
