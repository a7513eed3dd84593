/** Why a value that was encrypted with a public key does not open. */

import type { CheckContext } from '../checks/context.ts';
import { failingFields } from '../checks/secret-fields.ts';
import { eciesDecrypt } from '../crypto/ecies.ts';
import { eciesDecryptOdd } from '../crypto/ecies-odd.ts';
import { type ReadKey, tryReadKey } from '../crypto/keys.ts';
import { decryptRsa, modulusBytes } from '../crypto/rsa.ts';
import { decodeBinaryText } from '../encoding/binary-text.ts';
import { isPlausibleText } from '../encoding/text.ts';
import type { SecretFieldsCheck } from '../platforms/platform.ts';
import { repairsOf } from './binary-repair.ts';
import type { Cause, Diagnosed } from './cause.ts';
import { completedKeys } from './completed-keys.ts';
import { type Diagnosis, NO_DIAGNOSIS } from './diagnosis.ts';
import type { KnownKey } from './key-change.ts';

/** Tries the value as it is and repaired, with the given key and all others that are known. */
export function diagnoseSecretFieldsCheck(
  check: SecretFieldsCheck,
  context: CheckContext,
  known: readonly KnownKey[],
): Diagnosis {
  const given = context.keys.get(check.privateKey);
  if (given === undefined) return NO_DIAGNOSIS;
  const option = `--${check.privateKey}`;
  const own = tryReadKey(given);
  const choices: { key: ReadKey; causes: Cause[] }[] = [];
  if (own?.kind === 'private') choices.push({ key: own, causes: [] });
  for (const { key, detail } of completedKeys(given))
    if (key.kind === 'private')
      choices.push({ key, causes: [{ code: 'key-truncated', where: option, detail }] });
  for (const { label, value } of known) {
    const key = tryReadKey(value);
    if (key?.kind === 'private' && !choices.some((c) => c.key.fingerprint === key.fingerprint))
      choices.push({ key, causes: [{ code: 'key-swapped', where: label }] });
  }
  const causes: Diagnosed[] = [];
  if (own?.kind === 'public')
    causes.push({ code: 'key-type', detail: 'public', where: option, proven: true });
  const plaintexts: { at: string; text: string }[] = [];
  let tried = 0;
  for (const { pointer, text } of failingFields(check, context)) {
    const plain = decodeBinaryText(text.trim());
    const forms: { bytes: Buffer; causes: readonly Cause[] }[] = [
      ...(plain ? [{ bytes: plain.bytes, causes: [] }] : []),
      ...repairsOf(text).map(({ bytes, cause: { code, detail } }) => ({
        bytes,
        causes: [{ code, where: pointer, ...(detail !== undefined && { detail }) }],
      })),
    ];
    const found = firstOpen(choices, forms);
    tried += found.tried;
    if (found.text !== undefined) {
      plaintexts.push({ at: pointer, text: found.text });
      add(
        causes,
        found.causes.map((cause) => ({ ...cause, proven: true })),
      );
    } else if (own?.kind === 'private') {
      const bytes = plain?.bytes ?? forms[0]?.bytes;
      const cut = bytes && cutOff(own, bytes);
      if (cut) add(causes, [{ code: 'truncated', where: pointer, detail: cut, proven: false }]);
    }
  }
  return { causes, tried, depth: 2, plaintexts };
}

/** The same mistake in several fields is told once for each field, but a wrong key only once. */
function add(causes: Diagnosed[], more: readonly Diagnosed[]): void {
  for (const cause of more)
    if (!causes.some((c) => c.code === cause.code && c.where === cause.where && c.detail === cause.detail))
      causes.push(cause);
}

function firstOpen(
  choices: readonly { key: ReadKey; causes: readonly Cause[] }[],
  forms: readonly { bytes: Buffer; causes: readonly Cause[] }[],
): { text?: string; causes: readonly Cause[]; tried: number } {
  let tried = 0;
  // Fewest mistakes first: what is damaged and encrypted for another key comes last.
  const pairs = choices
    .flatMap((choice) => forms.map((form) => ({ choice, form })))
    .sort((a, b) => size(a) - size(b));
  for (const { choice, form } of pairs) {
    tried++;
    const opened = open(choice.key, form.bytes);
    if (opened)
      return { text: opened.text, causes: [...choice.causes, ...form.causes, ...opened.causes], tried };
  }
  return { causes: [], tried };
}

const size = (p: { choice: { causes: readonly Cause[] }; form: { causes: readonly Cause[] } }) =>
  p.choice.causes.length + p.form.causes.length;

function open(key: ReadKey, bytes: Buffer): { text: string; causes: readonly Cause[] } | undefined {
  if (key.family === 'rsa') {
    const result = decryptRsa(key.key, bytes);
    return 'plaintext' in result && isPlausibleText(result.plaintext) && result.plaintext.length > 0
      ? { text: result.plaintext.toString('utf8'), causes: [] }
      : undefined;
  }
  const result = eciesDecrypt(key.key, bytes);
  if ('plaintext' in result) return { text: result.plaintext.toString('utf8'), causes: [] };
  const odd = eciesDecryptOdd(key.key, bytes);
  return (
    odd && { text: odd.plaintext.toString('utf8'), causes: [{ code: 'ecies-variant', detail: odd.variant }] }
  );
}

/** How far the length is from a whole ciphertext of the key; undefined where it is one. */
function cutOff(key: ReadKey, bytes: Buffer): string | undefined {
  if (key.family !== 'rsa') return undefined;
  const block = modulusBytes(key.key);
  const extra = bytes.length % block;
  return extra === 0 ? undefined : `${bytes.length} ≠ n × ${block}`;
}
