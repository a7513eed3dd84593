/**
 * Sample messages of 运之盟, one per event. The fields are examples, for the platform does not publish them; the
 * secret ones have the names that its own sample encrypts.
 */
import { jsonObject, type SampleMessage } from '../sample.ts';
import { EVENTS } from './events.ts';

const ID_CARD = '110101199003077459';
const PHONE = '13800138000';

function event(
  code: string,
  members: readonly string[],
  secrets: readonly string[] = [],
): [string, SampleMessage] {
  const message: SampleMessage = {
    what: EVENTS[code] ?? { zh: code, en: code },
    schema: code,
    headers: [
      ['X-Timestamp', '1763690000123'],
      ['X-Nonce', '583920174650291837'],
      ['X-Signature', ''],
      ['X-EventCode', code],
    ],
    body: { kind: 'json', text: jsonObject(...members) },
    secrets,
    renew: [
      { at: { header: 'X-Timestamp' }, as: 'milliseconds' },
      { at: { header: 'X-Nonce' }, as: 'nonce' },
    ],
  };
  return [code, message];
}

export const messages: Readonly<Record<string, SampleMessage>> = Object.fromEntries([
  event('INVOICE_CREATE', ['"invoiceNo":"FP2025112100017","amount":12800.00,"title":"杭州某某物流有限公司"']),
  event(
    'COMPANY_AUDIT',
    [
      '"companyName":"杭州某某物流有限公司","auditStatus":1,"auditRemark":"审核通过"',
      `"legalPerson":{"name":"李四","idCardNo":"${ID_CARD}","phone":"${PHONE}"}`,
    ],
    ['/legalPerson/idCardNo', '/legalPerson/phone'],
  ),
  event(
    'USER_AUDIT',
    [`"userName":"张三","idCardNum":"${ID_CARD}","phone":"${PHONE}","auditStatus":1`],
    ['/idCardNum', '/phone'],
  ),
  event('FREIGHT_RECHAR', [
    '"rechargeNo":"CZ2025112100017","amount":50000.00,"bankSerialNo":"20251121095320000017"',
  ]),
  event(
    'CONTRACT_SIGN',
    [`"contractNo":"HT2025112100017","signStatus":1,"signer":"张三","phone":"${PHONE}"`],
    ['/phone'],
  ),
  event('WAYBILL_CONTRACT', ['"waybillNo":"YD2025112100017","contractNo":"YS2025112100017","signStatus":1']),
  event(
    'COLLECTION_CONTRACT_SIGN',
    [`"contractNo":"DS2025112100017","signStatus":1,"payee":{"name":"王五","idCard":"${ID_CARD}"}`],
    ['/payee/idCard'],
  ),
  event(
    'OPEN_ACCOUNT',
    [
      `"accountNo":"6222000000000000017","status":1,"idCardNo":"${ID_CARD}","phone":"${PHONE}"`,
      '"password":"Init-8891"',
    ],
    ['/idCardNo', '/phone', '/password'],
  ),
  event(
    'CREATE_WAYBILL',
    [
      `"waybillNo":"YD2025112100017","waybillId":583920174650291837,"driverName":"张三","idCardNum":"${ID_CARD}"`,
      `"phone":"${PHONE}","amount":1280.50,"vehicle":{"plate":"粤B12345","idCard":"440301198808081234"}`,
      '"nodes":[{"name":"深圳","phone":"13900139000"},{"name":"杭州","phone":"13700137000"}]',
    ],
    ['/idCardNum', '/phone', '/vehicle/idCard', '/nodes/0/phone', '/nodes/1/phone'],
  ),
  event(
    'ACCEPT_WAYBILL',
    [`"waybillNo":"YD2025112100017","driverName":"张三","phone":"${PHONE}","plate":"粤B12345"`],
    ['/phone'],
  ),
  event(
    'CAR_DRIVER',
    [`"plate":"粤B12345","driverName":"张三","idCardNum":"${ID_CARD}","phone":"${PHONE}","auditStatus":1`],
    ['/idCardNum', '/phone'],
  ),
  event('CREATE_ORDER', ['"orderNo":"DD2025112100017","goodsName":"钢材","weight":32.5,"unit":"吨"']),
  event('UPDATE_WAYBILL', ['"waybillNo":"YD2025112100017","amount":1300.00,"remark":"改价：原 1280.50 元"']),
  event('PICK_GOODS', ['"waybillNo":"YD2025112100017","pickTime":"2025-11-21 09:53:20","weight":32.5']),
  event('ARRIVE', ['"waybillNo":"YD2025112100017","arriveTime":"2025-11-22 18:05:00","weight":32.48']),
  event(
    'DRIVER_PICK_GOODS',
    [`"waybillNo":"YD2025112100017","driverName":"张三","phone":"${PHONE}","pickTime":"2025-11-21 09:53:20"`],
    ['/phone'],
  ),
  event(
    'DRIVER_ARRIVE',
    [
      `"waybillNo":"YD2025112100017","driverName":"张三","phone":"${PHONE}","arriveTime":"2025-11-22 18:05:00"`,
    ],
    ['/phone'],
  ),
  event(
    'PAY_WAYBILL',
    [
      `"waybillNo":"YD2025112100017","payNo":"ZF2025112100017","amount":1280.50,"payee":{"name":"张三","idCardNo":"${ID_CARD}"}`,
    ],
    ['/payee/idCardNo'],
  ),
  event('COMMISSION', ['"withdrawNo":"TX2025112100017","amount":320.00,"status":1,"bankName":"招商银行"']),
]);
