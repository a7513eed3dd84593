/** PowerShell's Invoke-WebRequest and Invoke-RestMethod, as browsers copy them. */
import { LONGEST_COMMAND } from './bash.ts';
import { readPowerShell } from './powershell.ts';
import {
  type ByteText,
  foundRequest,
  type Piece,
  suffixLayers,
  toBytes,
  toText,
  trimmedSpan,
} from './recogniser.ts';

const COMMAND = /^(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm|curl)[ \t]/i;
/** Parameters without a value; all others take one. */
const SWITCHES =
  /^-(?:UseBasicParsing|UseDefaultCredentials|DisableKeepAlive|PassThru|Resume|SkipCertificateCheck|SkipHeaderValidation|SkipHttpErrorCheck|PreserveAuthorizationOnRedirect|AllowUnencryptedAuthentication|NoProxy|Verbose)$/i;

/** The request of an Invoke-WebRequest command: -Uri, -Method, -Headers, -ContentType, -UserAgent and -Body. */
export function webRequest(piece: Piece) {
  const [start] = trimmedSpan(piece.text);
  const text = piece.text.slice(start, start + LONGEST_COMMAND);
  if (!COMMAND.test(text)) return undefined;
  const line = readPowerShell(text, 0);
  if (line === undefined) return undefined;

  const given = new Map<string, ByteText>();
  const headers: [string, string][] = [];
  for (let at = 1; at < line.args.length; at++) {
    const name = line.args[at] as string;
    if (!/^-[A-Za-z]+:?$/.test(name)) {
      if (!given.has('uri')) given.set('uri', name);
      continue;
    }
    if (SWITCHES.test(name)) continue;
    at++;
    for (const [field, value] of line.tables.get(at) ?? []) headers.push([toText(field), toText(value)]);
    given.set(name.slice(1).replace(':', '').toLowerCase(), line.args[at] ?? '');
  }
  const url = given.get('uri');
  if (url === undefined || !/[./:]/.test(url)) return undefined;
  const body = given.get('body');
  const method = given.get('method');
  const add = (field: string, value: ByteText | undefined) => {
    if (value === undefined || headers.some(([n]) => n.toLowerCase() === field.toLowerCase())) return;
    headers.push([field, toText(value)]);
  };
  add('User-Agent', given.get('useragent'));
  const isPost = /^(?:post|put|patch)$/i.test(method ?? '');
  add(
    'Content-Type',
    given.get('contenttype') ??
      (body !== undefined && isPost ? 'application/x-www-form-urlencoded' : undefined),
  );
  return foundRequest(
    [{ code: 'invoke-web-request' }, ...(piece.loose ? [] : suffixLayers(text.slice(line.end)))],
    { method: toText(method ?? 'GET').toUpperCase(), url: toText(url), headers, body: toBytes(body ?? '') },
    line.problems,
    start + line.end,
  );
}
