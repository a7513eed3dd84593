/** GBK, which Node can read (TextDecoder) but not write. */

let table: Uint16Array | undefined;

/** Every two-byte code by its character, read back through the decoder that Node has; about 5 ms, once. */
function buildTable(): Uint16Array {
  const codes = new Uint16Array(0x10000);
  const decoder = new TextDecoder('gbk');
  const pairs = Buffer.alloc(2);
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) {
      pairs[0] = high;
      pairs[1] = low;
      const character = decoder.decode(pairs);
      const at = character.charCodeAt(0);
      if (low !== 0x7f && character.length === 1 && character !== '\uFFFD' && codes[at] === 0)
        codes[at] = (high << 8) | low;
    }
  return codes;
}

/** Text as GBK bytes; a character that GBK lacks becomes `?`, as Java and PHP write it. */
export function encodeGbk(text: string): Buffer {
  table ??= buildTable();
  const bytes = Buffer.allocUnsafe(text.length * 2);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const pair = table[code] ?? 0;
    if (code < 0x80) bytes[length++] = code;
    else if (pair > 0) {
      bytes[length++] = pair >> 8;
      bytes[length++] = pair & 0xff;
    } else {
      bytes[length++] = 0x3f;
      // The two halves of a character past U+FFFF are one.
      if (code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) i++;
    }
  }
  return bytes.subarray(0, length);
}

/** GBK bytes as text, undefined where they are not GBK. */
export function decodeGbk(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('gbk', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
