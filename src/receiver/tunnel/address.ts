/** Finds the public address in what a tunnel's client prints. */
import { TUNNEL_CLIENTS } from './clients.ts';

const ANY_URL = /https?:\/\/[^\s"'<>|\\\u0000-\u001f]+/g;
/** What OpenSSH says of `-R 0:…`. */
const ALLOCATED = /Allocated port (\d+) for remote forward/;
/** Pages of the makers, which clients like to mention. */
const NOT_TUNNELS =
  /(?:developers\.cloudflare|www\.cloudflare|ngrok\.com\/|github\.com|localhost\.run\/docs|admin\.localhost\.run)/;

/**
 * The address as a normalised URL, undefined as long as none is printed.
 * @param printed everything that the client has printed so far
 * @param command the command line, whose last word names the host of `ssh -R`
 */
export function publicAddress(printed: string, command: string, port: number): string | undefined {
  const text = printed.replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '');
  for (const { address } of TUNNEL_CLIENTS) {
    const match = address.exec(text);
    const found = match && normal(match[1] ?? match[0]);
    if (found) return found;
  }
  const allocated = ALLOCATED.exec(text)?.[1];
  const host = /(?:\S+@)?([\w.-]+)\s*$/.exec(command)?.[1];
  if (allocated && host) return normal(`http://${host}:${allocated}`);
  for (const [url] of text.matchAll(ANY_URL)) {
    const found = NOT_TUNNELS.test(url) ? undefined : normal(url.replace(/[.,;)\]]+$/, ''));
    if (found && !isReceiver(found, port)) return found;
  }
  return undefined;
}

function normal(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && `${url.origin}${url.pathname === '/' ? '' : url.pathname}`;
}

/** The address that the tunnel leads to, which clients print as well. */
function isReceiver(text: string, port: number): boolean {
  const url = new URL(text);
  return ['127.0.0.1', 'localhost', '[::1]', '0.0.0.0'].includes(url.hostname) && url.port === String(port);
}
