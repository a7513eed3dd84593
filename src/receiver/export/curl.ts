/** A recorded request as a curl command for a POSIX shell. */
import type { CallbackRequest } from '../../request/request.ts';

/** Headers that curl writes itself; the length would be wrong after an edit of the command. */
const OWN = new Set([
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
  'expect',
  'content-encoding',
]);

/** In single quotes, or as $'…' where there are control characters, which a terminal must not see raw. */
function quoted(text: string): string {
  if (!/[\u0000-\u001f\u007f-\u009f]/.test(text)) return `'${text.replaceAll("'", `'\\''`)}'`;
  const escaped = text.replace(/[\\']/g, '\\$&').replace(/[\u0000-\u001f\u007f-\u009f]/g, (c) => {
    const names: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
    return names[c] ?? [...Buffer.from(c)].map((b) => `\\x${b.toString(16).padStart(2, '0')}`).join('');
  });
  return `$'${escaped}'`;
}

/**
 * The command, on one line. A body that is not text goes through base64, for no shell takes all bytes in an argument.
 * @param base where a request with a path alone is sent to
 */
export function curlCommand(request: CallbackRequest, base: string): string {
  const url = /^https?:\/\//i.test(request.url ?? '') ? (request.url ?? '') : base + (request.url ?? '/');
  const parts = ['curl', '-X', quoted(request.method ?? 'POST'), quoted(url)];
  for (const [name, value] of request.headers)
    if (!OWN.has(name.toLowerCase()))
      parts.push('-H', quoted(value === '' ? `${name};` : `${name}: ${value}`));
  if (request.body.length === 0) return parts.join(' ');
  const text = request.body.toString('utf8');
  const isText = Buffer.from(text, 'utf8').equals(request.body) && !text.includes('\u0000');
  if (isText) return [...parts, '--data-binary', quoted(text)].join(' ');
  return `echo ${request.body.toString('base64')} | base64 -d | ${[...parts, '--data-binary', '@-'].join(' ')}`;
}
