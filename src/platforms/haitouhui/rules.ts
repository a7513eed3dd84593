/** Sign rules for 海投汇. The platform does not publish its own; the first is that of the e-commerce platform whose notification rules it follows word for word. */
import type { SignRule } from '../../rules/sign-rule.ts';

const secretAround: SignRule = {
  id: 'secret-around',
  exclude: ['sign'],
  emptyValues: 'keep',
  order: 'ascii',
  names: true,
  pair: '',
  join: '',
  valueEncoding: 'raw',
  before: '{secret}',
  after: '{secret}',
  edits: [],
  charset: 'utf-8',
  digest: 'md5',
  output: { form: 'hex', case: 'upper' },
};

export const rules: readonly SignRule[] = [
  secretAround,
  // The other common rule of Chinese merchant interfaces.
  {
    ...secretAround,
    id: 'key-parameter',
    emptyValues: 'drop',
    pair: '=',
    join: '&',
    before: '',
    after: '&key={secret}',
  },
];
