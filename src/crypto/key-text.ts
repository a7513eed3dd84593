/** From the text of a pasted key to its DER bytes, mending on the way what chats, consoles and config files do to it. */
import { decodeBase64, decodeHex } from '../encoding/binary-text.ts';
import { derElement, TAG } from './der.ts';
import { KeyError } from './key-error.ts';

/** How the key was written; `pem-one-line` has BEGIN and END but no line break. */
export type KeyEncoding = 'pem' | 'pem-one-line' | 'base64' | 'base64url' | 'hex' | 'jwk';

/** What had to be mended before the key could be read. Most other tools refuse a key that needs one of these. */
export type RepairCode =
  | 'invisible-characters'
  /** `\u003d`, `\/`, or a backslash at the end of a line */
  | 'escapes'
  /** backslash and n for a line break */
  | 'literal-newlines'
  | 'percent-encoded'
  /** `"…" + "…"` from source code */
  | 'string-concatenation'
  /** `name = …` in front */
  | 'assignment'
  | 'quotes'
  | 'white-space'
  | 'one-line'
  /** BEGIN says another container than the bytes are */
  | 'wrong-label'
  /** BEGIN and END without the kind of key between them */
  | 'no-label'
  /** BEGIN or END is missing */
  | 'half-label'
  /** not exactly five hyphens, or dashes in their place */
  | 'dashes'
  | 'surrounding-text'
  | 'missing-padding'
  /** `-` and `_` inside PEM */
  | 'url-safe-alphabet'
  | 'plus-as-space'
  /** the PEM or base64 text was put into base64 once more */
  | 'base64-twice'
  | 'trailing-bytes';

export interface KeyBytes {
  readonly der: Buffer;
  readonly encoding: Exclude<KeyEncoding, 'jwk'>;
  /** The words between BEGIN and the hyphens, where the key has them. */
  readonly label?: string;
  readonly repairs: ReadonlySet<RepairCode>;
}

// All repeats below have a limit, so that a text made to do so cannot keep the patterns busy.
const BEGIN = /[-–—]{2,9}\s{0,9}BEGIN {0,9}((?:[A-Z0-9]{1,30} ?){0,5}) {0,9}[-–—]{2,9}/;
const END = /[-–—]{2,9}\s{0,9}END[A-Z0-9 ]{0,60}[-–—]{0,9}/;
/** `openssl ecparam -genkey` writes this block before the key. */
const EC_PARAMETERS = /-----BEGIN EC PARAMETERS-----[^-]*-----END EC PARAMETERS-----/g;

/** @throws KeyError when nothing in the text decodes to bytes. */
export function decodeKeyText(text: string): KeyBytes {
  const repairs = new Set<RepairCode>();
  const clean = cleanKeyText(text, repairs);
  if (clean === '') throw new KeyError({ code: 'key-empty' });
  if (/^ssh-(?:rsa|ed25519|dss) /.test(clean))
    throw new KeyError({ code: 'key-unsupported', what: 'openssh' });
  const keyBytes = BEGIN.test(clean) ? decodePem(clean, repairs) : decodeBare(clean, repairs);
  if (!/^(?:-----BEGIN|M[EFGHIJ])/.test(keyBytes.der.toString('latin1', 0, 10))) return keyBytes;
  const inner = decodeKeyText(keyBytes.der.toString('latin1'));
  return { ...inner, repairs: new Set([...repairs, ...inner.repairs, 'base64-twice'] as const) };
}

