import type { KeyProblem } from '../../crypto/key-error.ts';
import type { FindingCode, FindingFacts } from '../../findings/finding.ts';
import { largestUnits } from '../duration.ts';
import { expected } from './expected.ts';
import { unwrapProblem } from './layers.ts';

const duration = (seconds: number) =>
  largestUnits(seconds)
    .map(({ unit, count }) => `${count} ${unit}`)
    .join(' ');

const READINGS: Readonly<Record<string, string>> = { text: 'text', hex: 'hex digits', base64: 'base64' };
const reading = (code: string) => READINGS[code] ?? code;

const CHECKS: Readonly<Record<string, string>> = {
  sign: 'the sign',
  cipher: 'the encryption',
  signature: 'the signature',
  'secret-fields': 'the encrypted fields',
};

/** Why a key cannot be used, and what to do. */
export function keyProblem(problem: KeyProblem): string {
  switch (problem.code) {
    case 'key-empty':
      return 'it is empty';
    case 'key-not-decodable':
      return `character ${problem.offset + 1} belongs to no key: paste it again, whole and without additions`;
    case 'key-truncated':
      return `it is cut off: ${problem.have} of ${problem.need} bytes are there: copy all of it`;
    case 'key-unsupported':
      return UNSUPPORTED_KEYS[problem.what];
    case 'key-damaged':
      return `it is framed as ${problem.container}, but its numbers make no key: characters were changed`;
    case 'key-not-a-key':
      return 'it decodes, but to nothing that is a key: give PEM, or the base64 of PKCS#8, X.509 or PKCS#1';
  }
}

const UNSUPPORTED_KEYS: Readonly<Record<Extract<KeyProblem, { code: 'key-unsupported' }>['what'], string>> = {
  encrypted: 'it is protected by a password: decrypt it first (openssl pkey -in KEY -out PLAIN)',
  openssh: 'it is an OpenSSH key: convert it first (ssh-keygen -p -m PEM)',
  pkcs7: 'it is a PKCS#7 bundle: take the certificate out of it first',
  pkcs12: 'it is a PKCS#12 file: take the key out of it first (openssl pkcs12 -nodes)',
  'jwk-type': 'it is a JWK of another kind than RSA or EC',
  'bare-point': 'it is the bare point of an EC key: give it as X.509 (SPKI), which names the curve',
  algorithm: 'it is neither RSA nor EC on P-256, P-384, P-521 or secp256k1',
  curve: 'its curve is not P-256, P-384, P-521 or secp256k1',
};

function secretField({ reason, length, need }: FindingFacts['secret-field-failed']): string {
  switch (reason) {
    case 'length':
      return `${length} bytes are no whole number of blocks of ${need} bytes: cut off, or for another key`;
    case 'too-short':
      return `${length} bytes are too few; this key needs at least ${need}: cut off, or for another key`;
    case 'wrong-key-or-padding':
      return 'encrypted for another key, or with a padding that is none of PKCS#1 v1.5 and OAEP';
    case 'point-not-on-curve':
      return "it does not begin with a point of the key's curve: for another key, or damaged";
    case 'mac':
      return 'the tag of the ECIES message is wrong: for another key, or damaged';
    case 'key-type':
      return 'the key is not of the family that made it';
    case 'encoding':
      return 'it is neither base64 nor hex';
    case 'not-text':
      return 'what comes out is not text: for another key, or damaged';
  }
}

