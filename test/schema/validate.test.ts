// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../src/json/read.ts';
import type { Schema } from '../../src/platforms/platform.ts';
import type { SchemaProblem } from '../../src/schema/problem.ts';
import { SchemaError } from '../../src/schema/schema-error.ts';
import { validateJson } from '../../src/schema/validate.ts';

const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';

const check = (schema: Schema, text: string) => validateJson(schema, readJson(text));
/** Pointer and kind of each problem: `/a required`. */
const brief = (schema: Schema, text: string) => check(schema, text).map(line);
const line = (p: SchemaProblem) => `${p.pointer} ${p.expected.kind}`;

describe('problems', () => {
  const cases: [name: string, schema: Schema, text: string, expected: SchemaProblem[]][] = [
    [
      'type',
      { properties: { a: { type: ['integer', 'null'] } } },
      '{"a":"x"}',
      [
        {
          pointer: '/a',
          keyword: 'type',
          expected: { kind: 'type', types: ['integer', 'null'] },
          found: '"x"',
        },
      ],
    ],
    [
      'required',
      { properties: { 'a/b': { required: ['c~d'] } } },
      '{"a/b":{}}',
      [{ pointer: '/a~1b/c~0d', keyword: 'required', expected: { kind: 'required', name: 'c~d' } }],
    ],
    [
      'enum',
      { enum: [1, 'x', null] },
      '583920174650291837',
      [
        {
          pointer: '',
          keyword: 'enum',
          expected: { kind: 'enum', values: [1, 'x', null] },
          found: '583920174650291837',
        },
      ],
    ],
    [
      'const',
      { const: { a: 1 } },
      '{"a":2,"b":3}',
      [{ pointer: '', keyword: 'const', expected: { kind: 'enum', values: [{ a: 1 }] }, found: '{…} 2' }],
    ],
    [
      'format',
      { items: { format: 'date-time' } },
      '["2025-11-21T09:53:20Z","2025-02-30T00:00:00Z"]',
      [
        {
          pointer: '/1',
          keyword: 'format',
          expected: { kind: 'format', format: 'date-time' },
          found: '"2025-02-30T00:00:00Z"',
        },
      ],
    ],
    [
      'pattern',
      { pattern: '^\\p{Script=Han}+$' },
      '"abc"',
      [
        {
          pointer: '',
          keyword: 'pattern',
          expected: { kind: 'pattern', pattern: '^\\p{Script=Han}+$' },
          found: '"abc"',
        },
      ],
    ],
    [
      'exclusiveMaximum',
      { exclusiveMaximum: 10 },
      '10.00',
      [{ pointer: '', keyword: 'exclusiveMaximum', expected: { kind: 'below', limit: 10 }, found: '10.00' }],
    ],
    [
      'multipleOf',
      { multipleOf: 4 },
      '6',
      [{ pointer: '', keyword: 'multipleOf', expected: { kind: 'multiple-of', limit: 4 }, found: '6' }],
    ],
    [
      'maxLength, which counts code points',
      { items: { maxLength: 2 } },
      '["😀😀","😀😀😀"]',
      [
        {
          pointer: '/1',
          keyword: 'maxLength',
          expected: { kind: 'max-length', limit: 2 },
          found: '"😀😀😀"',
        },
      ],
    ],
    [
      'uniqueItems',
      { uniqueItems: true },
      '[1,{"a":1},2,{"a":1.0}]',
      [
        {
          pointer: '',
          keyword: 'uniqueItems',
          expected: { kind: 'unique', indexes: [1, 3] },
          found: '[…] 4',
        },
      ],
    ],
    [
      'additionalProperties',
      { properties: { a: {} }, additionalProperties: false },
      '{"a":1,"b":[]}',
      [
        {
          pointer: '/b',
          keyword: 'additionalProperties',
          expected: { kind: 'unknown-property', name: 'b' },
          found: '[]',
        },
      ],
    ],
    [
      'propertyNames, one for each name, with what is wrong with it',
      { propertyNames: { $ref: '#/$defs/name' }, $defs: { name: { maxLength: 1 } } },
      '{"a":1,"bb":2,"c":3,"dd":{}}',
      ['bb', 'dd'].map((name, i) => ({
        pointer: `/${name}`,
        keyword: 'propertyNames',
        expected: { kind: 'property-name', name, rule: { kind: 'max-length', limit: 1 } },
        found: i ? '{}' : '2',
      })),
    ],
    [
      'contains, without the items that do not fit',
      { contains: { const: 5 }, minContains: 2, maxContains: 3 },
      '[5,1,2]',
      [{ pointer: '', keyword: 'contains', expected: { kind: 'contains', min: 2, max: 3 }, found: '[…] 3' }],
    ],
    [
      'false',
      { properties: { a: false } },
      '{"a":null}',
      [{ pointer: '/a', keyword: 'false schema', expected: { kind: 'nothing' }, found: 'null' }],
    ],
    [
      'not',
      { not: { type: 'object' } },
      '{}',
      [{ pointer: '', keyword: 'not', expected: { kind: 'other', keyword: 'not', params: {} }, found: '{}' }],
    ],
  ];
  it.each(cases)('%s', (_, schema, text, expected) => {
    expect(check(schema, text)).toEqual(expected);
  });

  it('cuts long strings and numbers at 40 code points', () => {
    expect(check({ type: 'null' }, `"${'😀'.repeat(41)}"`)[0]?.found).toBe(`"${'😀'.repeat(40)}…"`);
    expect(check({ type: 'null' }, `"${'😀'.repeat(40)}"`)[0]?.found).toBe(`"${'😀'.repeat(40)}"`);
    expect(check({ type: 'null' }, '1'.repeat(99))[0]?.found).toBe(`${'1'.repeat(40)}…`);
  });

  it('gives each once, in the order of the message, and nothing for the wrappers around them', () => {
    const schema = {
      allOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/a' }, { if: true, then: { $ref: '#/$defs/a' } }],
      $defs: { a: { properties: { z: { type: 'string' }, a: { type: 'string' } }, required: ['z', 'm'] } },
    };
    expect(brief(schema, '{"z":1,"a":2}')).toEqual(['/m required', '/z type', '/a type']);
  });

  it('says of a value of the wrong type only that', () => {
    expect(brief({ type: 'integer', enum: [20000], minimum: 3 }, '"20000"')).toEqual([' type']);
    expect(brief({ type: 'integer', enum: [20000], minimum: 3 }, '200')).toEqual([' enum']);
  });

  it('takes integers past 2^53 and past the range of a double for what they are', () => {
    expect(check({ items: { type: 'integer' } }, '[9007199254740993, 1e400, -1e400, 1.0]')).toEqual([]);
    expect(brief({ items: { type: 'integer' } }, '[1.5]')).toEqual(['/0 type']);
  });

  it('treats names that every object inherits as any other name', () => {
    const schema = { required: ['toString', 'constructor'], properties: { isAdmin: { type: 'boolean' } } };
    expect(brief(schema, '{"__proto__":{"isAdmin":1,"toString":1,"constructor":1}}')).toEqual([
      '/toString required',
      '/constructor required',
    ]);
    expect(brief({ additionalProperties: false }, '{"__proto__":{}}')).toEqual([
      '/__proto__ unknown-property',
    ]);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  it('ignores unknown keywords and formats, `id` among them', () => {
    const schema = { id: 'notify', 'x-note': 1, properties: { a: { format: 'no-such', id: 7 } } };
    expect(check(schema, '{"a":"x"}')).toEqual([]);
  });

  it('takes patterns that are only valid outside Unicode mode', () => {
    expect(brief({ items: { pattern: '^[a\\_]\\_$' } }, '["a_","b_"]')).toEqual(['/1 pattern']);
  });

  it('checks 500 levels of a recursive schema', () => {
    const deep = (leaf: string) => `${'{"n":'.repeat(500)}${leaf}${'}'.repeat(500)}`;
    const plain = { properties: { n: { $ref: '#' } }, type: ['object', 'null'] };
    const union = { properties: { n: { anyOf: [{ type: 'null' }, { $ref: '#' }] } }, type: 'object' };
    for (const schema of [plain, union]) {
      expect(check(schema, deep('null'))).toEqual([]);
      expect(check(schema, deep('583920174650291837'))).toEqual([
        expect.objectContaining({ pointer: '/n'.repeat(500), found: '583920174650291837' }),
      ]);
    }
    expect(check(union, deep('true'))[0]?.expected).toEqual({ kind: 'type', types: ['null', 'object'] });
  });
});

describe('2020-12', () => {
  const tree = {
    $id: 'https://example.com/tree',
    $dynamicAnchor: 'node',
    type: 'object',
    properties: { data: true, children: { type: 'array', items: { $dynamicRef: '#node' } } },
  };
  const cases: [string, Schema, text: string, lines: string[]][] = [
    [
      'prefixItems',
      { prefixItems: [{ type: 'integer' }, {}], items: { type: 'string' } },
      '["x",1,"y",2]',
      ['/0 type', '/3 type'],
    ],
    ['items false after prefixItems', { prefixItems: [{}], items: false }, '[1,2,3]', [' max-items']],
    [
      'dependentRequired',
      { dependentRequired: { a: ['b', 'c'] } },
      '{"a":1,"b":1}',
      ['/c dependent-required'],
    ],
    ['dependentSchemas', { dependentSchemas: { a: { required: ['b'] } } }, '{"a":1}', ['/b required']],
    ['minContains 0', { contains: { const: 1 }, minContains: 0 }, '[2]', []],
    ['$anchor', { $ref: '#text', $defs: { t: { $anchor: 'text', type: 'string' } } }, '1', [' type']],
    [
      'relative $id',
      { $id: 'https://example.com/a', $ref: 'item', $defs: { i: { $id: 'item', type: 'string' } } },
      '1',
      [' type'],
    ],
    [
      '$schema by http and with #',
      { $schema: 'http://json-schema.org/draft/2020-12/schema#', prefixItems: [{ type: 'null' }] },
      '[1]',
      ['/0 type'],
    ],
    [
      'a $ref to the draft itself',
      { $ref: 'https://json-schema.org/draft/2020-12/schema' },
      '{"type":"strin"}',
      ['/type enum'],
    ],
    [
      'unevaluatedProperties across allOf and if',
      {
        allOf: [{ properties: { a: {} } }],
        if: { properties: { b: { const: 1 } }, required: ['b'] },
        then: { properties: { c: {} } },
        unevaluatedProperties: false,
      },
      '{"a":1,"b":1,"c":1,"d":1}',
      ['/d unknown-property'],
    ],
    [
      'unevaluatedProperties behind the alternative that fits',
      {
        oneOf: [
          { properties: { k: { const: 'x' }, a: {} }, required: ['k'] },
          { properties: { k: { const: 'y' }, b: {} }, required: ['k'] },
        ],
        unevaluatedProperties: false,
      },
      '{"k":"y","a":1,"b":2}',
      ['/a unknown-property'],
    ],
    [
      'unevaluatedProperties beside a failure: not those that the failing part knows',
      {
        $ref: '#/$defs/base',
        unevaluatedProperties: false,
        $defs: {
          base: { allOf: [{ $ref: '#/$defs/more' }] },
          more: { properties: { x: { type: 'integer' }, y: {} } },
        },
      },
      '{"x":"1","y":2,"w":3}',
      ['/x type', '/w unknown-property'],
    ],
    [
      'unevaluatedProperties: what counts as evaluated in an alternative that fails as a whole does not count',
      {
        anyOf: [
          { anyOf: [{ properties: { a: {} } }], required: ['b'] },
          { oneOf: [{}, { properties: { a: {} } }] },
          {},
        ],
        unevaluatedProperties: false,
      },
      '{"a":1}',
      ['/a unknown-property'],
    ],
    [
      'unevaluatedProperties: names that every object inherits',
      { anyOf: [{}], unevaluatedProperties: false },
      '{"toString":1}',
      ['/toString unknown-property'],
    ],
    ['unevaluatedItems', { prefixItems: [{}], unevaluatedItems: false }, '[1,2]', [' max-items']],
    [
      '$dynamicRef in an extended tree',
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: 'https://example.com/strict-tree',
        $dynamicAnchor: 'node',
        $ref: 'tree',
        unevaluatedProperties: false,
        $defs: { tree },
      },
      '{"children":[{"daat":1}]}',
      ['/children/0/daat unknown-property'],
    ],
  ];
  it.each(cases)('%s', (_, schema, text, lines) => {
    expect(brief(schema, text)).toEqual(lines);
  });
});

describe('draft-07', () => {
  const cases: [string, Schema, text: string, lines: string[]][] = [
    [
      'items as an array',
      { items: [{ type: 'integer' }, { type: 'string' }] },
      '["x",1,2]',
      ['/0 type', '/1 type'],
    ],
    ['additionalItems', { items: [{}], additionalItems: false }, '[1,2]', [' max-items']],
    [
      'if and then',
      { if: { required: ['a'] }, then: { required: ['b'] }, else: { required: ['c'] } },
      '{"a":1}',
      ['/b required'],
    ],
    [
      'if and else',
      { if: { required: ['a'] }, then: { required: ['b'] }, else: { required: ['c'] } },
      '{}',
      ['/c required'],
    ],
    ['dependencies by name', { dependencies: { a: ['b'] } }, '{"a":1}', ['/b dependent-required']],
    ['dependencies by schema', { dependencies: { a: { required: ['b'] } } }, '{"a":1}', ['/b required']],
    ['definitions', { $ref: '#/definitions/t', definitions: { t: { type: 'string' } } }, '1', [' type']],
    ['prefixItems, which it does not know', { prefixItems: [{ type: 'string' }] }, '[1]', []],
    ['contains', { contains: { type: 'string' } }, '[1,2]', [' contains']],
  ];
  it.each(cases)('%s', (_, schema, text, lines) => {
    expect(brief({ $schema: DRAFT_07, ...schema }, text)).toEqual(lines);
    expect(brief({ $schema: 'https://json-schema.org/draft-07/schema', ...schema }, text)).toEqual(lines);
  });
});

describe('alternatives', () => {
  const event = (kind: string, fields: Record<string, Schema>) => ({
    properties: { kind: { const: kind }, ...fields },
    required: ['kind', ...Object.keys(fields)],
  });
  const INT = { type: 'integer' };

  it('reports the one whose discriminator matches, even if another has fewer problems', () => {
    const schema = {
      oneOf: [{ required: ['name'] }, { $ref: '#/$defs/order' }],
      $defs: { order: { allOf: [event('order', { x: INT, y: INT, z: INT })] } },
    };
    expect(brief(schema, '{"kind":"order","x":1}')).toEqual(['/y required', '/z required']);
  });

  it('lists the values of a discriminator that no alternative has', () => {
    const schema = { anyOf: [event('a', { x: INT }), event('b', {}), event('a', {})] };
    expect(check(schema, '{"kind":"c"}')).toEqual([
      { pointer: '/kind', keyword: 'enum', expected: { kind: 'enum', values: ['a', 'b'] }, found: '"c"' },
    ]);
  });

  it('lists the types when the value is of none', () => {
    const schema = {
      oneOf: [{ type: 'string' }, { type: ['integer', 'null'] }, { anyOf: [INT, { type: 'array' }] }],
    };
    expect(check(schema, '{}')).toEqual([
      {
        pointer: '',
        keyword: 'type',
        expected: { kind: 'type', types: ['string', 'integer', 'null', 'array'] },
        found: '{}',
      },
    ]);
  });

  it('leaves out alternatives for another kind of value', () => {
    const schema = { anyOf: [{ type: 'null' }, { type: 'string', minLength: 3, pattern: '^a' }, false] };
    expect(brief(schema, '"b"')).toEqual([' min-length', ' pattern']);
  });

  it('names all that are asked for when any one would do', () => {
    const schema = { anyOf: [{ required: ['phone'] }, { required: ['mail'] }] };
    expect(check(schema, '{"a":1}')).toEqual([
      {
        pointer: '',
        keyword: 'required',
        expected: { kind: 'required-one-of', names: ['phone', 'mail'] },
        found: '{…} 1',
      },
    ]);
  });

  it('prefers fewer problems, then deeper ones', () => {
    const fewer = { oneOf: [{ required: ['a', 'b'] }, { required: ['c'], properties: { d: INT } }] };
    expect(brief(fewer, '{}')).toEqual(['/c required']);
    const deeper = {
      oneOf: [{ properties: { a: { type: 'string' } } }, { properties: { a: { properties: { b: INT } } } }],
    };
    expect(brief(deeper, '{"a":{"b":"x"}}')).toEqual(['/a/b type']);
  });

  it('follows nested ones through references', () => {
    const schema = {
      $ref: '#/$defs/node',
      $defs: {
        node: {
          oneOf: [
            event('leaf', { x: INT }),
            event('pair', { l: { $ref: '#/$defs/node' }, r: { $ref: '#/$defs/node' } }),
          ],
        },
      },
    };
    const leaf = '{"kind":"leaf","x":1}';
    const text = `{"kind":"pair","l":${leaf},"r":{"kind":"pair","l":{"kind":"leaf","x":"1"},"r":${leaf}}}`;
    expect(brief(schema, text)).toEqual(['/r/l/x type']);
  });

  it('says which alternatives of a oneOf fit when several do', () => {
    expect(check({ oneOf: [{ type: 'string' }, {}, true, INT] }, '1')).toEqual([
      { pointer: '', keyword: 'oneOf', expected: { kind: 'one-match', matches: [1, 2, 3] }, found: '1' },
    ]);
  });
});

describe('SchemaError', () => {
  const error = (schema: unknown, text = '{}'): SchemaError => {
    try {
      check(schema as Schema, text);
    } catch (e) {
      expect(e).toBeInstanceOf(SchemaError);
      return e as SchemaError;
    }
    throw new Error('accepted');
  };

  it('says where a schema breaks the rules', () => {
    expect(error({ properties: { a: { type: 'strin' } } })).toMatchObject({
      code: 'not-a-schema',
      pointer: '/properties/a/type',
      problem: { expected: { kind: 'enum' }, found: '"strin"' },
    });
    expect(error({ items: [{}] })).toMatchObject({ code: 'not-a-schema', pointer: '/items' });
    expect(error({ $schema: DRAFT_07, items: [{ minLength: -1 }] })).toMatchObject({
      pointer: '/items/0/minLength',
    });
    expect(error({ required: 'a' })).toMatchObject({ pointer: '/required', problem: { found: '"a"' } });
    expect(error([])).toMatchObject({ code: 'not-a-schema', pointer: '' });
    expect(error(null)).toMatchObject({ code: 'not-a-schema', pointer: '' });
  });

  it('says where a pattern is no regular expression', () => {
    const regex = { kind: 'format', format: 'regex' };
    expect(error({ properties: { a: { pattern: '(/' } } })).toMatchObject({
      code: 'not-a-schema',
      pointer: '/properties/a/pattern',
      problem: { expected: regex, found: '"(/"' },
    });
    expect(error({ patternProperties: { '(/': {} } })).toMatchObject({
      code: 'not-a-schema',
      pointer: '/patternProperties/(~1',
      problem: { expected: { kind: 'property-name', name: '(/', rule: regex } },
    });
  });

  it('tells a reference to another document from one that leads nowhere', () => {
    const remote = 'https://example.com/other.json#/$defs/x';
    expect(error({ allOf: [{ $ref: remote }] })).toMatchObject({
      code: 'remote-ref',
      ref: remote,
      pointer: '/allOf/0/$ref',
    });
    expect(error({ $id: 'https://example.com/a/b.json', items: { $ref: '../c.json' } })).toMatchObject({
      code: 'remote-ref',
      ref: '../c.json',
      pointer: '/items/$ref',
    });
    expect(error({ items: { $ref: '#/$defs/none' } })).toMatchObject({
      code: 'unresolved-ref',
      ref: '#/$defs/none',
      pointer: '/items/$ref',
    });
    expect(error({ $id: 'https://example.com/a.json', $ref: 'a.json#/none' }).code).toBe('unresolved-ref');
  });

  it('refuses a draft that it does not know', () => {
    const uri = 'http://json-schema.org/draft-04/schema#';
    expect(error({ $schema: uri })).toMatchObject({
      code: 'unknown-draft',
      pointer: '/$schema',
      detail: uri,
    });
  });

  it('ends when recursive alternatives multiply beyond measure', () => {
    const again = (name: string) => ({ properties: { n: { $ref: '#' } }, required: [name] });
    const schema = { anyOf: [again('a'), again('b')] };
    expect(error(schema, `${'{"n":'.repeat(60)}1${'}'.repeat(60)}`).code).toBe('too-complex');
    expect(brief(schema, '{"n":{"n":1}}').length).toBeGreaterThan(0);
  });
});

describe('verdicts', () => {
  const names = ['a', 'b', 'c'];
  const { schema } = fc.letrec<{ schema: Schema; keyword: [string, unknown] }>((tie) => {
    const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { minLength: 1, maxLength: 3 });
    const keyword = <T>(name: string, value: fc.Arbitrary<T>) => fc.tuple(fc.constant(name), value);
    const leaf = fc.oneof(
      keyword('type', fc.constantFrom('object', 'array', 'integer', 'string', 'null')),
      keyword('const', fc.constantFrom(1, 'a', null)),
      keyword('required', fc.uniqueArray(fc.constantFrom(...names), { maxLength: 2 })),
      keyword('additionalProperties', fc.boolean()),
      keyword('propertyNames', fc.constantFrom({ enum: ['a', 'b'] }, { $ref: '#/$defs/short' })),
      keyword('minContains', fc.nat(2)),
      keyword('maxContains', fc.nat(2)),
      keyword('$ref', fc.constantFrom('#/$defs/short', '#/$defs/choice')),
    );
    const one = fc.constantFrom('items', 'contains', 'not', 'if', 'then', 'else');
    const many = fc.constantFrom('prefixItems', 'oneOf', 'anyOf', 'allOf', 'oneOf', 'anyOf');
    return {
      schema: fc.array(tie('keyword'), { minLength: 1, maxLength: 3 }).map(Object.fromEntries),
      keyword: fc.oneof(
        { maxDepth: 2, depthIdentifier: 'schema' },
        leaf,
        fc.tuple(one, tie('schema')),
        fc.tuple(many, some(tie('schema'))),
        fc.tuple(
          fc.constant('properties'),
          fc.dictionary(fc.constantFrom(...names), tie('schema'), { maxKeys: 3 }),
        ),
      ) as fc.Arbitrary<[string, unknown]>,
    };
  });
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom(1, 'a', 'long', null, 1.5),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names, 'd'), tie('value'), { maxKeys: 3 }),
    ),
  }));
  const $defs = {
    short: { maxLength: 1 },
    choice: {
      oneOf: [
        { properties: { a: { const: 1 } }, required: ['a'] },
        { properties: { b: {} }, required: ['b'] },
      ],
    },
  };

  /** Compares each verdict with another judge's, and wants a fair share of both. */
  function compare<T extends Schema>(
    schemas: fc.Arbitrary<T>,
    judge: (whole: T) => (value: unknown) => boolean,
    numRuns: number,
  ): void {
    const seen = { valid: 0, invalid: 0 };
    fc.assert(
      fc.property(schemas, fc.array(value, { minLength: 3, maxLength: 3 }), (body, values) => {
        const whole = { ...body, $defs };
        const isValid = judge(whole);
        for (const item of values) {
          const valid = isValid(item);
          seen[valid ? 'valid' : 'invalid']++;
          expect(check(whole, JSON.stringify(item)).length === 0).toBe(valid);
        }
      }),
      { numRuns },
    );
    expect(seen.valid).toBeGreaterThan(50);
    expect(seen.invalid).toBeGreaterThan(50);
  }

  it('are those of the validator without the replaced keywords, for any schema and value', () => {
    const options = { strict: false, ownProperties: true, allErrors: true, logger: false } as const;
    compare(schema, (whole) => new Ajv2020(options).compile(whole), 150);
  });

  it('are those of the standard for unevaluated properties and items behind alternatives', () => {
    // The validator as it comes is no judge here: it takes `[2]` for `{oneOf: [{prefixItems: [{const: 1}]}, {}]}`.
    interface Flat {
      required?: string[];
      properties?: Record<string, { const?: number }>;
      prefixItems?: { const?: number }[];
    }
    const constant = fc.constantFrom<{ const?: number }>({}, {}, { const: 1 });
    const flat: fc.Arbitrary<Flat> = fc.record(
      {
        required: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 1 }),
        properties: fc.dictionary(fc.constantFrom(...names), constant, { maxKeys: 2 }),
        prefixItems: fc.array(constant, { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: [] },
    );
    const schemas = fc
      .tuple(flat, fc.constantFrom('oneOf', 'anyOf'), fc.array(flat, { minLength: 1, maxLength: 3 }))
      .map(([outer, keyword, branches]) => ({
        ...outer,
        [keyword]: branches,
        unevaluatedProperties: false,
        unevaluatedItems: false,
      }));
    const entries = (of: unknown) => (typeof of === 'object' && of !== null ? Object.entries(of) : []);
    const rules = (of: Flat, item: unknown) => (Array.isArray(item) ? of.prefixItems : of.properties) ?? {};
    const fits = (of: Flat, item: unknown) =>
      entries(rules(of, item)).every(([name, rule]) =>
        entries(item).every(([n, v]) => n !== name || rule.const === undefined || rule.const === v),
      ) &&
      (Array.isArray(item) ||
        typeof item !== 'object' ||
        item === null ||
        (of.required ?? []).every((name) => Object.hasOwn(item, name)));
    const judge = (whole: Flat & { oneOf?: Flat[]; anyOf?: Flat[] }) => (item: unknown) => {
      const fitting = (whole.oneOf ?? whole.anyOf ?? []).filter((branch) => fits(branch, item));
      const known = [whole, ...fitting].flatMap((of) => Object.keys(rules(of, item)));
      return (
        fits(whole, item) &&
        (whole.oneOf ? fitting.length === 1 : fitting.length > 0) &&
        entries(item).every(([name]) => known.includes(name))
      );
    };
    compare(schemas, judge, 300);
  });
});
