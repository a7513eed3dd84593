import type { Dialogue } from '../dialogue.ts';
import { keyProblem } from './findings.ts';

const USES = { 'aes-key': 'an AES key', 'aes-key-or-iv': 'an AES key or an IV', none: 'no AES key or IV' };
const READINGS = { text: 'as text', hex: 'as hex digits', base64: 'as base64' };

export const dialogue: Dialogue = {
  warnings: {
    'profiles-readable-by-others': (f) =>
      `others can read your keys: ${f.path} has mode ${f.mode}; put it right with: chmod 600 ${f.path}`,
    'project-profile-missing': (f) =>
      `${f.path} names the profile ${f.profile}, which you do not have: store your keys with cbk profile set … --profile ${f.profile}`,
  },
  profiles: {
    inUse: '(in use)',
    none: 'no keys are stored yet: begin with cbk profile set haitouhui.secret',
    noKeys: 'no keys',
    characters: (count) => `${count} characters`,
    set: (address, profile, fingerprint) =>
      `stored ${address} in the profile ${profile} (fingerprint ${fingerprint})`,
    removedKey: (address, profile) => `removed ${address} from the profile ${profile}`,
    removedProfile: (profile, keys) =>
      `removed the profile ${profile} with ${keys} ${keys === 1 ? 'key' : 'keys'}`,
    using: (profile) => `from now on: profile ${profile}`,
    overruled: (by, profile) =>
      `${by === 'variable' ? 'the variable CBK_PROFILE' : '.cbk.json'} names ${profile}, and that wins here`,
    mistyped: {
      'white-space': 'it begins or ends with white space: was it copied with more than the key?',
      quotes: 'it stands in quotes, and they are stored with it: is that right?',
      'not-a-key': 'it is not the key that belongs here: see cbk keys inspect',
    },
    halves: { private: 'private', public: 'public' },
  },
  keys: {
    prompt: 'Paste the key (it is not shown):',
    labels: {
      kind: 'Kind',
      size: 'Size',
      curve: 'Curve',
      container: 'Container',
      encoding: 'Encoding',
      fingerprint: 'Fingerprint',
      subject: 'Subject',
      validity: 'Valid',
      length: 'Characters',
      readings: 'Could be',
      repairs: 'Repaired',
      matches: 'Matches',
      sample: 'Sample',
      usable: 'usable as it is',
      problem: 'This key cannot be used',
    },
    families: {
      rsa: { private: 'RSA private key', public: 'RSA public key' },
      ec: { private: 'EC private key', public: 'EC public key' },
    },
    secret: 'shared secret (no key of a pair)',
    bits: (count) => `${count} bits${count < 2048 ? ' (too short for new keys)' : ''}`,
    containers: {
      pkcs1: 'PKCS#1',
      pkcs8: 'PKCS#8',
      spki: 'X.509 (SubjectPublicKeyInfo)',
      sec1: 'SEC 1',
      certificate: 'X.509 certificate',
      jwk: 'JWK',
    },
    encodings: {
      pem: 'PEM',
      'pem-one-line': 'PEM on one line',
      base64: 'base64 without BEGIN and END',
      base64url: 'base64url without BEGIN and END',
      hex: 'hex digits',
      jwk: 'JSON',
    },
    repairs: {
      'invisible-characters': 'it holds invisible characters, such as a chat program adds: take them out',
      escapes: 'it holds backslash escapes (\\u003d, \\/): it was copied from JSON or source code',
      'literal-newlines': 'backslash and n stand where lines should end: put real line ends there',
      'percent-encoded': 'it is URL-encoded: decode it once',
      'string-concatenation': 'it holds the quotes and plus signs of source code ("…" + "…"): take them out',
      assignment: 'a name and an equals sign or colon stand in front: take them away',
      quotes: 'it stands in quotes: take them away',
      'white-space': 'it holds spaces or empty lines: take them out',
      'one-line': 'BEGIN, the key and END stand on one line: many programs want line ends between them',
      'wrong-label': 'BEGIN names another kind of key than this is: Java and OpenSSL will refuse it',
      'no-label': 'the kind of key is missing between BEGIN and the hyphens',
      'half-label': 'the BEGIN or the END line is missing',
      dashes: 'BEGIN and END must have exactly five hyphens on either side',
      'surrounding-text': 'other text stands around the key: cut it away',
      'missing-padding': 'the = at the end is missing or wrong: base64 has a multiple of four characters',
      'url-safe-alphabet': 'it is written with - and _ where PEM has + and /',
      'plus-as-space': 'spaces stand where + belongs: it went through a form or a URL',
      'base64-twice': 'it was put into base64 twice: decode it once',
      'trailing-bytes': 'bytes follow behind the key: cut them off',
    },
    howToRepair:
      'cbk reads it all the same; for other programs write it clean: cbk keys inspect … --out FILE',
    problem: keyProblem,
    matches: (address, profile, same) =>
      same === 'same'
        ? `the same as ${address} in the profile ${profile}`
        : `the other half of ${address} in the profile ${profile}`,
    noMatch: 'in no profile',
    sample: (platform) =>
      `it is the sample key of the documentation of ${platform}: ask the platform for your own`,
    reading: (reading, bytes, use) => `${READINGS[reading]}: ${bytes} bytes, ${USES[use]}`,
    edges: {
      'white-space': 'white space stands before or behind it: most programs take it for a part of the key',
      quotes: 'it stands in quotes: most programs take them for a part of the key',
      invisible: 'it holds invisible characters: most programs take them for a part of the key',
    },
    expired: 'the certificate has expired',
    repairedTo: (path) => `written clean to ${path}`,
    generating: (what) => `making a pair (${what})…`,
    wrote: (path, what) =>
      what === 'private' ? `private key: ${path} (mode 600; it stays with you)` : `public key: ${path}`,
    stored: (address, profile) => `private key: stored as ${address} in the profile ${profile}`,
    handIn: (platform) => `give the public key above to ${platform}; the private one decrypts what comes`,
  },
  paste: {
    ask: 'Paste the callback, then press Enter (Ctrl-D ends, Ctrl-E opens the editor, Esc leaves):',
    received: (lines, bytes) => `${lines} ${lines === 1 ? 'line' : 'lines'}, ${bytes} bytes`,
    kinds: {
      request: 'HTTP request',
      json: 'JSON body',
      form: 'form body',
      blob: 'ciphertext',
      unknown: 'not recognised yet',
      empty: 'empty',
      binary: 'binary',
    },
    several: (requests) => `${requests} requests`,
  },
  clipboard: {
    sentToTerminal:
      'sent to the clipboard of your terminal (OSC 52); where it does not take that, use cbk … | clip',
    failed: (reason) => `not copied: ${reason}`,
    noDisplay: 'there is no display here (SSH?), and the terminal cannot take it',
    tooLong: (bytes) => `not copied: ${bytes} bytes are too many for the terminal's clipboard`,
    watching: 'copy a callback, and it is inspected (Ctrl-C ends)',
  },
  menu: {
    title: 'What has come in?',
    paste: 'Paste a callback',
    clipboard: 'Take it from the clipboard',
    file: 'Open a file',
    lastFailed: 'The last failed delivery',
    platforms: 'Look up a platform',
    keys: 'Keys',
    quit: 'Leave',
    back: 'Back',
    hint: 'arrows choose, Enter goes on, Esc goes back, Ctrl-C leaves',
    askFile: 'File:',
    next: 'And now?',
    copy: 'Copy the result',
    saveKeys: (addresses) => `Save the keys (${addresses.join(', ')})`,
    deeper: 'Try a deeper diagnosis',
    replay: 'Send it to a URL again',
    fixture: 'Save it as a test fixture',
    commandLine: 'Show the command line for a script',
    another: 'Another callback',
    askProfile: 'Profile:',
    askUrl: 'URL:',
    askFixture: 'File for the fixture:',
    wroteFixture: (path) => `written to ${path}`,
    commandIs: 'The same in a script:',
    setVariables: (names) => `with the keys in ${names.join(', ')}`,
    whichPlatform: 'Which platform is it from?',
    pickKey: (what) => `${what}:`,
    typeKey: 'Type or paste it',
    skipKey: 'Go on without it',
  },
};
