/** Sign rules of 链游平台: the one that the platform's Java sample runs, and the one that its prose describes. */
import type { SignRule } from '../../rules/sign-rule.ts';

const javaSample: SignRule = {
  id: 'java-sample',
  exclude: ['sign'],
  emptyValues: 'drop',
  order: 'ascii',
  names: true,
  pair: '=',
  join: '&',
  valueEncoding: 'java-url',
  before: '',
  after: '&key={secret}',
  edits: [
    // The sample cuts what it takes for a trailing `&`; by then the key stands at the end and loses its last character.
    { kind: 'drop-last' },
    { kind: 'replace', find: '+', with: '%20' },
    { kind: 'replace', find: '*', with: '%2A' },
  ],
  charset: 'utf-8',
  digest: 'md5',
  // new BigInteger(1, digest).toString(16): leading zeros vanish.
  output: { form: 'hex-number', case: 'upper' },
};

export const rules: readonly SignRule[] = [
  javaSample,
  // The prose does not say where the key goes; `&key=` at the end is where the sample puts it.
  {
    ...javaSample,
    id: 'prose',
    valueEncoding: 'raw',
    edits: [],
    output: { form: 'hex', case: 'upper' },
  },
];
