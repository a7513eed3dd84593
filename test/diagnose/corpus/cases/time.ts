/** F. Time and replay. What was seen before is the receiver's to tell. */
import { Haitouhui } from '../haitouhui.ts';
import { Haomiao, LOSS, ORDER as SPIN } from '../haomiao.ts';
import { java } from '../peers.ts';
import { type Case, NOW } from '../recipe.ts';
import { AUDIT, INVOICE, ORDER, REFUND, SETTLE } from '../texts.ts';
import { TIMESTAMP, Yunzhimeng } from '../yunzhimeng.ts';

const HOUR = 3600;
const double = (digits: string) => java('(long) double', digits);
/** The clock of the corpus as Java's SimpleDateFormat prints it. */
const dated = (pattern: string, zone = 'Asia/Shanghai') =>
  java('SimpleDateFormat', pattern, zone, String(NOW));

const stamps: Case[] = [
  new Haomiao(SPIN).timeAs(String(NOW)).proves('milliseconds for seconds', 'timestamp-unit'),
  new Haomiao(LOSS).timeAs(`${NOW}000000`).proves('nanoseconds for seconds', 'timestamp-unit'),
  new Haomiao(SPIN).timeAs(`${NOW}000`).proves('microseconds for seconds', 'timestamp-unit'),
  ...(['rsa', 'ec'] as const).flatMap((family) => [
    new Yunzhimeng(family, AUDIT)
      .stamp(String(NOW / 1000))
      .proves(`${family}: seconds for milliseconds`, 'timestamp-unit'),
    new Yunzhimeng(family, AUDIT)
      .signs(({ timestamp, nonce, body }) => timestamp.slice(0, 10) + nonce + body)
      .proves(`${family}: seconds signed, milliseconds sent`, 'timestamp-unit'),
    new Yunzhimeng(family, INVOICE)
      .stamp(String(NOW / 1000))
      .signs(({ timestamp, nonce, body }) => `${timestamp}000${nonce}${body}`)
      .proves(`${family}: milliseconds signed, seconds sent`, 'timestamp-unit'),
  ]),

  new Haitouhui(ORDER)
    .with({ timestamp: dated('yyyy-MM-dd HH:mm:ss', 'UTC') })
    .suspects('SimpleDateFormat in a container whose zone is UTC', 'timestamp-skew'),
  new Haitouhui(REFUND)
    .with({ timestamp: dated('yyyy-MM-dd HH:mm:ss', 'Asia/Tokyo') })
    .suspects('SimpleDateFormat in Tokyo', 'timestamp-skew'),
  new Haitouhui(ORDER)
    .receivedAfter(-8 * HOUR)
    .suspects('eight hours ahead of the receiver', 'timestamp-skew'),
  new Haitouhui(SETTLE)
    .receivedAfter(-700)
    .proves('the sender’s clock is 700 seconds ahead', 'timestamp-skew'),
  new Haomiao(SPIN).receivedAfter(-8 * HOUR).suspects('local time taken for UTC', 'timestamp-skew'),
  new Haomiao(LOSS).receivedAfter(-400).proves('a clock 400 seconds ahead', 'timestamp-skew'),
  new Haomiao(LOSS).receivedAfter(-9 * HOUR).suspects('nine hours ahead', 'timestamp-skew'),
  new Yunzhimeng('rsa', AUDIT).receivedAfter(-8 * HOUR).suspects('eight hours ahead', 'timestamp-skew'),
  new Yunzhimeng('ec', AUDIT).receivedAfter(-HOUR).suspects('one hour ahead', 'timestamp-skew'),
  new Yunzhimeng('rsa', INVOICE).receivedAfter(-1000).proves('a clock 1,000 seconds ahead', 'timestamp-skew'),

  new Haitouhui(ORDER)
    .with({ timestamp: dated('yyyy/MM/dd HH:mm:ss') })
    .proves('slashes in the date', 'timestamp-format'),
  new Haitouhui(ORDER)
    .with({ timestamp: dated("yyyy-MM-dd'T'HH:mm:ssXXX") })
    .proves('ISO 8601', 'timestamp-format'),
  new Haitouhui(ORDER)
    .with({ timestamp: dated('EEE MMM dd HH:mm:ss zzz yyyy') })
    .proves('Date.toString()', 'timestamp-format'),
  new Haitouhui(REFUND)
    .with({ timestamp: dated('yyyyMMddHHmmss') })
    .proves('a date without separators', 'timestamp-format'),
  new Haitouhui(REFUND)
    .with({ timestamp: dated('yyyy-MM-dd HH:mm:ss.SSS') })
    .proves('Timestamp.toString(), with a fraction', 'timestamp-format'),
  new Haitouhui(SETTLE).with({ timestamp: String(NOW) }).proves('a number for a date', 'timestamp-format'),
  new Haomiao(LOSS)
    .timeAs(java('Double.toString', String(NOW / 1000)))
    .proves('seconds in a double of Java: 1.7952260E9', 'timestamp-format'),
  new Haomiao(SPIN)
    .timeAs(`"${dated('yyyy-MM-dd HH:mm:ss')}"`)
    .proves('a date for a number', 'timestamp-format'),
  new Haomiao(LOSS).timeAs('1795226000.25').proves('a fraction', 'timestamp-format'),
  new Yunzhimeng('rsa', AUDIT)
    .stamp(dated('yyyy-MM-dd HH:mm:ss'))
    .proves('a date in X-Timestamp', 'timestamp-format'),
  new Yunzhimeng('ec', AUDIT)
    .stamp('Sat, 21 Nov 2026 01:53:20 GMT')
    .proves('an HTTP date in X-Timestamp', 'timestamp-format'),
];

const nonces: Case[] = (['rsa', 'ec'] as const).flatMap((family) => [
  new Yunzhimeng(family, AUDIT)
    .breakHeader('X-Nonce', double)
    .proves(`${family}: the nonce through a double`, 'nonce-precision'),
  new Yunzhimeng(family, INVOICE)
    .breakHeader('X-Nonce', (v) => String(Number(v)))
    .proves(`${family}: the nonce as JavaScript prints it`, 'nonce-precision'),
  new Yunzhimeng(family, INVOICE)
    .signs(({ timestamp, nonce, body }) => timestamp + Number(nonce) + body)
    .proves(`${family}: the signer signed a rounded nonce`, 'nonce-precision'),
  new Yunzhimeng(family, AUDIT)
    .stamp(TIMESTAMP, '999999999999999999')
    .breakHeader('X-Nonce', double)
    .proves(`${family}: eighteen nines became 10^18`, 'nonce-precision'),
  new Yunzhimeng(family, INVOICE)
    .breakHeader('X-Nonce', (v) => java('Double.toString', v))
    .proves(`${family}: the nonce as Java prints a double`, 'nonce-precision'),
  new Yunzhimeng(family, AUDIT)
    .signs(({ timestamp, nonce, body }) => timestamp + java('Double.toString', nonce) + body)
    .proves(`${family}: the signer signed what Java prints of a double`, 'nonce-precision'),
  new Yunzhimeng(family, AUDIT)
    .signs(({ timestamp, nonce, body }) => timestamp + double(nonce) + body)
    .proves(`${family}: the signer’s nonce went through a double of Java`, 'nonce-precision'),
]);

export const time = [...stamps, ...nonces];
