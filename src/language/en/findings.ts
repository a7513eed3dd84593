import type { FindingCode, FindingFacts } from '../../findings/finding.ts';
import { largestUnits } from '../duration.ts';

const duration = (seconds: number) =>
  largestUnits(seconds)
    .map(({ unit, count }) => `${count} ${unit}`)
    .join(' ');

const READINGS: Readonly<Record<string, string>> = { text: 'text', hex: 'hex digits', base64: 'base64' };
const reading = (code: string) => READINGS[code] ?? code;

export const findings: { readonly [C in FindingCode]: (facts: FindingFacts[C]) => string } = {
  'platform-detected': (f) => `platform ${f.platform}, recognised by ${f.reasons.join(', ')}`,
  'platform-unknown': () => 'no platform recognised: name it with --platform',
  'input-damaged': (f) => `the input looks damaged: ${f.problem}${f.detail ? ` (${f.detail})` : ''}`,
  'key-missing': (f) => `${f.check} not checked: no --${f.key} for ${f.platform}`,
  'key-wrong-kind': (f) =>
    `--${f.key} is a ${f.given} key and must be a ${f.needed} one: the two keys are probably swapped`,
  'key-unusable': (f) => `--${f.key} cannot be used: ${f.reason}`,
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
    `${f.at} decrypted: ${f.cipher}, key taken as ${reading(f.keyReading)} (${f.keyBytes} bytes), IV as ${reading(f.ivReading)}, padding ${f.padding}`,
  'decrypt-other-readings': (f) => `${f.at} also decrypts with ${f.readings.join('; ')}`,
  'decrypt-length': (f) =>
    `${f.at} cannot be AES-CBC: ${f.length} bytes is not a multiple of 16 (${f.missing} missing, or ${f.extra} too many): copied incompletely?`,
  'decrypt-key-length': (f) =>
    `--${f.key} has the wrong length: ${f.length} characters; ${f.expected} are needed`,
  'decrypt-padding': (f) =>
    `${f.at} does not decrypt: the padding comes out wrong, so key, IV or ciphertext is not the right one (tried: ${f.tried.join('; ')})`,
  'decrypt-not-text': (f) =>
    `${f.at} does not decrypt to text: what comes out is not UTF-8 (tried: ${f.tried.join('; ')})`,
  'ciphertext-encoding': (f) => `${f.at} is neither base64 nor hex: ${f.found}`,
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
    `${f.pointer} decrypted: ${f.scheme}${f.blocks > 1 ? `, ${f.blocks} blocks` : ''}`,
  'secret-field-failed': (f) => `${f.pointer} does not decrypt: ${f.reason}`,
  'secret-fields-none': () => 'no value of the body looks encrypted for this key',

  'schema-valid': (f) => `matches the schema ${f.schema}`,
  'schema-problem': (f) => `${f.pointer || '(top level)'}: expected ${f.expected}, found ${f.found}`,
  'schema-none': (f) => `no schema for the message ${f.event}`,

  'timestamp-fresh': (f) => `${f.at} is fresh: ${duration(f.ageSeconds)} old`,
  'timestamp-old': (f) =>
    `${f.at} is ${duration(f.ageSeconds)} old, more than ${duration(f.windowSeconds)}: a log entry, a retry, or a replay; it says nothing about the signature`,
  'timestamp-future': (f) => `${f.at} is ${duration(f.aheadSeconds)} in the future: a clock is wrong`,
  'timestamp-unit': (f) => `${f.at} is in ${f.found}, documented are ${f.documented}`,
  'timestamp-format': (f) => `${f.at} is not a time: ${f.found}; expected ${f.expected}`,
};
