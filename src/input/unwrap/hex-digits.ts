/** Hex digits in the middle of a text, without cutting them out: escapes come by the million. */

/** The number that exactly `count` hex digits at a place write, or -1 when they are not all there. */
export function hexNumber(text: string, at: number, count: number): number {
  let number = 0;
  for (let i = at; i < at + count; i++) {
    const value = hexValue(text.charCodeAt(i));
    if (value < 0) return -1;
    number = number * 16 + value;
  }
  return number;
}

function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
