/** A `curl` command as a request: what curl would send, without the headers that it adds by itself. */
import type { CallbackRequest } from '../../request/request.ts';
import { type CommandLine, LONGEST_COMMAND, readBash } from './bash.ts';
import { readCmd, splitArguments } from './cmd.ts';
import { webRequest } from './invoke-web-request.ts';
import type { Shell, UnwrapProblem } from './layers.ts';
import { readPowerShell } from './powershell.ts';
import {
  type ByteText,
  foundRequest,
  type Piece,
  suffixLayers,
  toBytes,
  toText,
  trimBlank,
  trimmedSpan,
} from './recogniser.ts';

const COMMAND = /^curl(?:\.exe)?(?:[ \t]|\\\r?\n|\^\r?\n|`\r?\n)/i;

/** A curl command in the quoting of bash, cmd or PowerShell. What follows the command is reported as a suffix. */
export function curl(piece: Piece) {
  const [start] = trimmedSpan(piece.text);
  const text = piece.text.slice(start, start + LONGEST_COMMAND);
  if (!COMMAND.test(text)) return undefined;
  // In Windows PowerShell `curl` is another name of Invoke-WebRequest.
  if (/^curl[ \t][^\n]{0,4096}?-(?:Uri|Method|Body|Headers|ContentType)\b/i.test(text)) {
    const request = webRequest(piece);
    if (request !== undefined) return request;
  }
  for (const shell of likelyShells(text)) {
    const line = readLine(text, shell);
    const { request, problems } = line ? requestOf(line.args.slice(1)) : {};
    if (line === undefined || request === undefined) continue;
    const rest = text.slice(line.end);
    return foundRequest(
      [{ code: 'curl', shell }, ...(piece.loose ? [] : suffixLayers(rest))],
      request,
      [...line.problems, ...(problems ?? [])],
      start + line.end,
    );
  }
  return undefined;
}

/**
 * The shells whose quoting the command may be in, the most likely one first. The first quote tells most: only cmd
 * writes ^", and cmd knows no '. What stands inside the quotes is the payload's and tells less.
 */
function likelyShells(text: string): readonly Shell[] {
  const head = text.slice(0, 65536);
  const windows = /^curl\.exe/i.test(head);
  const mark = /\^"|'|"|[\\^`][ \t]{0,8}\r?\n/.exec(head)?.[0] ?? '';
  if (mark.startsWith('^')) return ['cmd', 'bash', 'powershell'];
  if (mark.startsWith('\\')) return ['bash', 'cmd', 'powershell'];
  if (mark.startsWith('`') || / `[ \t]{0,8}\r?\n[ \t]{0,64}-/.test(head))
    return ['powershell', 'bash', 'cmd'];
  if (mark === "'") return windows ? ['powershell', 'bash', 'cmd'] : ['bash', 'powershell', 'cmd'];
  if (/ \^[ \t]{0,8}\r?\n[ \t]{0,64}-/.test(head)) return ['cmd', 'bash', 'powershell'];
  if (/"[{[][ \t]{0,8}`"/.test(head)) return ['powershell', 'bash', 'cmd'];
  if (windows || /"[{[][ \t]{0,8}""|%%[0-9a-fA-F]{2}/.test(head)) return ['cmd', 'powershell', 'bash'];
  return ['bash', 'powershell', 'cmd'];
}

function readLine(text: ByteText, shell: Shell): CommandLine | undefined {
  if (shell === 'bash') return readBash(text, 0);
  if (shell === 'cmd') return readCmd(text, 0);
  const line = readPowerShell(text, 0);
  // Before 7.3 PowerShell hands quotes on as they are and the program's C runtime eats them, hence the \" that
  // people write; an argument with \" is read by those rules once more.
  return line && { ...line, args: line.args.map((arg) => (arg.includes('\\"') ? nativeArgument(arg) : arg)) };
}

function nativeArgument(arg: ByteText): ByteText {
  return splitArguments(`"${arg}"`)[0] ?? arg;
}

/** Options with a value, short ones (curl 8) and long ones. */
const SHORT_WITH_VALUE = 'AbcCdDeEFHhKmoPQrtTuUwxXyYz';
const LONG_WITH_VALUE = new Set(
  `abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to
  continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode
  delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine
  etag-compare etag-save expect100-timeout form form-string ftp-account ftp-alternative-to-user ftp-method ftp-port
  ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip header help hostpubmd5 hostpubsha256 hsts interface
  ip-tos ipfs-gateway json keepalive-cnt keepalive-time key key-type krb libcurl limit-rate local-port login-options
  mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir
  parallel-max parallel-max-host pass pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert
  proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type
  proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword
  proxy-tlsuser proxy-user proxy1.0 pubkey quote random-file range rate referer request request-target resolve retry
  retry-delay retry-max-time sasl-authzid service-name socks4 socks4a socks5 socks5-gssapi-service socks5-hostname
  speed-limit speed-time stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword
  tlsuser trace trace-ascii trace-config unix-socket upload-file upload-flags url url-query user user-agent variable
  vlan-priority write-out`.split(/\s+/),
);
/** Long names of the short options that matter here. */
const LONG_NAME: Readonly<Record<string, string>> = {
  A: 'user-agent',
  b: 'cookie',
  d: 'data',
  e: 'referer',
  F: 'form',
  G: 'get',
  H: 'header',
  I: 'head',
  K: 'config',
  T: 'upload-file',
  u: 'user',
  X: 'request',
};

interface Option {
  readonly name: string;
  readonly value: ByteText;
}

/** Splits curl's arguments: bundled short flags, `-dvalue`, `--name value`, `--name=value`, bare URLs. */
function* readOptions(args: readonly ByteText[]): Generator<Option> {
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] as string;
    if (arg.startsWith('--') && arg.length > 2) {
      const equals = arg.indexOf('=');
      const name = equals < 0 ? arg.slice(2) : arg.slice(2, equals);
      if (equals >= 0) yield { name, value: arg.slice(equals + 1) };
      else yield { name, value: LONG_WITH_VALUE.has(name) ? (args[++at] ?? '') : '' };
      continue;
    }
    if (!arg.startsWith('-') || arg.length < 2) {
      yield { name: 'url', value: arg };
      continue;
    }
    for (let letter = 1; letter < arg.length; letter++) {
      const flag = arg[letter] as string;
      const name = LONG_NAME[flag] ?? flag;
      if (!SHORT_WITH_VALUE.includes(flag)) {
        yield { name, value: '' };
        continue;
      }
      yield { name, value: letter + 1 < arg.length ? arg.slice(letter + 1) : (args[++at] ?? '') };
      break;
    }
  }
}

