/** A raw HTTP/1 request, from a packet capture, a proxy, an editor's REST client or `curl -v`. */
import type { CallbackRequest, Header } from '../../request/request.ts';
import type { Layer, UnwrapProblem } from './layers.ts';
import {
  type ByteText,
  foundBody,
  foundRequest,
  type Look,
  type Piece,
  RANK,
  suffixLayers,
  toBytes,
  toText,
  trimBlank,
  trimmedSpan,
} from './recogniser.ts';
import { whiteSpaceLayer } from './white-space.ts';

/** Without a version the target must look like one and a header must follow, as REST clients write it. */
const REQUEST_LINE =
  /^([A-Z]{3,10})[ \t]+([^ \t\r\n]{1,65536})(?:[ \t]+HTTP\/\d(?:\.\d)?[ \t]*(?:\r?\n|$)|[ \t]*\r?\n(?=[\w-]{1,100}:))/;
const HEADER_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:[ \t]*(.*)$/;
/** Servers stop at a hundred or so. */
const MOST_HEADERS = 10_000;
const STATUS_LINE = /^[ \t\r\n]*HTTP\/\d(?:\.\d)? (\d{3})[ \r\n]/;

/** A request with its headers and body. The body ends where Content-Length says, if line ends are what is over. */
export function httpRequest(piece: Piece, _look: Look) {
  const [start] = trimmedSpan(piece.text);
  const lines = piece.text.slice(start);
  const verbose = /^> [A-Z]{3,10} /.test(lines);
  const text = verbose ? withoutMarks(lines) : lines;
  const requestLine = REQUEST_LINE.exec(text);
  const [line, method, target] = requestLine ?? [];
  if (line === undefined || method === undefined || target === undefined) return undefined;
  if (!/^(?:\/|\*|[a-z][a-z0-9+.-]*:\/\/)/i.test(target)) return undefined;

  const problems: UnwrapProblem[] = [];
  const layers: Layer[] = [...(verbose ? [{ code: 'curl-verbose' } as const] : []), { code: 'http-request' }];
  const { headers, bodyAt, blankLine } = readHeaders(text, line.length);
  let body = text.slice(bodyAt);
  if (!blankLine && body !== '') problems.push({ code: 'no-blank-line' });

  const chunks = /chunked/i.test(fieldValue(headers, 'transfer-encoding') ?? '') ? dechunk(body) : undefined;
  if (chunks !== undefined) {
    body = chunks;
    layers.push({ code: 'chunked' });
  } else {
    const kept = contentEnd(body, fieldValue(headers, 'content-length'), piece.inside);
    if (kept.end < body.length) layers.push(...restLayers(body, kept.end));
    body = body.slice(0, kept.end);
    problems.push(...kept.problems);
  }
  const request: CallbackRequest = { method, url: toText(target), headers, body: toBytes(body) };
  return foundRequest(layers, request, problems, piece.text.length);
}

/** A response instead of a request: said, so that nobody wonders why nothing was found. */
export function httpResponse(piece: Piece) {
  const status = STATUS_LINE.exec(piece.text.slice(0, 4096))?.[1];
  if (status === undefined) return undefined;
  return foundBody('unknown', RANK.partial, piece.text, {
    problems: [{ code: 'looks-like-response', status: Number(status) }],
  });
}

function readHeaders(text: ByteText, from: number) {
  const headers: [string, string][] = [];
  let at = from;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, newline < 0 ? text.length : newline).replace(/\r$/, '');
    if (line === '') return { headers: headers as Header[], bodyAt: next, blankLine: true };
    const last = headers.at(-1);
    const match = /^[{[]/.test(line) ? null : HEADER_LINE.exec(line);
    if (headers.length > MOST_HEADERS) break;
    if (match) headers.push([match[1] ?? '', toText(trimBlank(match[2] ?? ''))]);
    // A folded line goes on with the value before it.
    else if (/^[ \t]/.test(line) && last) last[1] += ` ${toText(trimBlank(line))}`;
    else break;
    at = next;
  }
  return { headers: headers as Header[], bodyAt: at, blankLine: at >= text.length };
}

function fieldValue(headers: readonly Header[], name: string): string | undefined {
  return headers.find(([n]) => n.toLowerCase() === name)?.[1];
}

/** Where the body ends in what follows the headers. */
function contentEnd(body: ByteText, length: string | undefined, inside: boolean) {
  const problems: UnwrapProblem[] = [];
  const expected = length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
  if (expected !== undefined && expected <= body.length) {
    const over = body.slice(expected);
    if (over === '' || /^[\r\n]|^HTTP\/\d/.test(over) || trimBlank(over) === '')
      return { end: expected, problems };
  }
  // Without a length, or with a wrong one, only the line end that an editor adds is taken off.
  const end =
    inside || expected === body.length
      ? body.length
      : body.length - (/\r?\n$/.exec(body.slice(-2))?.[0].length ?? 0);
  if (expected !== undefined && expected !== end)
    problems.push({ code: 'content-length-differs', expected, actual: end });
  return { end, problems };
}

function restLayers(body: ByteText, end: number): Layer[] {
  const suffix = suffixLayers(body.slice(end));
  return suffix.length > 0 ? suffix : [whiteSpaceLayer(body, 0, end)];
}

/** The data of a chunked body (RFC 9112 §7.1); undefined when it is not chunked any more. */
function dechunk(body: ByteText): ByteText | undefined {
  const parts: ByteText[] = [];
  const size = /([0-9a-fA-F]{1,8})(?:;[^\r\n]{0,1024})?\r?\n/y;
  for (let at = 0; ; ) {
    size.lastIndex = at;
    const length = Number.parseInt(size.exec(body)?.[1] ?? 'x', 16);
    if (Number.isNaN(length)) return undefined;
    at = size.lastIndex;
    if (length === 0) return parts.join('');
    if (at + length > body.length) return undefined;
    parts.push(body.slice(at, at + length));
    at += length;
    if (body.startsWith('\r\n', at)) at += 2;
    else if (body[at] === '\n') at++;
    else return undefined;
  }
}

/** The request's lines of a `curl -v` print-out without their marks; lines about the connection are left out. */
function withoutMarks(text: ByteText): ByteText {
  return text
    .split('\n')
    .filter((line) => !/^(?:[*<] |[*<]\r?$|[{}] \[\d+ bytes data\])/.test(line))
    .map((line) => line.replace(/^>(?: |(?=\r?$))/, ''))
    .join('\n');
}
