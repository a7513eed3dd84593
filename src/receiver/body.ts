/** Reads a request's body within the limits, and takes its content encoding off. */
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import type { Limits } from './limits.ts';
import { Refusal } from './refusal.ts';

/**
 * The bytes as they came. Throws a Refusal as soon as they are too many, or are announced to be, and an Error when the
 * sender goes away.
 */
export function readWire(message: IncomingMessage, announced: number, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (announced > limit) {
      reject(new Refusal('body-too-large'));
      return;
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    message.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limit) reject(new Refusal('body-too-large'));
      else chunks.push(chunk);
    });
    message.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    message.on('error', reject);
  });
}

type Unpack = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const gunzipAsync = promisify(gunzip) as Unpack;
const inflateAsync = promisify(inflate) as Unpack;
const inflateRawAsync = promisify(inflateRaw) as Unpack;

const UNPACK: Readonly<Record<string, Unpack>> = {
  gzip: gunzipAsync,
  'x-gzip': gunzipAsync,
  // By RFC 9110 this is zlib's form; some senders leave the frame out.
  deflate: (bytes, options) =>
    ((bytes[0] ?? 0) & 0x0f) === 8 ? inflateAsync(bytes, options) : inflateRawAsync(bytes, options),
  br: promisify(brotliDecompress) as Unpack,
};

/** More encodings one within the other than anyone uses are an attack. */
const MOST_ENCODINGS = 3;

/** The body without its content encoding; the same buffer where it has none. Throws a Refusal. */
export async function unpackBody(
  wire: Buffer,
  contentEncoding: string | undefined,
  limits: Pick<Limits, 'unpackedBytes'>,
): Promise<Buffer> {
  const encodings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (encodings.length === 0 || wire.length === 0) return wire;
  let body = wire;
  for (const name of encodings.reverse()) {
    const unpack = Object.hasOwn(UNPACK, name) ? UNPACK[name] : undefined;
    if (!unpack || encodings.length > MOST_ENCODINGS) throw new Refusal('encoding-unknown');
    try {
      body = await unpack(body, { maxOutputLength: limits.unpackedBytes });
    } catch (error) {
      const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
      throw new Refusal(tooLarge ? 'unpacked-too-large' : 'encoding-broken');
    }
  }
  return body;
}
