/** Which parts of a request carry credentials: kept in the history, masked wherever they are shown or exported. */
import type { CallbackRequest, Header } from '../request/request.ts';

const HEADER =
  /^(?:authorization|proxy-authorization|cookie|set-cookie|.*(?:api-?key|access-?key|token|secret|passw).*)$/i;
const PARAMETER = /([?&][^=&]*(?:token|secret|passw|api_?key|access_?key)[^=&]*=)[^&#]+/gi;

export const MASK = '***';

/** Masks the value of each header that carries credentials; a scheme such as `Bearer` stays. */
export function maskHeaders(headers: readonly Header[]): Header[] {
  return headers.map(([name, value]): Header => {
    if (!HEADER.test(name)) return [name, value];
    const scheme = /^(?:Bearer|Basic|Digest|Token) /i.exec(value)?.[0] ?? '';
    return [name, scheme + MASK];
  });
}

/** Masks what a URL carries of credentials: user and password, and parameters whose names say so. */
export function maskUrl(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*@/i, `$1${MASK}@`).replace(PARAMETER, `$1${MASK}`);
}

/** The request without credentials. The body stays as it is: it is what the callback says. */
export function maskRequest<R extends CallbackRequest>(request: R): R {
  return {
    ...request,
    headers: maskHeaders(request.headers),
    ...(request.url !== undefined && { url: maskUrl(request.url) }),
  };
}
