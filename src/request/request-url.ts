/** The target of a request, whatever a stranger writes there. */

/**
 * Path and query of a target as it stands in a request line: a path (`//` and `//host/path` are paths too), a whole
 * address (RFC 9112, absolute form), or anything else, which counts as a path. Never throws.
 */
export function targetOf(url: string): Pick<URL, 'pathname' | 'search' | 'searchParams'> {
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return new URL(url);
  // Behind a host, every text can be read as a path.
  return new URL(`http://callback.invalid${url.startsWith('/') ? '' : '/'}${url}`);
}