/** Options that change the body in ways that text alone does not tell. */
const UNSUPPORTED = new Set(['form', 'form-string', 'next', 'aws-sigv4', 'variable']);

/** The request that curl would send; undefined without a URL and without data (then it was a sentence). */
function requestOf(args: readonly ByteText[]): { request?: CallbackRequest; problems?: UnwrapProblem[] } {
  const problems: UnwrapProblem[] = [];
  const headers: [string, ByteText][] = [];
  const removed = new Set<string>();
  const query: ByteText[] = [];
  /** The headers of other options; a -H of the same name wins over them. */
  const implied: [string, ByteText][] = [];
  let data: ByteText | undefined;
  let url: ByteText | undefined;
  let method: ByteText | undefined;
  let asQuery = false;
  let head = false;
  let isJson = false;

  const addData = (part: ByteText) => {
    data = data === undefined ? part : `${data}&${part}`;
  };
  /** True, and reported, when the value names a file. */
  const isFile = (option: string, value: ByteText, at = 0): boolean => {
    if (value[at] !== '@') return false;
    problems.push({ code: 'file-not-read', option: `--${option}`, file: toText(value.slice(at + 1)) });
    return true;
  };

  for (const { name, value } of readOptions(args)) {
    switch (name) {
      case 'data':
      case 'data-ascii':
      case 'data-binary':
        if (!isFile(name, value)) addData(value);
        break;
      case 'data-raw':
        addData(value);
        break;
      case 'data-urlencode': {
        const encoded = urlEncoded(value, isFile);
        if (encoded !== undefined) addData(encoded);
        break;
      }
      case 'json':
        isJson = true;
        if (!isFile(name, value)) data = (data ?? '') + value;
        break;
      case 'url-query': {
        const encoded = value.startsWith('+') ? value.slice(1) : urlEncoded(value, isFile);
        if (encoded !== undefined) query.push(encoded);
        break;
      }
      case 'header': {
        if (isFile(name, value)) break;
        const [, field, separator, text = ''] = /^([^:;]*)([:;])([\x00-\xff]*)$/.exec(value) ?? [];
        if (field === undefined) break;
        if (separator === ';' || trimBlank(text) !== '') headers.push([field, trimBlank(text)]);
        else removed.add(field.toLowerCase());
        break;
      }
      case 'request':
        method = value;
        break;
      case 'url':
        url ??= value;
        break;
      case 'get':
        asQuery = true;
        break;
      case 'head':
        head = true;
        break;
      case 'user':
        implied.push(['Authorization', `Basic ${toBytes(value).toString('base64')}`]);
        break;
      case 'oauth2-bearer':
        implied.push(['Authorization', `Bearer ${value}`]);
        break;
      case 'user-agent':
        if (value !== '') implied.push(['User-Agent', value]);
        break;
      case 'referer':
        implied.push(['Referer', value]);
        break;
      case 'cookie':
        if (value.includes('=')) implied.push(['Cookie', value]);
        else problems.push({ code: 'file-not-read', option: '--cookie', file: toText(value) });
        break;
      case 'upload-file':
      case 'config':
        problems.push({ code: 'file-not-read', option: `--${name}`, file: toText(value) });
        break;
      default:
        if (UNSUPPORTED.has(name)) problems.push({ code: 'unsupported-option', option: `--${name}` });
    }
  }

  if (url === undefined && data === undefined) return {};
  if (url !== undefined && data === undefined && !/[./:]|^localhost$/.test(url)) return {};
  if (data !== undefined && asQuery) query.push(data);
  const body = asQuery ? undefined : data;
  if (body !== undefined)
    implied.push(['Content-Type', isJson ? 'application/json' : 'application/x-www-form-urlencoded']);
  if (isJson) implied.push(['Accept', 'application/json']);
  const given = new Set([...removed, ...headers.map(([field]) => field.toLowerCase())]);
  return {
    request: {
      method: toText(method ?? (head ? 'HEAD' : body === undefined ? 'GET' : 'POST')).toUpperCase(),
      ...(url === undefined ? {} : { url: toText(withQuery(url, query)) }),
      headers: [...headers, ...implied.filter(([field]) => !given.has(field.toLowerCase()))].map(
        ([field, text]) => [toText(field), toText(text)] as const,
      ),
      body: toBytes(body ?? ''),
    },
    problems,
  };
}

