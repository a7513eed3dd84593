/** Why a signature does not verify: another key, a damaged signature, or other content than was thought. */

import { isUtf8 } from 'node:buffer';
import { createPublicKey } from 'node:crypto';
import type { CheckContext } from '../../checks/context.ts';
import { templateValues } from '../../checks/signature.ts';
import { type ReadKey, tryReadKey } from '../../crypto/keys.ts';
import { recoverDigestInfo } from '../../crypto/rsa.ts';
import { decodeBinaryText } from '../../encoding/binary-text.ts';
import { decodeGbk } from '../../encoding/gbk.ts';
import { sourceName, valueAt } from '../../platforms/index.ts';
import type { SignatureCheck } from '../../platforms/platform.ts';
import { header } from '../../request/request.ts';
import { fillTemplate, parseTemplate, showCanonical } from '../../rules/template.ts';
import { repairsOf } from '../binary-repair.ts';
import { type Cause, type CauseCode, causeOf, type Diagnosed } from '../cause.ts';
import { completedKeys } from '../completed-keys.ts';
import { type Diagnosis, NO_DIAGNOSIS } from '../diagnosis.ts';
import type { KnownKey } from '../key-change.ts';
import { remembering } from '../remembering.ts';
import type { Effort } from '../search.ts';
import { fitsDigest, fitsSignature, type SignatureInput, searchSignature } from './search.ts';
import { templateDeviations } from './templates.ts';

/** A public key to try, with the mistake that using it stands for. */
interface KeyChoice {
  readonly key: ReadKey;
  readonly causes: readonly Cause[];
}

/** Explains a signature that does not verify with the given key over the known canonical strings. */
export function diagnoseSignatureCheck(
  check: SignatureCheck,
  context: CheckContext,
  known: readonly KnownKey[],
  effort: Effort,
): Diagnosis {
  const text = valueAt(check.at, context.request, context.body);
  const given = context.keys.get(check.publicKey);
  if (text === undefined || given === undefined) return NO_DIAGNOSIS;
  const where = sourceName(check.at);
  const plain = decodeBinaryText(text.trim());
  const signatures = [
    ...(plain ? [{ bytes: plain.bytes, causes: [] }] : []),
    ...repairsOf(text).map(({ bytes, cause }) => ({ bytes, causes: [{ ...cause, where }] })),
  ];
  const input = inputOf(check, context);
  const othersOf = templatesFor(input);
  let tried = 0;
  let depth = -1;
  let other: Diagnosis | undefined;
  for (const choice of keyChoices(check, given, known))
    for (const signature of signatures) {
      const causes = [...choice.causes, ...signature.causes];
      const opened = open(choice.key, check, signature.bytes);
      if (!opened) continue;
      // A key of another owner is only tried with the known canonical strings: enough to tell that it is the right one.
      const reach = choice.causes.length > 0 && choice.key.family === 'ec' ? { ...effort, depth: 0 } : effort;
      const result = searchSignature(
        { ...input, fits: opened.fits, others: othersOf(choice.key.family) },
        reach,
      );
      tried += result.tried;
      depth = Math.max(depth, result.depth);
      const [hit] = result.hits;
      const proven = (cause: Cause): Diagnosed => ({ ...cause, proven: true });
      if (hit) {
        const found = hit.deviations.map((deviation) => ({
          ...causeOf(deviation),
          code: refine(deviation.code, context, hit.state.body),
        }));
        const expected = fillTemplate(
          parseTemplate(context.canonical ?? check.rules[0]?.canonical ?? ''),
          templateValues(check, context),
        );
        return {
          causes: [...causes, ...transcoded(context), ...found].map(proven),
          tried,
          depth,
          ...(expected &&
            hit.state.signed &&
            found.length > 0 && {
              evidence: { expected: showCanonical(expected), signed: showCanonical(hit.state.signed) },
            }),
          canonical: hit.state.template,
        };
      }
      // The digest that an RSA signature holds proves the key even where the content stays unknown.
      if (causes.length > 0 && opened.keyProven) other ??= { causes: causes.map(proven), tried, depth };
    }
  if (other) return { ...other, tried, depth };
  const half = ownHalf(check, given, context);
  const [signature] = signatures;
  return {
    causes: half.length > 0 || !signature ? half : otherFamily(check, given, signature.bytes),
    tried,
    depth,
  };
}

/** A captured body that is no UTF-8 was read as GBK; where that verifies, it was signed in UTF-8. */
function transcoded({ request }: CheckContext): Cause[] {
  return isUtf8(request.body) ? [] : [{ code: 'charset-gbk', detail: 'transcoded' }];
}

