/** A HAR file (HTTP Archive 1.2), or one entry of it. */
import { decodeBase64 } from '../../encoding/binary-text.ts';
import type { Header } from '../../request/request.ts';
import { choose, type Recorded } from './choices.ts';
import type { UnwrapProblem } from './layers.ts';
import type { Piece } from './recogniser.ts';
import { isRecord, list, pairs, parseJsonPrefix, text } from './record.ts';

/** A request of a HAR: the chosen one, the only one with a body, or the list of those. */
export function har(piece: Piece) {
  const parsed = parseJsonPrefix(piece, ['"request"', '"method"', '"headers"']);
  if (parsed === undefined) return undefined;
  const { value, source } = parsed;
  const log = isRecord(value) && isRecord(value['log']) ? value['log'] : undefined;
  const entries = log ? list(log['entries']) : [value];
  const recorded = entries.map(readEntry);
  if (recorded.length === 0 || recorded.some((r) => r === undefined)) return undefined;
  const found = choose(
    recorded as Recorded[],
    (request) => request.body.length > 0 || !/^(?:GET|HEAD|OPTIONS|CONNECT)$/.test(request.method ?? ''),
    piece.entry,
    (entry, of) => ({ code: 'har', entry, of }),
    source,
  );
  return found && { ...found, end: parsed.end };
}

function readEntry(entry: unknown): Recorded | undefined {
  const request = isRecord(entry) ? entry['request'] : undefined;
  if (!isRecord(request)) return undefined;
  const method = text(request['method']);
  const url = text(request['url']);
  if (method === undefined || url === undefined) return undefined;
  const { body, problems } = readPostData(request['postData']);
  const startedAt = text((entry as Record<string, unknown>)['startedDateTime']);
  return {
    request: {
      method: method.toUpperCase(),
      url,
      // HTTP/2's :method and its like are no headers.
      headers: pairs(request['headers']).filter(([name]) => !name.startsWith(':')),
      body,
      ...(startedAt === undefined ? {} : { receivedAt: startedAt }),
    },
    problems,
  };
}

function readPostData(postData: unknown): { body: Buffer; problems: UnwrapProblem[] } {
  if (!isRecord(postData)) return { body: Buffer.alloc(0), problems: [] };
  const content = text(postData['text']);
  const encoding = text(postData['encoding']) ?? text(postData['_encoding']);
  if (content !== undefined && (content !== '' || list(postData['params']).length === 0)) {
    if (encoding?.toLowerCase() !== 'base64') return { body: Buffer.from(content, 'utf8'), problems: [] };
    const decoded = decodeBase64(content);
    if (decoded === undefined && content !== '')
      return {
        body: Buffer.from(content, 'utf8'),
        problems: [{ code: 'base64-broken', field: 'postData.text' }],
      };
    return { body: decoded?.bytes ?? Buffer.alloc(0), problems: [] };
  }
  const params = pairs(postData['params']);
  if (params.length === 0) return { body: Buffer.alloc(0), problems: [] };
  return { body: Buffer.from(joinParams(params), 'utf8'), problems: [{ code: 'har-params-rebuilt' }] };
}

/** Chrome records parameters as they stood in the body, Firefox decoded: encoded ones stay as they are. */
function joinParams(params: readonly Header[]): string {
  const raw = params.flat();
  const encoded =
    raw.some((part) => part.includes('%')) &&
    raw.every((part) => /^(?:[\w.*+~!'()-]|%[0-9a-fA-F]{2})*$/.test(part));
  if (encoded) return params.map(([name, value]) => `${name}=${value}`).join('&');
  return new URLSearchParams(params.map(([name, value]): [string, string] => [name, value])).toString();
}
