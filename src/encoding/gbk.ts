/** GBK, which Node can read (TextDecoder) but not write. */

let table: Map<string, number> | undefined;

/** Every two-byte code, read back through the decoder that Node has; about 5 ms, once. */
function buildTable(): Map<string, number> {
  const codes = new Map<string, number>();
  const decoder = new TextDecoder('gbk');
  const pairs = Buffer.alloc(2);
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) {
      pairs[0] = high;
      pairs[1] = low;
      const character = decoder.decode(pairs);
      if (low !== 0x7f && character.length === 1 && character !== '\uFFFD' && !codes.has(character))
        codes.set(character, (high << 8) | low);
    }
  return codes;
}

/** Text as GBK bytes; a character that GBK lacks becomes `?`, as Java and PHP write it. */
export function encodeGbk(text: string): Buffer {
  table ??= buildTable();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (character.length === 1 && code < 0x80) bytes.push(code);
    else {
      const pair = table.get(character);
      if (pair === undefined) bytes.push(0x3f);
      else bytes.push(pair >> 8, pair & 0xff);
    }
  }
  return Buffer.from(bytes);
}

/** GBK bytes as text, undefined where they are not GBK. */
export function decodeGbk(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('gbk', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
