/** Who sent a request when it comes through a proxy: what the proxy says counts only if the proxy is trusted. */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddr from 'proxy-addr';

export type Trust = (address: string, hop: number) => boolean;

/**
 * Trust in proxies by address or network: `loopback`, `linklocal`, `uniquelocal`, `10.0.0.1`, `10.0.0.0/8`.
 * @throws TypeError for a text that is none of these
 */
export function trustIn(proxies: readonly string[]): Trust {
  return proxyAddr.compile([...proxies]);
}

export interface Client {
  readonly address?: string;
  readonly scheme?: string;
}

/** Headers of proxies; a request without them did not come through one. */
export const PROXY_HEADERS = [
  'x-forwarded-for',
  'x-forwarded-proto',
  'forwarded',
  'cf-connecting-ip',
] as const;

/** What a trusted proxy says about the sender; undefined when there is none, or it says nothing. */
export function clientOf(message: IncomingMessage, trust: Trust): Client | undefined {
  const { headers, socket } = message;
  if (!trust(socket.remoteAddress ?? '', 0)) return undefined;
  const forwarded = lastForwarded(headers.forwarded, trust);
  const cloudflare = headers['cf-connecting-ip'];
  const address =
    (typeof cloudflare === 'string' ? addressOf(cloudflare) : undefined) ??
    forwarded?.address ??
    (headers['x-forwarded-for'] === undefined ? undefined : addressOf(proxyAddr(message, trust)));
  const proto = String(headers['x-forwarded-proto'] ?? '')
    .split(',')[0]
    ?.trim();
  const scheme = forwarded?.scheme ?? schemeOf(proto);
  if (address === undefined && scheme === undefined) return undefined;
  return { ...(address !== undefined && { address }), ...(scheme !== undefined && { scheme }) };
}

/** The entry of the last proxy before the first that is not trusted, counted from the receiver (RFC 7239). */
function lastForwarded(header: string | undefined, trust: Trust): Client | undefined {
  if (header === undefined) return undefined;
  const entries = header.split(',').map((entry) => {
    const pairs = entry.split(';').map((pair): [string, string] => {
      const equals = pair.indexOf('=');
      const value = pair.slice(equals + 1).trim();
      return [pair.slice(0, equals).trim().toLowerCase(), value.replace(/^"(.*)"$/, '$1')];
    });
    const named = new Map(pairs);
    const address = addressOf(named.get('for') ?? '');
    const scheme = schemeOf(named.get('proto'));
    return { ...(address !== undefined && { address }), ...(scheme !== undefined && { scheme }) };
  });
  for (let at = entries.length - 1, hop = 1; at >= 0; at--, hop++) {
    const entry: Client | undefined = entries[at];
    if (at === 0 || entry?.address === undefined || !trust(entry.address, hop)) return entry;
  }
  return undefined;
}

/** An IP address out of `192.0.2.1:80`, `[2001:db8::1]:80` or an address alone; undefined for anything else. */
function addressOf(text: string): string | undefined {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? text.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  return isIP(bare) ? bare : undefined;
}

const schemeOf = (text: string | undefined) => (text === 'http' || text === 'https' ? text : undefined);