export const findings: { readonly [C in FindingCode]: (facts: FindingFacts[C]) => string } = {
  'platform-detected': (f) => `platform ${f.platform}, recognised by ${f.reasons.join(', ')}`,
  'platform-unknown': () => 'no platform recognised: name it with --platform',
  'input-problem': (f) => unwrapProblem(f.problem),
  'key-missing': (f) => `${CHECKS[f.check] ?? f.check} not checked: --${f.key} (${f.platform}) is missing`,
  'key-wrong-kind': (f) =>
    `--${f.key} is a ${f.given} key and must be a ${f.needed} one: the two keys are probably swapped`,
  'key-unusable': (f) => `--${f.key} cannot be used: ${keyProblem(f.problem)}`,
  'key-length': (f) =>
    `--${f.key} has the wrong length: ${f.readings.map((r) => `${r.bytes} bytes as ${reading(r.reading)}`).join(', ')}; ${f.expected === 'iv' ? 'an IV has 16' : 'an AES key has 16, 24 or 32'}`,
  'body-unreadable': (f) =>
    f.expected === 'json'
      ? `the body is not JSON${f.line ? `: line ${f.line}, column ${f.column}: ${f.reason}` : ''}`
      : 'the body is not a form (name=value&…)',
  'json-repeated-name': (f) => `${f.pointer} stands twice in the JSON: parsers differ in which one they take`,

  'sign-valid': (f) => `${f.field} is right, by the rule ${f.rule}`,
  'sign-invalid': (f) =>
    `${f.field} is wrong: it is ${f.observed}, and should be ${f.expected} by the rule ${f.rules[0]}${f.rules.length > 1 ? ` (also tried: ${f.rules.slice(1).join(', ')})` : ''}`,
  'sign-missing': (f) =>
    `there is no ${f.field}${f.expected === undefined ? '' : `; it should be ${f.expected}`}`,
  'sign-rule-inferred': (f) =>
    `${f.platform} does not publish its sign rule; ${f.rule} is inferred: replace it with --rule FILE if a genuine callback fails`,
  'sign-rule-other': (f) => `signed by the rule ${f.rule}, not by ${f.default}, which is the usual one`,

  decrypted: (f) =>
    `${f.at || 'the ciphertext'} decrypted: ${f.cipher}, key taken as ${reading(f.keyReading)} (${f.keyBytes} bytes), IV as ${reading(f.ivReading)}, padding ${f.padding}`,
  'decrypt-other-readings': (f) => `${f.at || 'the ciphertext'} also decrypts with ${f.readings.join('; ')}`,
  'decrypt-length': (f) =>
    `${f.at || 'the ciphertext'} cannot be AES-CBC: ${f.length} bytes is not a multiple of 16 (${f.missing} missing, or ${f.extra} too many): copied incompletely?`,
  'decrypt-not-clean': (f) => `${f.at || 'the ciphertext'} decrypts to a text that still ends in padding`,
  'rule-found': (f) => `the rule that fits, to be kept with --save-rule: ${JSON.stringify(f.rule)}`,
  'rule-saved': (f) => `from now on ${f.platform} is checked by the rule in ${f.path}`,
  'rule-saved-used': (f) =>
    `checked by the saved rule in ${f.path}: remove the file to go back to the built-in one`,
  'diagnosis-none': (f) =>
    f.depth < 1
      ? 'no key that is at hand fits: compare with the platform’s console whether the key belongs to this account and environment'
      : `no mistake explains it: ${f.tried} hypotheses tried (${f.depth === 1 ? 'one mistake at a time' : `up to ${f.depth} mistakes at once`}). Look next at the raw bytes of the request (was the body logged before any parsing?) and at whether the key belongs to this account and environment`,
  'decrypt-padding': (f) =>
    `${f.at || 'the ciphertext'} does not decrypt: the padding comes out wrong, so key, IV or ciphertext is not the right one (tried: ${f.tried.join('; ')})`,
  'decrypt-not-text': (f) =>
    `${f.at || 'the ciphertext'} does not decrypt to text: what comes out is no UTF-8 text${f.afterFirstBlock ? ' in the first 16 bytes only: the key is right, the IV is not' : ''} (tried: ${f.tried.join('; ')})`,
  'ciphertext-encoding': (f) => `${f.at || 'the ciphertext'} is neither base64 nor hex: ${f.found}`,
  'ciphertext-other': (f) =>
    `${f.at} holds the ${f.member} ${f.inside}, but /${f.member} in the open is ${f.open}: one of them was changed, or they are of two messages`,
  'ciphertext-missing': (f) => `there is nothing to decrypt at ${f.at}`,

  'signature-valid': (f) =>
    `the signature is right: ${f.algorithm} over ${f.canonical}${f.encoding === 'raw' ? ' (r and s side by side, not DER)' : ''}`,
  'signature-invalid': (f) =>
    f.recovered
      ? `the signature is wrong: made with the right key (${f.algorithm}), but over other content: it holds digest ${f.recovered}, ${f.expected} is that of this request (${f.tried} canonical strings tried)`
      : `the signature is wrong: ${f.algorithm} does not verify with any of ${f.tried} canonical strings`,
  'signature-wrong-key': (f) =>
    `the signature is wrong: it was not made with the private key that belongs to --${f.key} (${f.algorithm})`,
  'signature-missing': (f) => `there is no signature: header ${f.at} is missing`,
  'signature-encoding': (f) => `the signature in ${f.at} is neither base64 nor hex`,
  'signature-length': (f) =>
    `the signature in ${f.at} has ${f.length} bytes; this key makes ${f.expected}: another key, or cut off`,
  'signature-rule-inferred': (f) =>
    `${f.platform} does not publish what it signs; found: ${f.rule} (fix it with --canonical)`,

  'secret-field-decrypted': (f) =>
    `${f.pointer || 'the value'} decrypted: ${f.scheme}${f.blocks > 1 ? `, ${f.blocks} blocks` : ''}`,
  'secret-field-failed': (f) => `${f.pointer || 'the value'} does not decrypt: ${secretField(f)}`,

  'schema-valid': (f) => `matches the schema ${f.schema}`,
  'schema-problem': (f) =>
    `${f.pointer || '(top level)'}: ${expected(f.expected)}${f.found === undefined ? '' : `, found ${f.found}`}`,
  'schema-none': (f) => `no schema for the message ${f.event}`,

  'timestamp-fresh': (f) => `${f.at} is fresh: ${duration(f.ageSeconds)} old`,
  'timestamp-old': (f) =>
    `${f.at} is ${duration(f.ageSeconds)} old, more than ${duration(f.windowSeconds)}: a log entry, a retry, or a replay; it says nothing about the signature`,
  'timestamp-future': (f) => `${f.at} is ${duration(f.aheadSeconds)} in the future: a clock is wrong`,
  'timestamp-unit': (f) => `${f.at} is in ${f.found}, documented are ${f.documented}`,
  'timestamp-format': (f) => `${f.at} is not a time: ${f.found}; expected ${f.expected}`,

  'answer-accepted': (f) => `the answer ends the retries (${f.ms} ms)`,
  'answer-refused': (f) =>
    `the answer says ${f.field} ${f.value}${f.meaning ? ` (${f.meaning.en})` : ''}: ${f.final ? 'the platform takes it as failed and sends no more' : 'the platform will send again'}`,
  'answer-none': (f) => `there is no answer: ${f.reason}; the platform will send again`,
  'answer-not-json': (f) =>
    f.bytes === 0
      ? 'the answer is empty; it must be JSON'
      : `the answer is not JSON: it begins with ${f.start}${f.contentType ? ` (${f.contentType})` : ''}`,
  'answer-field-missing': (f) => `the answer lacks ${f.field}: the platform takes it as failed`,
  'answer-code': (f) =>
    `${f.pointer || '(top level)'} of the answer: ${expected(f.expected)}${f.found === undefined ? '' : `, found ${f.found}`}`,
  'answer-status': (f) => `the answer has HTTP status ${f.status}; only 2xx counts as received`,
  'answer-slow': (f) =>
    `the answer took ${f.seconds} s; ${f.documented ? `the platform waits ${f.limit} s` : `most platforms give up after ${f.limit} s`}`,

  retry: (f) =>
    `attempt ${f.attempt}${f.of === undefined ? '' : ` of ${f.of}`} of ${f.first}, ${duration(f.afterSeconds)} after the one before${f.dueSeconds === undefined ? '' : ` (planned: ${duration(f.dueSeconds)})`}: ${f.onSchedule ? 'on schedule' : 'NOT on schedule'}${f.nextSeconds === undefined ? '' : `; the next is due in ${duration(f.nextSeconds)}`}`,
  replayed: (f) =>
    `the same bytes as ${f.first} came again after ${duration(f.afterSeconds)} (number ${f.attempt}), off the retry plan: a replay`,
  duplicate: (f) =>
    `the same message as ${f.first} came again after ${duration(f.afterSeconds)} (number ${f.attempt}), though it had been answered well: process it once only`,
};
