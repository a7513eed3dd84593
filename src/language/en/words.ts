import type { Words } from '../catalogue.ts';

export const words: Words = {
  verdicts: { valid: 'genuine', invalid: 'NOT genuine', unknown: 'not verified' },
  verdictsOfCipher: { valid: 'decrypts', invalid: 'does NOT decrypt', unknown: 'not decrypted' },
  unknownPlatform: 'unknown platform',
  content: 'Content',
  decrypted: 'Decrypted',
  signed: 'Signed string',
  takenOff: 'Taken off',
  headers: 'Headers',
  sure: { documented: 'documented', guide: 'from the guide', inferred: 'NOT confirmed' },
  bodyEmpty: '(empty body)',
  bytes: (count) => `${count} bytes`,
  copied: 'copied to the clipboard',
  error: 'error',
  keyPrompt: (what, option) => `${what} (--${option}):`,
  pastePrompt: 'Paste the callback, then press Ctrl-D:',
  platformFacts: {
    keys: 'Keys',
    events: 'Messages',
    answer: 'Answer that stops the retries',
    codes: 'Codes',
    retries: 'Retries',
    facts: 'Good to know',
    schemas: 'Schemas',
    rules: 'Rules',
  },
};
