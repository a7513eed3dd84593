/**
 * The keywords of JSON Schema that hold alternatives, rewritten so that an error knows its parts.
 * The validator's own versions put the errors of all alternatives into one flat list, where nobody can tell
 * which error belongs to which alternative once a `$ref` stands between.
 */
import type { Ajv } from 'ajv';
import { _, type Ajv2020, type CodeKeywordDefinition, type KeywordCxt, Name } from 'ajv/dist/2020.js';

/** Counts the references followed in one validation, so that a schema whose alternatives multiply ends. */
export interface Budget {
  left: number;
}

/** Thrown out of the validation when the budget is spent. */
export class BudgetSpent extends Error {}

// The names that generated code has for its list of errors and their number.
const V_ERRORS = new Name('vErrors');
const ERRORS = new Name('errors');

/** Replaces `oneOf`, `anyOf`, `propertyNames` and `contains`, and counts `$ref` and `$dynamicRef`. */
export function installApplicators(ajv: Ajv | Ajv2020, budget: Budget): void {
  for (const keyword of ['oneOf', 'anyOf']) replace(ajv, keyword, () => alternatives(keyword), 'allOf');
  replace(ajv, 'propertyNames', () => PROPERTY_NAMES, 'required');
  replace(ajv, 'contains', withoutInnerErrors, 'uniqueItems');
  const spend = () => {
    if (--budget.left < 0) throw new BudgetSpent();
  };
  for (const keyword of ['$ref', '$dynamicRef'])
    replace(ajv, keyword, (definition) => counted(definition, spend), 'not');
}

/** `before` keeps the order of evaluation: unevaluatedProperties and -Items must come after all others. */
function replace(
  ajv: Ajv | Ajv2020,
  keyword: string,
  change: (definition: CodeKeywordDefinition) => CodeKeywordDefinition,
  before: string,
): void {
  const definition = ajv.getKeyword(keyword);
  if (typeof definition !== 'object') return;
  ajv.removeKeyword(keyword);
  ajv.addKeyword({ ...change(definition as CodeKeywordDefinition), keyword, before });
}

/** params: `branches`: [{index, errors}] of those that failed; `matches`: indexes of those that fitted. */
function alternatives(keyword: string): CodeKeywordDefinition {
  return {
    keyword,
    schemaType: 'array',
    trackErrors: true,
    error: {
      message: '',
      params: ({ params }) => _`{branches: ${params['branches']}, matches: ${params['matches']}}`,
    },
    code(cxt: KeywordCxt) {
      const { gen } = cxt;
      const branches = gen.const('branches', _`[]`);
      const matches = gen.const('matches', _`[]`);
      const valid = gen.name('_valid');
      cxt.setParams({ branches, matches });
      ownEvaluated(cxt);
      gen.block(() => {
        for (const index of (cxt.schema as unknown[]).keys()) {
          const start = gen.const('_start', ERRORS);
          const branch = cxt.subschema({ keyword, schemaProp: index, compositeRule: true }, valid);
          gen.if(
            valid,
            () => {
              gen.code(_`${matches}.push(${index})`);
              cxt.mergeEvaluated(branch, Name);
            },
            () => gen.code(_`${branches}.push({index: ${index}, errors: ${errorsSince(start)}})`),
          );
        }
      });
      const fits = keyword === 'oneOf' ? _`${matches}.length === 1` : _`${matches}.length > 0`;
      cxt.result(
        fits,
        () => cxt.reset(),
        () => {
          cxt.reset();
          cxt.error(true);
        },
      );
    },
  };
}

/**
 * Gives this schema variables of its own for what is evaluated, before alternatives that fit add to them.
 * Otherwise the validator shares the variable of a nested alternative, and what that one evaluated counts even
 * when the alternative around it fails.
 */
function ownEvaluated(cxt: KeywordCxt): void {
  const { gen, it } = cxt;
  if (!it.opts.unevaluated) return;
  const before = { ...it };
  if (it.props !== true) it.props = gen.var('props', _`Object.create(null)`);
  if (it.items !== true) it.items = gen.var('items', 0);
  cxt.mergeEvaluated(before, Name);
}

/** params: `propertyName`, and `errors` of the name as a string. */
const PROPERTY_NAMES: CodeKeywordDefinition = {
  keyword: 'propertyNames',
  type: 'object',
  schemaType: ['object', 'boolean'],
  trackErrors: true,
  error: {
    message: '',
    params: ({ params }) => _`{propertyName: ${params['propertyName']}, errors: ${params['inner']}}`,
  },
  code(cxt: KeywordCxt) {
    const { gen, data, errsCount } = cxt;
    const valid = gen.name('valid');
    gen.forIn('key', data, (key) => {
      const start = gen.const('_start', ERRORS);
      cxt.subschema(
        {
          keyword: 'propertyNames',
          data: key,
          dataTypes: ['string'],
          propertyName: key,
          compositeRule: true,
        },
        valid,
      );
      gen.if(_`!${valid}`, () => {
        const inner = gen.const('inner', errorsSince(start));
        gen.code(_`${ERRORS} = ${start}; ${V_ERRORS}.length = ${start}`);
        cxt.setParams({ propertyName: key, inner });
        cxt.error(true);
      });
    });
    cxt.ok(_`${errsCount} === ${ERRORS}`);
  },
};

/** The same keyword, whose error stands alone: what each item lacks says nothing when any item would do. */
function withoutInnerErrors(definition: CodeKeywordDefinition): CodeKeywordDefinition {
  return {
    ...definition,
    code(cxt, ruleType) {
      const error = cxt.error.bind(cxt);
      cxt.error = (...args) => {
        cxt.reset();
        error(...args);
      };
      definition.code(cxt, ruleType);
    },
  };
}

function counted(definition: CodeKeywordDefinition, spend: () => void): CodeKeywordDefinition {
  return {
    ...definition,
    code(cxt, ruleType) {
      cxt.gen.code(_`${cxt.gen.scopeValue('func', { ref: spend })}()`);
      definition.code(cxt, ruleType);
    },
  };
}

function errorsSince(start: Name) {
  return _`(${V_ERRORS} === null ? [] : ${V_ERRORS}.slice(${start}))`;
}
