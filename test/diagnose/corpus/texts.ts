/** Texts that platforms send, with what libraries like to change: Chinese, base64, percent signs, amounts, long numbers, nulls. */

/** Text with Chinese, a percent sign, `+`, `&`, `=`; an amount as text. */
export const ORDER =
  '{"order_no":"HT20261121000017","status":"已支付","amount":"1280.50","buyer":"张三","remark":"加急 100% 顺丰+保价 & 签收=本人"}';
/** Numbers with zeros behind the point, a slash, null and empty values, a nested list. */
export const REFUND =
  '{"refund_no":"RF20261121/0003","amount":100.0,"fee":0.50,"reason":null,"memo":"","items":[{"sku":"A-01","name":"岩茶（礼盒）","num":2}]}';
/** A long past 2^53 and an address. */
export const SETTLE =
  '{"settle_id":583920174650291837,"notify":"https://m.example.com/back?a=1&b=2","total":1280.50,"city":"厦门"}';
/** Base64 with `+`, `/` and `==`. */
export const CONTRACT =
  '{"contract":"HT-88","sealed":"MTIz+/8x8/Q9+w7aa8Jt0A==","signed_at":"2026-11-21T09:53:20+08:00","page":"1/3"}';
/** Marks that filters escape. */
export const MARKS = `{"title":"<b>双11</b> & 更多","author":"O'Brien","note":"他说\\"好\\"","path":"C:\\\\data\\\\in"}`;
/** Printed over several lines. */
export const LINES = '{\n  "order_no": "HT20261121000018",\n  "status": "已发货",\n  "lines": 2\n}';

/** A waybill with an 18-digit number and two secret fields. */
export const WAYBILL =
  '{"waybillNo":"YD20261121000123","driverName":"张三","idCardNum":"§110101199003077459§","phone":"§13800138000§","weight":32.50,"freight":1280.0,"waybillId":583920174650291839,"remark":"送到南门/3号库 & 请\\"轻放\\""}';
/** Without secret fields: an invoice with nulls and a nested list. */
export const INVOICE =
  '{"invoiceNo":"FP-2026/0021","title":"厦门运盟科技","amount":100.00,"taxRate":0.09,"remark":null,"lines":[{"name":"运费","price":1280.50},{"name":"装卸","price":20.0}]}';
/** Names in another order than the alphabet's, flat. */
export const AUDIT =
  '{"userName":"李四","status":1,"auditTime":"2026-11-21 09:53:20","reason":"","companyId":10086,"city":"福州"}';
