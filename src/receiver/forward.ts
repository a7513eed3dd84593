/** Passes a delivery on to the developer's own server. */
import { targetOf } from '../request/request-url.ts';
import type { Taken } from './delivery.ts';
import { type CallResult, callHttp } from './http-call.ts';

/** After this long nobody waits any more; slower answers than the platform allows are still shown until then. */
const TIMEOUT_MS = 60_000;
const MAX_BYTES = 8 << 20;

/** The address that a delivery goes to: a target without a path takes over path and query, else the query alone. */
export function forwardUrl(target: URL, url: string): URL {
  const came = targetOf(url);
  const to = new URL(target);
  if (target.pathname === '/') to.pathname = came.pathname;
  if (target.search === '') to.search = came.search;
  return to;
}

/** Sends the delivery as it came, content encoding included. */
export function forward(target: URL, { request, encoded }: Taken): Promise<CallResult> {
  const { method, headers, body, url } = request;
  return callHttp(
    forwardUrl(target, url),
    { method, headers, wire: encoded ?? body },
    { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES },
  );
}
