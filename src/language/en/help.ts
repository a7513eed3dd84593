import type { Help } from '../help.ts';

const help: Help = {
  description: 'Says which mistake makes a callback fail, and proves it',
  commands: {
    inspect: 'everything that can be found out about a callback, in one report',
    decrypt: 'the plaintext of an encrypted value, body or token',
    sign: 'the sign of parameters',
    verify: 'whether a request is genuine, and its decrypted secret fields',
    validate: 'check a payload against a built-in or own JSON Schema',
    platforms: "a platform's fields, codes, answer and retries",
  },
  options: {
    file: 'read the input from a file (- is stdin)',
    clipboard: 'read the input from the clipboard',
    entry: 'which request, where the input holds several (from 1)',
    platform: 'haomiao, haitouhui, yunzhimeng or lianyou (else detected)',
    rule: 'the sign rule: a built-in name, or a JSON file',
    canonical: 'what is signed, e.g. "{timestamp}{nonce}{body}"',
    effort: 'how far to search for the mistake (default: normal, 4 s)',
    saveRule: 'use the found rule from now on',
    schema: 'a built-in schema such as haitouhui/notify, or a JSON file',
    json: 'print one JSON object',
    copy: 'put the result on the clipboard as well',
    quiet: 'no notes on stderr',
    lang: 'language: zh or en (else from the environment)',
  },
  keyValue: 'literal, @file or env:NAME',
  titles: {
    usage: 'Usage:',
    arguments: 'Arguments:',
    options: 'Options:',
    commands: 'Commands:',
    examples: 'Examples:',
  },
  helpOption: 'show this help',
  versionOption: 'show the version',
  footer:
    'Input: an argument, --file, --clipboard or stdin, in any form: body, HTTP request, curl, HAR, log line.\nExit status: 0 all right, 1 checked and wrong, 2 bad usage, unreadable input or missing key.',
};
export default help;
