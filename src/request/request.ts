/** The one value that flows through the tool: a callback as it came over the wire. */

/** A header as it was written: name and value, in the order of the wire. */
export type Header = readonly [name: string, value: string];

export interface CallbackRequest {
  /** Upper-case method; undefined when only a body was given. */
  readonly method?: string;
  /** Absolute URL or path with query; undefined when only a body was given. */
  readonly url?: string;
  readonly headers: readonly Header[];
  /** The body's bytes, never re-printed: signatures cover these. */
  readonly body: Buffer;
  /** ISO 8601 time of arrival, when known. */
  readonly receivedAt?: string;
}

/** The first value of a header, whatever the case of its name. */
export function header({ headers }: Pick<CallbackRequest, 'headers'>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  // Changing the case of every name would be most of the work where many headers are looked for.
  for (const [written, value] of headers)
    if (written.length === wanted.length && written.toLowerCase() === wanted) return value;
  return undefined;
}

let lastArrival = { text: '', time: Number.NaN };

/**
 * When a request arrived, in milliseconds since 1970; undefined where that is not known. Many deliveries come in the
 * same millisecond.
 */
export function arrivalTime({ receivedAt = '' }: Pick<CallbackRequest, 'receivedAt'>): number | undefined {
  if (receivedAt !== lastArrival.text) lastArrival = { text: receivedAt, time: Date.parse(receivedAt) };
  return Number.isNaN(lastArrival.time) ? undefined : lastArrival.time;
}

/** A request that consists of a body only, with a content type where it is known. */
export function bodyOnly(body: Buffer | string, contentType?: string): CallbackRequest {
  return {
    headers: contentType ? [['Content-Type', contentType]] : [],
    body: typeof body === 'string' ? Buffer.from(body, 'utf8') : body,
  };
}
