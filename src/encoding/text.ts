/** Whether bytes are text that a person could have written. */
import { isUtf8 } from 'node:buffer';

/**
 * True for valid UTF-8 without control characters other than tab, line feed and carriage return. Bytes that come
 * out of a wrong key pass for a text of a few characters at most, so this tells a real plaintext from a chance hit.
 */
export function isPlausibleText(bytes: Buffer): boolean {
  return isUtf8(bytes) && !/[^\P{Cc}\t\r\n]/u.test(bytes.toString('utf8'));
}
