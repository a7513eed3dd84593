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

const ENTITY = /&(?:([a-z]{2,8})|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));/g;
/** An escaped payload begins as JSON, as a form, or with the entity of a bracket or a quote. */
const ESCAPED_HEAD = /^[ \t\r\n]{0,64}(?:[{["'<]|&[a-z#]|[\w.-]{1,64}=|curl[ .]|[A-Z]{3,7} )/;

/** Takes one level of entities off. */
export function htmlEntities(piece: Piece, look: Look) {
  const { text } = piece;
  ENTITY.lastIndex = 0;
  if (!ESCAPED_HEAD.test(text) || !ENTITY.test(text)) return undefined;
  return wrappedIn([{ code: 'html-entities' }], look({ ...piece, text: decodeEntities(text), inside: true }));
}

/** Replaces the entities that are known; anything else stays as it is. */
export function decodeEntities(text: ByteText): ByteText {
  return text.replace(ENTITY, (whole, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return (Object.hasOwn(NAMED, name) ? NAMED[name] : undefined) ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return point > 0x10ffff || (point >= 0xd800 && point < 0xe000)
      ? whole
      : fromText(String.fromCodePoint(point));
  });
}