/** Re-serialised or signed in another form? The length that was announced tells whether the captured bytes are those of the wire. */
function refine(code: CauseCode, { request }: CheckContext, signed: string): CauseCode {
  if (code !== 'json-reserialised') return code;
  const announced = Number(header(request, 'content-length') ?? Number.NaN);
  return announced === request.body.length && announced !== Buffer.byteLength(signed) ? 'body-not-raw' : code;
}

function inputOf(check: SignatureCheck, context: CheckContext): Omit<SignatureInput, 'fits' | 'others'> {
  const values = templateValues(check, context);
  const { body } = context.request;
  const templates =
    context.canonical === undefined ? check.rules.map(({ canonical }) => canonical) : [context.canonical];
  return {
    body: isUtf8(body) ? body.toString('utf8') : (decodeGbk(body) ?? body.toString('latin1')),
    texts: values.texts,
    fields: values.params,
    known: templates.map((template) => ({ template, parts: parseTemplate(template) })),
  };
}

/** The other templates for a family of keys, made once for all keys and forms of the signature. */
function templatesFor({ texts, known }: Omit<SignatureInput, 'fits' | 'others'>) {
  const names = Object.keys(texts).filter((name) => texts[name] !== undefined);
  const templates = known.map(({ template }) => template);
  return remembering((family: ReadKey['family']) => templateDeviations(names, templates, family === 'ec'));
}

/** How a signature is compared under a key; undefined when an RSA signature shows that it was made with another one. */
function open(key: ReadKey, check: SignatureCheck, signature: Buffer) {
  const digests = check.rules[0]?.digests ?? [];
  if (key.family === 'ec')
    return { fits: fitsSignature(key.key, digests.slice(0, 2), signature), keyProven: false };
  const recovered = recoverDigestInfo(key.key, signature);
  if ('problem' in recovered) return undefined;
  return { fits: fitsDigest(recovered.algorithm, recovered.digest), keyProven: true };
}

/** The given key, its public half where it is a private one, what it is when it is complete, and the other keys that are known. */
function keyChoices(check: SignatureCheck, given: string, known: readonly KnownKey[]): KeyChoice[] {
  const choices: KeyChoice[] = [];
  const seen = new Set<string>();
  const add = (key: ReadKey | undefined, cause: (key: ReadKey) => Cause[]) => {
    if (!key || seen.has(key.fingerprint)) return;
    seen.add(key.fingerprint);
    const publicKey =
      key.kind === 'private' ? { ...key, key: createPublicKey(key.key), kind: 'public' as const } : key;
    choices.push({ key: publicKey, causes: cause(key) });
  };
  const where = `--${check.publicKey}`;
  add(tryReadKey(given), (key) =>
    key.kind === 'private' ? [{ code: 'key-type', detail: 'private', where }] : [],
  );
  for (const { key, detail } of completedKeys(given))
    add(key, () => [{ code: 'key-truncated', detail, where }]);
  for (const { label, value } of known) add(tryReadKey(value), () => [{ code: 'key-swapped', where: label }]);
  return choices;
}

/** A signature that has the size and form of the other family of keys: a suspicion, since nothing verifies. */
function otherFamily(check: SignatureCheck, given: string, signature: Buffer): Diagnosed[] {
  const family = tryReadKey(given)?.family;
  // ECDSA in DER is a SEQUENCE of two numbers of about 32 bytes; RSA signatures are as long as the modulus.
  const isDer = signature.length < 80 && signature[0] === 0x30 && signature[1] === signature.length - 2;
  const looksLike = isDer ? 'ec' : [128, 256, 384, 512].includes(signature.length) ? 'rsa' : undefined;
  if (!family || !looksLike || looksLike === family) return [];
  const where = `--${check.publicKey}`;
  return [
    {
      code: 'key-type',
      where,
      detail: `${family.toUpperCase()} ≠ ${looksLike.toUpperCase()}`,
      proven: false,
    },
  ];
}

/** The public half of one's own private key in the place of the platform's: true whatever the signature is. */
function ownHalf(check: SignatureCheck, given: string, context: CheckContext): Diagnosed[] {
  const key = tryReadKey(given);
  for (const [slot, text] of context.keys) {
    if (slot === check.publicKey) continue;
    const other = tryReadKey(text);
    if (key && other?.kind === 'private' && other.fingerprint === key.fingerprint)
      return [{ code: 'key-swapped', where: `--${slot}`, detail: 'own pair', proven: true }];
  }
  return [];
}
