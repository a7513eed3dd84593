import type { Expected } from '../../schema/problem.ts';

const one = (values: readonly unknown[]) => values.map((v) => JSON.stringify(v)).join(', ');

/** What a schema asks for, in words that stand after the pointer of the value. */
export function expected(e: Expected): string {
  switch (e.kind) {
    case 'type':
      return `expected ${e.types.join(' or ')}`;
    case 'required':
      return `required, and missing`;
    case 'required-one-of':
      return `one of ${e.names.join(', ')} is required`;
    case 'dependent-required':
      return `required because ${e.because} is there`;
    case 'enum':
      return e.values.length === 1 ? `expected ${one(e.values)}` : `expected one of ${one(e.values)}`;
    case 'format':
      return `expected the format ${e.format}`;
    case 'pattern':
      return `expected to match ${e.pattern}`;
    case 'minimum':
      return `expected at least ${e.limit}`;
    case 'maximum':
      return `expected at most ${e.limit}`;
    case 'above':
      return `expected more than ${e.limit}`;
    case 'below':
      return `expected less than ${e.limit}`;
    case 'multiple-of':
      return `expected a multiple of ${e.limit}`;
    case 'min-length':
      return `expected at least ${e.limit} characters`;
    case 'max-length':
      return `expected at most ${e.limit} characters`;
    case 'min-items':
      return `expected at least ${e.limit} items`;
    case 'max-items':
      return `expected at most ${e.limit} items`;
    case 'min-properties':
      return `expected at least ${e.limit} properties`;
    case 'max-properties':
      return `expected at most ${e.limit} properties`;
    case 'unique':
      return `items ${e.indexes.join(' and ')} are equal, and must not be`;
    case 'contains':
      return `expected ${e.max === undefined ? `at least ${e.min}` : `${e.min} to ${e.max}`} fitting items`;
    case 'unknown-property':
      return 'not allowed here';
    case 'property-name':
      return `the name ${e.name} is not allowed: ${expected(e.rule)}`;
    case 'one-match':
      return `fits several alternatives (${e.matches.map((i) => i + 1).join(', ')}), and must fit one`;
    case 'nothing':
      return 'nothing may stand here';
    case 'other':
      return `breaks ${e.keyword} ${JSON.stringify(e.params)}`;
  }
}