/** The forms of --data-urlencode: `content`, `=content`, `name=content`; `@file` and `name@file` are not read. */
function urlEncoded(value: ByteText, isFile: (option: string, value: ByteText, at?: number) => boolean) {
  const equals = value.indexOf('=');
  const at = value.indexOf('@');
  if (equals >= 0 && (at < 0 || equals < at)) {
    const content = escapeUrl(value.slice(equals + 1));
    return equals === 0 ? content : `${value.slice(0, equals)}=${content}`;
  }
  if (at >= 0) {
    isFile('data-urlencode', value, at);
    return undefined;
  }
  return escapeUrl(value);
}

/** As curl does it: unreserved characters stay, a space becomes `+` (curl 7.87 and later), the rest `%HH`. */
function escapeUrl(text: ByteText): ByteText {
  return text.replace(/[^A-Za-z0-9\-._~]/g, (char) =>
    char === ' ' ? '+' : `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

function withQuery(url: ByteText, query: readonly ByteText[]): ByteText {
  const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`;
  if (query.length === 0) return absolute;
  const [, base = absolute, fragment = ''] = /^([^#]*)([\x00-\xff]*)$/.exec(absolute) ?? [];
  return `${base}${base.includes('?') ? '&' : '?'}${query.join('&')}${fragment}`;
}
