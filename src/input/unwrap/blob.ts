/** A bare base64 or hex value: a ciphertext to be kept, or another payload in that encoding. */
import { type DecodedText, decodeBase64, decodeBinaryText, joinLines } from '../../encoding/binary-text.ts';
import { hasControls } from './binary.ts';
import type { Layer, UnwrapProblem } from './layers.ts';
import { foundBody, type Look, type Piece, RANK, trimBlank, wrappedIn } from './recogniser.ts';

/** One AES block in base64 without padding, and in hex. Shorter values are words and numbers. */
const SHORTEST_BASE64 = 22;
const SHORTEST_HEX = 32;

/** The value as a blob, or what its bytes are when they are recognisable text. */
export function blob(piece: Piece, look: Look) {
  const text = trimBlank(piece.text);
  if (piece.loose || text.length < 8) return undefined;
  const decoded = decodeBinaryText(text);
  if (decoded === undefined) return cutOffBlob(text) ?? spacedBlob(text);
  const { bytes, encoding } = decoded;
  const wrap = wrapLayers(text, decoded);

  if (!hasControls(bytes)) {
    const inner = look({ ...piece, text: bytes.toString('latin1'), inside: true, prefixed: false });
    if (inner !== undefined && inner.rank > RANK.partial)
      return wrappedIn([...wrap, { code: encoding }], inner);
  }
  const line = joinLines(text)?.line ?? text;
  if (encoding === 'hex' ? line.length < SHORTEST_HEX : !looksLikeBase64(line)) return undefined;
  return foundBody('blob', RANK.blob, line, {
    layers: wrap,
    blob: { text: line, bytes, encoding },
    problems: isKey(bytes) ? [{ code: 'looks-like-key' }] : [],
  });
}

/** True for text in a base64 alphabet that is hardly a word, a path or an identifier. */
export function looksLikeBase64(line: string): boolean {
  return (
    line.length >= SHORTEST_BASE64 && /[A-Z]/.test(line) && /[a-z]/.test(line) && /[0-9+/=_-]/.test(line)
  );
}

function wrapLayers(text: string, decoded: DecodedText): Layer[] {
  if (!decoded.wrapped) return [];
  return [{ code: 'line-wrap', width: trimBlank(text.slice(0, text.search(/[\r\n]/))).length }];
}

/** Base64 that was cut: the whole groups of four are decoded. */
function cutOffBlob(text: string) {
  const line = joinLines(text)?.line.replace(/=+$/, '');
  if (line === undefined || line.length < 2 * SHORTEST_BASE64 || !looksLikeBase64(line)) return undefined;
  const extra = line.length % 4;
  const decoded = decodeBase64(line.slice(0, line.length - extra));
  if (decoded === undefined) return undefined;
  const problem: UnwrapProblem = { code: 'base64-cut-off', length: line.length, extra };
  return foundBody('blob', RANK.blob, line, {
    blob: { text: line, bytes: decoded.bytes, encoding: decoded.encoding },
    problems: [problem],
  });
}

/** Base64 in which `+` has become a space: not a blob as it stands, but worth saying. A word in front is a label. */
function spacedBlob(text: string) {
  if (!/^[A-Za-z0-9+/ ]+={0,2}$/.test(text) || /^(?:[A-Z]?[a-z]+|[A-Z]+) /.test(text)) return undefined;
  const spaces = text.length - text.replaceAll(' ', '').length;
  const plusses = text.replaceAll(' ', '+');
  // Words are short; between two lost plusses there are 64 characters on average.
  if (text.length / (spaces + 1) < 12 || !looksLikeBase64(plusses)) return undefined;
  if (decodeBase64(plusses) === undefined) return undefined;
  return foundBody('unknown', RANK.blob, text, { problems: [{ code: 'base64-spaces', count: spaces }] });
}

/** rsaEncryption and ecPublicKey as DER writes them. */
const KEY_ALGORITHMS = ['2a864886f70d010101', '2a8648ce3d0201'].map((hex) => Buffer.from(hex, 'hex'));

/** True for the DER of a key: a sequence that fills the bytes and names a key algorithm near its start. */
function isKey(bytes: Buffer): boolean {
  if (bytes[0] !== 0x30) return false;
  const head = bytes.subarray(0, 64);
  return KEY_ALGORITHMS.some((oid) => head.includes(oid));
}
