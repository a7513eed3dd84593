/** A payload in the middle of other text: a log line, a chat message, a shell prompt. */
import { looksLikeBase64 } from './blob.ts';
import { formExtent } from './form.ts';
import {
  type ByteText,
  type Found,
  foundBody,
  type Look,
  type Piece,
  prefixLayer,
  RANK,
  suffixLayers,
  wrappedIn,
} from './recogniser.ts';

/** So many places of each kind are tried; a log line has few, noise has millions. */
const MOST_TRIES = 24;

/** A command or a request line. */
const REQUEST_START =
  /(?<![\w.\\/-])(?:curl(?:\.exe)?[ \t]|(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)[ \t]|(?:> )?(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ ][^ \t\r\n]{1,4096}[ ]HTTP\/[\d.]{1,3}(?:\r?\n|(?:\\{1,8}r)?\\{1,8}n))/gi;

/** A bracket, in any spelling, with a quote, a bracket or an escape behind it. Empty ones are no payload here. */
const JSON_START =
  /(?:[{[]|%(?:25)?[57]B|\\{1,8}x[57]B|\\{1,8}u00[57]B|&#(?:123|91|x[57]B);|&(?:lbrace|lcub|lbrack|lsqb);)(?=[ \t\r\n]{0,64}(?:["{[]|\\{1,8}["xunrt]|&(?:amp;)?(?:quot|#34|#x22|#123|lbrace|lcub);|%(?:25)?(?:22|7B|5B|7D|5D|20|0A|0D)|\+))/gi;

/** A long run of base64, hex or percent-encoded text. (`{22,}` would overflow the stack of the matcher.) */
const TOKEN = /[A-Za-z0-9+/_%-]{22}[A-Za-z0-9+/_%-]*={0,2}/g;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A name that says that what follows is the callback; the text is UTF-8 bytes, hence the escapes. */
const LABEL =
  /(?:body|payload|data|content|params?|request|message|msg|callback|notify|raw|post|\xe6\x8a\xa5\xe6\x96\x87|\xe8\xaf\xb7\xe6\xb1\x82\xe4\xbd\x93|\xe5\x8f\x82\xe6\x95\xb0|\xe5\x9b\x9e\xe8\xb0\x83|\xe9\x80\x9a\xe7\x9f\xa5)[^\w{}]{0,12}(?:b?["'`])?$/i;

/** The most specific payload in the text, with what stands around it as layers. */
export function logLine(piece: Piece, look: Look): Found | undefined {
  if (!piece.prefixed || piece.loose || isMostlyBinary(piece.text)) return undefined;
  return bestRequest(piece, look) ?? bestStructured(piece, look) ?? bestToken(piece, look);
}

/** True when one in 50 of the first bytes is a control character: anything can be found in enough random bytes. */
function isMostlyBinary(text: ByteText): boolean {
  const head = text.slice(0, 65536);
  const controls = head.replace(/[^\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]+/g, '').length;
  return controls * 50 > head.length;
}

/** The payload that starts at `start` with the prefix before and the suffix after it. */
function at(piece: Piece, look: Look, start: number): (Found & { readonly end?: number }) | undefined {
  const tail = look({ ...piece, text: piece.text.slice(start), loose: true, prefixed: false });
  if (tail === undefined) return undefined;
  const end = tail.end === undefined ? undefined : start + tail.end;
  return around(piece, start, end, tail);
}

function around(piece: Piece, start: number, end: number | undefined, inner: Found) {
  const before = start === 0 ? [] : [prefixLayer(piece.text.slice(0, start))];
  const after = end === undefined ? [] : suffixLayers(piece.text.slice(end));
  return wrappedIn([...before, ...after], inner, end);
}

function bestRequest(piece: Piece, look: Look): Found | undefined {
  let tries = 0;
  for (const match of piece.text.matchAll(REQUEST_START)) {
    if (++tries > MOST_TRIES) return undefined;
    const quoted = quoteBefore(piece.text, match.index);
    const found =
      (quoted === undefined ? undefined : at(piece, look, quoted)) ?? at(piece, look, match.index);
    if (found?.kind === 'request') return found;
  }
  return undefined;
}

/** Where a string literal opens right before a place, with its prefix letter. */
function quoteBefore(text: ByteText, start: number): number | undefined {
  const quote = /(?:(?<![\w])[bBuU])?["'`]$/.exec(text.slice(Math.max(0, start - 3), start))?.[0];
  if (quote === undefined || text[start - quote.length - 1] === '\\') return undefined;
  return start - quote.length;
}

/** JSON and forms in the order of the text, so that what stands inside another one is not taken for itself. */
function bestStructured(piece: Piece, look: Look): Found | undefined {
  const { text } = piece;
  const jsonStart = new RegExp(JSON_START);
  const candidates: (Found & { readonly score: number })[] = [];
  let from = 0;
  let nextJson = -1;
  let nextForm: ReturnType<typeof findForm>;
  for (let tries = 0; tries < MOST_TRIES && from < text.length; tries++) {
    if (nextJson < from) {
      jsonStart.lastIndex = from;
      nextJson = jsonStart.exec(text)?.index ?? text.length;
    }
    if (tries === 0 || (nextForm !== undefined && nextForm.start < from)) nextForm = findForm(text, from);
    const formFirst = nextForm !== undefined && nextForm.start < nextJson;
    if (!formFirst && nextJson >= text.length) break;

    const found = formFirst ? takeForm(piece, nextForm) : takeJson(piece, look, nextJson);
    const start = formFirst ? (nextForm?.start ?? 0) : nextJson;
    if (found === undefined) {
      from = start + 1;
      continue;
    }
    const labelled = LABEL.test(text.slice(Math.max(0, start - 40), start));
    const rank = found.rank > RANK.partial ? found.rank : labelled ? RANK.object - 0.5 : RANK.partial;
    candidates.push({ ...found, score: rank * 10 + (labelled ? 5 : 0) });
    // What begins as JSON and breaks is not searched for its parts.
    if (found.rank <= RANK.partial || found.end === undefined) break;
    from = Math.max(found.end, start + 1);
  }
  return best(candidates);
}

/** The highest score; of equals the longest body. */
function best(candidates: readonly (Found & { readonly score: number })[]): Found | undefined {
  const sorted = candidates.toSorted(
    (a, b) => b.score - a.score || b.request.body.length - a.request.body.length,
  );
  const [first] = sorted;
  if (first === undefined) return undefined;
  const { score, ...found } = first;
  const rivals = sorted.filter((c) => c.score === score).length;
  if (rivals < 2) return found;
  return { ...found, problems: [...found.problems, { code: 'several-payloads', count: rivals }] };
}

function takeJson(piece: Piece, look: Look, start: number): Found | undefined {
  const { text } = piece;
  const quoted = quoteBefore(text, start);
  const literal = quoted === undefined ? undefined : at(piece, look, quoted);
  const found = literal !== undefined && literal.rank > RANK.partial ? literal : at(piece, look, start);
  // A decoded form whose first value is JSON: data={…}&sign=…
  if (found?.end !== undefined && text[found.end] === '&') {
    const name = /[\w.[\]-]{1,64}=$/.exec(text.slice(Math.max(0, start - 66), start))?.[0];
    const form = name === undefined ? undefined : takeForm(piece, formAt(text, start - name.length));
    if (form !== undefined) return form;
  }
  return found;
}

function takeForm(piece: Piece, place: { start: number; end: number } | undefined): Found | undefined {
  if (place === undefined) return undefined;
  return around(
    piece,
    place.start,
    place.end,
    foundBody('form', RANK.form, piece.text.slice(place.start, place.end)),
  );
}

function formAt(text: ByteText, start: number) {
  const extent = formExtent(text, start, true);
  return extent !== undefined && extent.count > 1 ? { start, end: extent.end } : undefined;
}

const BEFORE_FORM = /[ \t\r\n"'`?<>{}()|,]/;

/** The next two or more `name=value` joined by `&`. */
function findForm(text: ByteText, from: number): { start: number; end: number } | undefined {
  let searched = from;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const ampersand = text.indexOf('&', searched);
    if (ampersand < 0) return undefined;
    let token = ampersand;
    const limit = Math.max(searched, ampersand - 4096);
    while (token > limit && !BEFORE_FORM.test(text[token - 1] as string)) token--;
    const equals = text.indexOf('=', token);
    if (equals >= token && equals < ampersand) {
      const name = /[\w.[\]%-]{1,128}$/.exec(text.slice(Math.max(token, equals - 128), equals))?.[0];
      const place = name === undefined ? undefined : formAt(text, equals - name.length);
      if (place !== undefined && place.end > ampersand) return place;
    }
    searched = ampersand + 1;
  }
  return undefined;
}

/** The longest value that decodes. */
function bestToken(piece: Piece, look: Look): Found | undefined {
  const tokens: { start: number; text: string; score: number }[] = [];
  for (const match of piece.text.matchAll(TOKEN)) {
    const [text] = match;
    const likely =
      looksLikeBase64(text) || (text.length >= 32 && /^[0-9a-fA-F]+$/.test(text)) || text.includes('%');
    if (!likely || UUID.test(text)) continue;
    const labelled = LABEL.test(piece.text.slice(Math.max(0, match.index - 40), match.index));
    tokens.push({ start: match.index, text, score: text.length * (labelled ? 4 : 1) });
    tokens.sort((a, b) => b.score - a.score).splice(4);
  }
  for (const token of tokens) {
    const inner = look({ ...piece, text: token.text, prefixed: false });
    if (inner !== undefined && inner.rank > RANK.partial)
      return around(piece, token.start, token.start + token.text.length, inner);
  }
  return undefined;
}
