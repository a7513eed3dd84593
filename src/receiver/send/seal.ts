/** Turns a draft into the request that the platform would send: encrypted, signed, written as bytes. */
import { computeSign } from '../../checks/sign.ts';
import { templateValues } from '../../checks/signature.ts';
import { AES_BLOCK, AES_KEY_LENGTHS, aesEncrypt, readingsOf } from '../../crypto/aes.ts';
import { eciesEncrypt } from '../../crypto/ecies.ts';
import { KeyError } from '../../crypto/key-error.ts';
import { type ReadKey, readKey } from '../../crypto/keys.ts';
import { encryptRsa } from '../../crypto/rsa.ts';
import { signWith } from '../../crypto/signature.ts';
import { Problem } from '../../findings/problem.ts';
import { atPointer, printJson, replaceStrings, scalarText } from '../../json/node.ts';
import type {
  CipherCheck,
  Platform,
  SecretFieldsCheck,
  SignatureCheck,
  SignCheck,
} from '../../platforms/platform.ts';
import { readBody } from '../../request/fields.ts';
import type { CallbackRequest } from '../../request/request.ts';
import type { SignRule } from '../../rules/sign-rule.ts';
import { fillTemplate, parseTemplate } from '../../rules/template.ts';
import { encodeValue } from '../../rules/value-encoding.ts';
import { type Draft, withHeader, withText } from './draft.ts';

export interface Seals {
  readonly platform: Platform;
  readonly keys: ReadonlyMap<string, string>;
  /** Instead of the platform's first rule. */
  readonly signRule?: SignRule;
  readonly canonical?: string;
  /** The name of the variable that a missing key may stand in. */
  readonly variableOf: (slot: string) => string;
}

/** The whole request. Throws a Problem when a key is missing or cannot be used. */
export function seal(draft: Draft, seals: Seals): CallbackRequest & { readonly method: string } {
  let open = draft;
  for (const check of seals.platform.checks) {
    if (check.kind === 'secret-fields') open = encryptSecrets(open, check, seals);
    if (check.kind === 'cipher') open = encryptBlobs(open, check, seals);
  }
  for (const check of seals.platform.checks) if (check.kind === 'sign') open = addSign(open, check, seals);
  let request = requestOf(open);
  for (const check of seals.platform.checks)
    if (check.kind === 'signature') request = addSignature(request, check, seals);
  return request;
}

/** The request that a draft stands for as it is. */
function requestOf({ headers, body }: Draft): CallbackRequest & { readonly method: string } {
  const text =
    body.kind === 'json'
      ? printJson(body.json)
      : body.fields
          .map(
            ({ name, value }) => `${encodeValue('java-url', name)}=${encodeValue('java-url', value ?? '')}`,
          )
          .join('&');
  return { method: 'POST', headers, body: Buffer.from(text, 'utf8') };
}

function needKey({ platform, keys, variableOf }: Seals, slot: string): string {
  const key = keys.get(slot);
  if (key !== undefined) return key;
  throw new Problem('key-missing', { platform: platform.id, keys: [slot], variables: [variableOf(slot)] });
}

function needPair(seals: Seals, slot: string, kind?: 'private'): ReadKey {
  const text = needKey(seals, slot);
  try {
    const key = readKey(text);
    if (kind === undefined || key.kind === kind) return key;
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    throw new Problem('key-unusable', { key: slot, reason: error.facts.code });
  }
  throw new Problem('key-unusable', { key: slot, reason: `not a ${kind} key` });
}

function encryptBlobs(draft: Draft, check: CipherCheck, seals: Seals): Draft {
  if (draft.encrypted.length === 0) return draft;
  const { rule } = check;
  const [key] = readingsOf(needKey(seals, check.key), rule.keyReadings, AES_KEY_LENGTHS);
  const [iv] = readingsOf(needKey(seals, check.iv), rule.ivReadings, [AES_BLOCK]);
  if (!key) throw new Problem('key-unusable', { key: check.key, reason: '16, 24, 32' });
  if (!iv) throw new Problem('key-unusable', { key: check.iv, reason: '16' });
  return draft.encrypted.reduce((current, { at, json }) => {
    const plaintext = Buffer.from(printJson(json), 'utf8');
    const blob = aesEncrypt(rule.mode, rule.padding, key.bytes, iv.bytes, plaintext);
    return withText(current, at, blob.toString(rule.encoding));
  }, draft);
}

function encryptSecrets(draft: Draft, check: SecretFieldsCheck, seals: Seals): Draft {
  if (draft.secrets.length === 0 || draft.body.kind !== 'json') return draft;
  const { key, family } = needPair(seals, check.privateKey);
  const { json } = draft.body;
  const encrypted = new Map(
    draft.secrets.flatMap((pointer) => {
      const text = scalarText(atPointer(json, pointer));
      if (text === undefined) return [];
      const bytes = Buffer.from(text, 'utf8');
      const blob =
        family === 'rsa'
          ? encryptRsa(key, bytes, { kind: 'pkcs1' }, true)
          : eciesEncrypt(key, bytes, { hash: 'sha1', point: 'uncompressed' });
      return [[pointer, blob.toString('base64')] as const];
    }),
  );
  return { ...draft, body: { kind: 'json', json: replaceStrings(json, encrypted) } };
}

function addSign(draft: Draft, check: SignCheck, seals: Seals): Draft {
  const rule = seals.signRule ?? check.rules[0];
  if (!rule) return draft;
  const { fields } = readBody(requestOf(draft));
  return withText(
    draft,
    { field: check.field },
    computeSign(rule, fields, needKey(seals, check.secret)).sign,
  );
}

function addSignature(
  request: CallbackRequest & { readonly method: string },
  check: SignatureCheck,
  seals: Seals,
): CallbackRequest & { readonly method: string } {
  const [rule] = check.rules;
  const slot = check.signingKey;
  if (!rule || slot === undefined || !('header' in check.at)) return request;
  const { key } = needPair(seals, slot, 'private');
  const body = readBody(request);
  const context = { platform: seals.platform, request, body, keys: seals.keys, now: 0 };
  const bytes = fillTemplate(
    parseTemplate(seals.canonical ?? rule.canonical),
    templateValues(check, context),
  );
  if (!bytes)
    throw new Problem('canonical-invalid', {
      found: seals.canonical ?? rule.canonical,
      known: Object.keys(check.sources),
    });
  const signature = signWith(key, rule.digests[0] ?? 'sha256', bytes);
  return { ...request, headers: withHeader(request.headers, check.at.header, signature.toString('base64')) };
}
