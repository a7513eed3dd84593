/** Our own record of a callback: one JSON object a line, as `cbk history` and its files write it. */
import { decodeBase64 } from '../../encoding/binary-text.ts';
import { choose, type Recorded } from './choices.ts';
import { scanJson } from './json-scan.ts';
import { type Piece, toText, trimBlank } from './recogniser.ts';
import { isRecord, pairs, parseJsonPrefix, text } from './record.ts';

const MARK = '"body_b64"';

/** One delivery, or several on a line each: then the chosen one or the list. Lines of other types are passed over. */
export function delivery(piece: Piece) {
  if (!piece.text.includes(MARK)) return undefined;
  const layer = (entry: number, of: number) => ({ code: 'delivery', entry, of }) as const;
  const one = parseJsonPrefix(piece, [MARK]);
  if (one !== undefined) {
    const recorded = readDelivery(one.value);
    const found =
      recorded && choose([recorded], () => true, piece.loose ? undefined : piece.entry, layer, one.source);
    return found && { ...found, end: one.end };
  }
  if (piece.loose) return undefined;
  const recorded: Recorded[] = [];
  for (const line of piece.text.split('\n')) {
    const source = trimBlank(line);
    if (source === '') continue;
    const scan = source.startsWith('{') ? scanJson(source, 0) : undefined;
    if (!scan?.complete || scan.end !== source.length) return undefined;
    const read = source.includes(MARK) ? readDelivery(JSON.parse(toText(source))) : undefined;
    if (read !== undefined) recorded.push(read);
  }
  return choose(recorded, () => true, piece.entry, layer, piece.text);
}

function readDelivery(value: unknown): Recorded | undefined {
  if (!isRecord(value)) return undefined;
  const method = text(value['method']);
  const url = text(value['url']);
  const encoded = text(value['body_b64']);
  if (method === undefined || url === undefined || encoded === undefined) return undefined;
  const decoded = decodeBase64(encoded);
  const receivedAt = text(value['received_at']);
  return {
    request: {
      method: method.toUpperCase(),
      url,
      headers: pairs(value['headers']),
      body: decoded?.bytes ?? Buffer.alloc(0),
      ...(receivedAt === undefined ? {} : { receivedAt }),
    },
    problems: decoded === undefined && encoded !== '' ? [{ code: 'base64-broken', field: 'body_b64' }] : [],
  };
}
