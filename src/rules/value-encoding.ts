/** How other languages' libraries percent-encode a value. Sources: their reference documentation; Java is checked against a JDK. */
import type { ValueEncoding } from './sign-rule.ts';

const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** encodeURIComponent, with a lone surrogate written as `?`, as Java's and Python's replacing encoders do. */
function component(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return encodeURIComponent(
      value.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '?'),
    );
  }
}

const javaUrl = (value: string) =>
  component(value)
    .replace(/[!~'()]/g, percent)
    .replaceAll('%20', '+');
const rfc3986 = (value: string) => component(value).replace(/[!*'()]/g, percent);
const lowerEscapes = (text: string) => text.replace(/%[0-9A-F]{2}/g, (escaped) => escaped.toLowerCase());

const ENCODERS: Readonly<Record<ValueEncoding, (value: string) => string>> = {
  raw: (value) => value,
  component,
  'java-url': javaUrl,
  'java-url-lower': (value) => lowerEscapes(javaUrl(value)),
  'php-url': (value) =>
    component(value)
      .replace(/[!~*'()]/g, percent)
      .replaceAll('%20', '+'),
  rfc3986,
  'rfc3986-lower': (value) => lowerEscapes(rfc3986(value)),
};

/** Writes a value as the encoding says. Text in, text out; never throws. */
export function encodeValue(encoding: ValueEncoding, value: string): string {
  return ENCODERS[encoding](value);
}
