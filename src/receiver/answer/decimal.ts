/** Sums of money, exact: a double would turn 0.1 + 0.2 into 0.30000000000000004. */

const DECIMAL = /^(-?)(\d{1,40})(?:\.(\d{1,40}))?$/;

function scaled(text: string, places: number): bigint {
  const [, sign = '', whole = '0', fraction = ''] = DECIMAL.exec(text) ?? [];
  const value = BigInt(whole + fraction.padEnd(places, '0'));
  return sign ? -value : value;
}

/** True for digits with an optional sign and fraction, which is what sums take. */
export const isDecimal = (text: string) => DECIMAL.test(text);

/** `start - minus + plus`, with as many decimals as the longest of the three has. */
export function sumDecimals(start: string, minus: string, plus: string): string {
  const places = Math.max(...[start, minus, plus].map((text) => DECIMAL.exec(text)?.[3]?.length ?? 0));
  const sum = scaled(start, places) - scaled(minus, places) + scaled(plus, places);
  const digits = (sum < 0n ? -sum : sum).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  return `${sum < 0n ? '-' : ''}${whole}${places > 0 ? `.${digits.slice(-places)}` : ''}`;
}
