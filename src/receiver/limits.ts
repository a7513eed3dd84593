/** How much a sender may ask of the receiver. */
export interface Limits {
  /** Of a body as it comes and, apart from that, of what it unpacks to. */
  readonly bodyBytes: number;
  readonly unpackedBytes: number;
  /** Of request line and headers together. */
  readonly headerBytes: number;
  readonly headers: number;
  /** Milliseconds from the first byte of a request to the end of its headers, and to its end. */
  readonly headersMs: number;
  readonly requestMs: number;
  readonly connections: number;
}

export const LIMITS: Limits = {
  bodyBytes: 1 << 20,
  unpackedBytes: 8 << 20,
  headerBytes: 16 << 10,
  headers: 100,
  headersMs: 10_000,
  requestMs: 30_000,
  connections: 512,
};