/** Takes off what stands around a key in source code and config files; afterwards only labels and digits are left. */
function cleanKeyText(text: string, repairs: Set<RepairCode>): string {
  let rest = text.trim();
  const mend = (code: RepairCode, pattern: RegExp, by: string | ((...match: string[]) => string)) => {
    const mended = rest.replace(pattern, by as string);
    if (mended !== rest) repairs.add(code);
    rest = mended;
  };
  mend('invisible-characters', /[\u200b-\u200f\u2060\ufeff]/g, '');
  mend('escapes', /\\{1,8}u([0-9a-fA-F]{4})/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex ?? '', 16)),
  );
  mend('literal-newlines', /(?:\\{1,8}r)?\\{1,8}n|\\{1,8}r/g, '\n');
  mend('escapes', /\\{1,8}(?=["'/]|\r?\n|$)/g, '');
  mend('percent-encoded', /%([0-9A-Fa-f]{2})/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex ?? '', 16)),
  );
  mend('string-concatenation', /["']\s{0,80}[+.]?\s{0,80}["']/g, '');
  mend(
    'assignment',
    /^(?:[A-Za-z]{1,20}\s{1,20}){0,3}["']?[\w.-]{1,80}["']?\s{0,9}[:=][ \t]{0,9}(?=["'`]?(?:-{2,}|M[A-Z][A-Za-z0-9+/]{30}|30[0-9a-f]{30}))/,
    '',
  );
  mend('quotes', /^["'`“”‘’]{1,9}|["'`“”‘’]{1,9}[\s,;]{0,9}$/g, '');
  return rest.trim();
}

function decodePem(text: string, repairs: Set<RepairCode>): KeyBytes {
  const blocks = text.replace(EC_PARAMETERS, '').trim();
  const begin = BEGIN.exec(blocks);
  if (!begin) throw new KeyError({ code: 'key-not-a-key' });
  const label = begin[1]?.trim() ?? '';
  if (label.startsWith('OPENSSH')) throw new KeyError({ code: 'key-unsupported', what: 'openssh' });
  const rest = blocks.slice(begin.index + begin[0].length);
  const end = END.exec(rest);
  const body = rest.slice(0, end?.index);
  if (/^\s*Proc-Type:.*ENCRYPTED/.test(body))
    throw new KeyError({ code: 'key-unsupported', what: 'encrypted' });

  const after = end ? rest.slice(end.index + end[0].length).trim() : '';
  if (begin.index > 0 || (after !== '' && !BEGIN.test(after))) repairs.add('surrounding-text');
  if (!end) repairs.add('half-label');
  if (label === '') repairs.add('no-label');
  else if (begin[0] !== `-----BEGIN ${label}-----` || (end && end[0] !== `-----END ${label}-----`))
    repairs.add('dashes');
  const oneLine = !/[\r\n]/.test(body);
  if (oneLine) repairs.add('one-line');
  else if (/[ \t\u00a0\u3000]|\n\r?\n/.test(body.trim())) repairs.add('white-space');
  const { der, urlSafe } = decodeBody(body, repairs);
  if (urlSafe) repairs.add('url-safe-alphabet');
  return { der, encoding: oneLine ? 'pem-one-line' : 'pem', label, repairs };
}

function decodeBare(text: string, repairs: Set<RepairCode>): KeyBytes {
  const body = text.replace(END, '').trim();
  if (body !== text) repairs.add('half-label');
  if (/\s/.test(body)) repairs.add('white-space');
  const digits = body.replace(/^0x/i, '').replace(/[\s:]/g, '');
  const hex = /^30/.test(digits) ? decodeHex(digits) : undefined;
  if (hex) return { der: hex.bytes, encoding: 'hex', repairs };
  const base64 = decodeBody(body, repairs);
  return { der: base64.der, encoding: base64.urlSafe ? 'base64url' : 'base64', repairs };
}

/** Base64 of either alphabet, with white space anywhere and with right, wrong or no padding. */
function decodeBody(body: string, repairs: Set<RepairCode>): { der: Buffer; urlSafe: boolean } {
  const compact = body.replace(/\s+/g, '');
  const der = decodeDigits(compact);
  if (body.trim().includes(' ') && !isComplete(der)) {
    const plusses = body
      .trim()
      .replace(/[\r\n\t]+/g, '')
      .replaceAll(' ', '+');
    const mended = decodeDigits(plusses);
    if (isComplete(mended)) {
      repairs.add('plus-as-space');
      return { der: mended, urlSafe: /[-_]/.test(plusses) };
    }
  }
  if (compact.length % 4 !== 0) repairs.add('missing-padding');
  return { der, urlSafe: /[-_]/.test(compact) };
}

function decodeDigits(compact: string): Buffer {
  const digits = compact.replace(/={1,4}$/, '');
  const offset = digits.search(/[^A-Za-z0-9+/_-]/);
  if (offset >= 0)
    throw new KeyError({
      code: 'key-not-decodable',
      offset,
      char: String.fromCodePoint(digits.codePointAt(offset) ?? 0),
    });
  const standard = digits.replaceAll('-', '+').replaceAll('_', '/');
  // Where characters are missing, the last group may be no base64; the length in the DER then says how much is gone.
  const decoded = decodeBase64(standard) ?? decodeBase64(standard.slice(0, standard.length & ~3));
  if (!decoded) throw new KeyError({ code: 'key-not-a-key' });
  return decoded.bytes;
}

function isComplete(der: Buffer): boolean {
  const outer = derElement(der, 0);
  return outer?.tag === TAG.sequence && outer.end === der.length;
}
