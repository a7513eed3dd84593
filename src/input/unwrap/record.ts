/** Reading recorded requests out of JSON: small guards over parsed values. */
import type { Header } from '../../request/request.ts';
import { scanJson } from './json-scan.ts';
import { type Piece, toText, trimmedSpan } from './recogniser.ts';

/** The JSON object at the start of a piece, parsed, when it holds all of these words; where it ends. */
export function parseJsonPrefix(piece: Piece, words: readonly string[]) {
  const [start, trimmedEnd] = trimmedSpan(piece.text);
  if (piece.text[start] !== '{' || !words.every((word) => piece.text.includes(word))) return undefined;
  const scan = scanJson(piece.text, start);
  if (!scan.complete || (scan.end !== trimmedEnd && !piece.loose)) return undefined;
  const source = piece.text.slice(start, scan.end);
  return { value: JSON.parse(toText(source)) as unknown, source, end: scan.end };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An array, or none of its items where it is something else. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A string, undefined for anything else. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Headers or parameters as `[{name, value}]` or `[[name, value]]`. */
export function pairs(value: unknown): Header[] {
  return list(value).flatMap((item): Header[] => {
    const [name, content] = Array.isArray(item)
      ? [text(item[0]), text(item[1])]
      : isRecord(item)
        ? [text(item['name']), text(item['value']) ?? '']
        : [];
    return name === undefined || content === undefined ? [] : [[name, content]];
  });
}
