/** HTML entities, as an input filter or a page that shows the payload writes them. */
import { type ByteText, fromText, type Look, type Piece, wrappedIn } from './recogniser.ts';

const NAMED: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  lbrace: '{',
  lcub: '{',
  rbrace: '}',
  rcub: '}',
  lbrack: '[',
  lsqb: '[',
  rbrack: ']',
  rsqb: ']',
  colon: ':',
  comma: ',',
  equals: '=',
  sol: '/',
  bsol: '\\',
};

const ENTITY = /&(?:[a-z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});/;
/** From the `&` to the `;`. */
const LONGEST = 10;
/** Where something may follow, the payload's own first quote must be an entity. */
const ESCAPED_HEAD = /^(?:[{[]|&[a-z#][a-z0-9]{1,7};)[ \t\r\n]{0,64}&[a-z#]/i;

/** Takes one level of entities off. Whoever writes entities leaves no quote as it is. */
export function htmlEntities(piece: Piece, look: Look) {
  const { text } = piece;
  if (!ENTITY.test(text) || (piece.loose ? !ESCAPED_HEAD.test(text) : text.includes('"'))) return undefined;
  const decoded = decodeEntities(text);
  if (decoded.length === text.length) return undefined;
  return wrappedIn([{ code: 'html-entities' }], look({ ...piece, text: decoded, inside: true }));
}

/** Replaces the entities that are known; anything else stays as it is. */
export function decodeEntities(text: ByteText): ByteText {
  const out = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const entity = code === 38 ? readEntity(text, at) : undefined;
    if (entity === undefined) out[length++] = code;
    else {
      length += out.write(entity.bytes, length, 'latin1');
      at += entity.length - 1;
    }
  }
  return out.toString('latin1', 0, length);
}

/** The entity at an `&`: its bytes, never more than it is long. */
function readEntity(text: ByteText, at: number): { bytes: ByteText; length: number } | undefined {
  let end = at + 1;
  while (
    end < at + LONGEST &&
    end < text.length &&
    text.charCodeAt(end) !== 59 &&
    text.charCodeAt(end) !== 38
  )
    end++;
  if (text.charCodeAt(end) !== 59) return undefined;
  const name = text.slice(at + 1, end);
  const length = end + 1 - at;
  if (name[0] !== '#') {
    const char = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
    return char === undefined ? undefined : { bytes: char, length };
  }
  const digits = /^#(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6}))$/.exec(name);
  if (digits === null) return undefined;
  const point = digits[1] === undefined ? Number.parseInt(digits[2] ?? '', 16) : Number(digits[1]);
  if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return undefined;
  return { bytes: fromText(String.fromCodePoint(point)), length };
}
