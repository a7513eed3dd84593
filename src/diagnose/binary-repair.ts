/** What a ciphertext or signature in text form may have been before it was damaged. */
import { decodeBase64, decodeBinaryText, decodeHex } from '../encoding/binary-text.ts';
import type { Cause, Cost } from './cause.ts';
import { changeText, type NamedChange } from './text-change.ts';

export interface Repaired {
  readonly bytes: Buffer;
  readonly cause: Cause & { readonly cost: Cost };
}

const REPAIRS: readonly (readonly [Cause['code'], Cost, NamedChange])[] = [
  ['plus-as-space', 1, 'spaces-to-plus'],
  ['not-decoded', 1, 'percent-decode'],
  ['not-decoded', 2, 'percent-decode-twice'],
  ['html-escaped', 2, 'html-decode'],
  ['backslashes-added', 2, 'strip-all-slashes'],
  ['log-escaped', 2, 'unescape-u'],
  ['whitespace', 2, 'remove-line-breaks'],
  ['base64-variant', 2, 'to-base64'],
  ['whitespace', 3, 'remove-spaces'],
];

/** Every repair that gives bytes that the text as it stands does not give. */
export function repairsOf(text: string): Repaired[] {
  const plain = decodeBinaryText(text.trim())?.bytes;
  const seen = new Set(plain ? [plain.toString('latin1')] : []);
  const found: Repaired[] = [];
  const add = (bytes: Buffer | undefined, code: Cause['code'], cost: Cost, detail: string) => {
    const identity = bytes?.toString('latin1');
    if (!bytes || identity === undefined || seen.has(identity)) return;
    seen.add(identity);
    found.push({ bytes, cause: { code, cost, detail } });
  };
  for (const [code, cost, name] of REPAIRS) {
    const repaired = changeText({ kind: 'named', name }, text.trim());
    if (repaired !== text.trim()) add(decodeBinaryText(repaired.trim())?.bytes, code, cost, name);
  }
  // Hex and base64 taken for each other, and one inside the other.
  add(decodeBase64(text.trim())?.bytes, 'base64-variant', 2, 'base64 of hex digits');
  const inner = plain?.toString('latin1');
  if (inner !== undefined && /^[\x20-\x7e\r\n]+$/.test(inner)) {
    add(decodeHex(inner)?.bytes, 'base64-variant', 1, 'hex inside base64');
    add(decodeBase64(inner)?.bytes, 'base64-variant', 1, 'base64 twice');
  }
  return found;
}
