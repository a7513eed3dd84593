import type { ProblemCode, ProblemFacts } from '../../findings/problem.ts';

const meant = (word: string | undefined) => (word === undefined ? '' : ` (did you mean ${word}?)`);
const list = (words: readonly string[]) => words.join(', ');

export const problems: { readonly [C in ProblemCode]: (facts: ProblemFacts[C]) => string } = {
  'no-input': () =>
    'nothing to read: give the callback as an argument, with --file, --clipboard, or pipe it in',
  'input-empty': () => 'the input is empty: was the right thing copied?',
  'input-binary': (f) =>
    `the input is binary (${f.bytes} bytes), not a callback: give the text of the request, its body, or a base64 or hex blob`,
  'input-unrecognised': (f) =>
    `the input (${f.bytes} bytes) is no callback in any form that is known: give a JSON or form body, a raw HTTP request, a curl command, a HAR, or a base64 or hex blob`,
  'input-too-large': (f) =>
    `the input is too large: ${f.bytes} bytes, at most ${f.limit}: cut the callback out of it`,
  'input-twice': (f) => `both ${f.first} and ${f.second} are given as input: give one`,
  'input-is-key': () =>
    'the input is a key, not a callback: give keys with their options, e.g. --ivs-public-key @FILE',
  'input-choice': (f) =>
    `the input holds ${f.count} requests: choose one with --entry N: ${f.choices.join('; ')}`,
  'entry-out-of-range': (f) => `--entry ${f.entry}: the input holds ${f.count} requests, counted from 1`,
  'file-unreadable': (f) => `cannot read ${f.path}: ${f.reason}`,
  'clipboard-unavailable': (f) => `cannot read the clipboard: ${f.reason}`,
  'secret-file-unreadable': (f) => `--${f.option}: cannot read ${f.path}: ${f.reason}`,
  'secret-variable-unset': (f) => `--${f.option}: the environment variable ${f.name} is not set`,
  'secret-empty': (f) => `--${f.option} is empty`,
  'key-missing': (f) =>
    `a key of ${f.platform} is missing: give ${f.keys.map((k) => `--${k}`).join(' and ')} (literal, @file or env:NAME), or set ${list(f.variables)}`,
  'key-unusable': (f) => `--${f.key} cannot be used: ${f.reason}`,
  'platform-unknown': (f) => `there is no platform ${f.platform}${meant(f.meant)}: one of ${list(f.known)}`,
  'platform-undetected': (f) => `cannot tell which platform this is of: give --platform ${f.known.join('|')}`,
  'platform-has-no': (f) => `${f.command} is not for ${f.platform}: it works for ${list(f.able)}`,
  'not-for-platform': (f) => `--${f.option} is not an option for ${f.platform}`,
  'rule-unknown': (f) => `there is no rule ${f.rule}: a file, or one of ${list(f.known)}`,
  'rule-invalid': (f) => `the rule in ${f.path} cannot be used: ${f.reason}`,
  'canonical-invalid': (f) =>
    `--canonical cannot be read at «${f.found}»: it may name ${f.known.map((k) => `{${k}}`).join(', ')}`,
  'schema-unknown': (f) => `there is no schema ${f.schema}: a file, or one of ${list(f.known)}`,
  'schema-invalid': (f) =>
    `the schema ${f.path} cannot be used: ${f.reason}${f.pointer ? ` at ${f.pointer}` : ''}`,
  'schema-undetected': (f) =>
    `cannot tell which schema applies: give --schema FILE, or one of ${list(f.known)}`,
  'not-json': (f) => `this is not JSON: line ${f.line}, column ${f.column}: ${f.reason}`,
  'nothing-to-decrypt': () => 'nothing here looks encrypted: give the blob, or the body that holds it',
  'nothing-to-sign': () => 'there are no parameters to sign: give a form body or a JSON object',
  'option-value': (f) => `${f.option} ${f.value}: ${f.expected}`,
  'listen-failed': (f) =>
    f.reason === 'EADDRINUSE'
      ? `port ${f.port} is taken: give another one with --port, or --port 0 for any free one`
      : `cannot listen on ${f.host}, port ${f.port}: ${f.reason}`,
  'tunnel-missing': (f) => `${f.program} is not installed: ${f.install}`,
  'history-unusable': (f) => `the history in ${f.path} cannot be used: ${f.reason}`,
  'delivery-unknown': (f) => `there is no delivery ${f.id} in the history: cbk history lists them`,
  'message-unknown': (f) => `${f.platform} has no message ${f.message}: one of ${list(f.known)}`,
  'field-unknown': (f) => `there is no field ${f.name} in this message`,
  'tamper-impossible': (f) =>
    `--tamper ${f.tamper} means nothing for ${f.platform}: it takes ${list(f.able)}`,
  'argument-missing': (f) => `${f.what} is missing`,
  'profiles-invalid': (f) =>
    `the stored profiles are damaged${f.at ? ` at ${f.at}` : ' (no JSON)'}: mend or remove ${f.path}`,
  'profile-unknown': (f) =>
    f.known.length === 0
      ? `there is no profile ${f.profile}, and no other: store a key with cbk profile set`
      : `there is no profile ${f.profile}${meant(f.meant)}: there is ${list(f.known)}`,
  'profile-name': (f) =>
    `${f.name} cannot be the name of a profile: letters, digits, ".", "_" and "-", at most 64`,
  'key-address-unknown': (f) => `there is no key ${f.address}${meant(f.meant)}: one of ${list(f.known)}`,
  'key-not-stored': (f) =>
    `the profile ${f.profile} has no ${f.address}${f.stored.length > 0 ? `: it has ${list(f.stored)}` : ', nor any other key'}`,
  'project-file-invalid': (f) =>
    `${f.path} cannot be used${f.at ? `: ${f.at}` : ': it is no JSON object'}; it may hold ${list(f.known)}`,
  'project-file-secret': (f) =>
    `${f.path} holds a key at ${f.at}: a project file is shared; take it out and store it with cbk profile set`,
  'editor-failed': (f) => `the editor ${f.editor} ended with ${f.reason}: set VISUAL or EDITOR`,
  'clipboard-no-display': () =>
    'there is no display here (SSH?), so no clipboard to read: paste the text, or pipe it in',
  'file-exists': (f) => `${f.path} is there already: it is left as it is`,
  'file-unwritable': (f) => `cannot write ${f.path}: ${f.reason}`,
  unexpected: (f) =>
    `cbk itself failed (${f.error}): please report it with the command; CBK_DEBUG=1 shows where`,
};
