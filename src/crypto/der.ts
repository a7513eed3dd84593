/** As much of DER (ITU-T X.690) as it takes to say which kind of key some bytes are. */

export const TAG = { integer: 0x02, bitString: 0x03, octetString: 0x04, oid: 0x06, sequence: 0x30 } as const;

/** One element: its content is `der.subarray(start, end)`; `end` may lie past the bytes that are there. */
export interface DerElement {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

/** The element that begins at an offset; undefined for the end of the bytes or a length that DER does not allow. */
export function derElement(der: Buffer, at: number): DerElement | undefined {
  const tag = der[at];
  const first = der[at + 1];
  if (tag === undefined || first === undefined) return undefined;
  if (first < 0x80) return { tag, start: at + 2, end: at + 2 + first };
  const size = first - 0x80;
  if (size === 0 || size > 4 || at + 2 + size > der.length) return undefined;
  const start = at + 2 + size;
  return { tag, start, end: start + der.readUIntBE(at + 2, size) };
}

/** The elements inside an element, as far as they are complete. */
export function derChildren(der: Buffer, parent: DerElement): DerElement[] {
  const children: DerElement[] = [];
  for (let at = parent.start; at < parent.end; ) {
    const child = derElement(der, at);
    if (!child || child.end > Math.min(parent.end, der.length)) break;
    children.push(child);
    at = child.end;
  }
  return children;
}
