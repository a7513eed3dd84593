import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atPointer, isObject, member, pointerStep, printJson, toPlain } from '../../src/json/node.ts';
import { type JsonNode, readJson } from '../../src/json/read.ts';
import { messages as haitouhuiMessages } from '../../src/platforms/haitouhui/messages.ts';
import { schemas as haitouhui } from '../../src/platforms/haitouhui/schemas.ts';
import { messages as haomiaoMessages } from '../../src/platforms/haomiao/messages.ts';
import { schemas as haomiao } from '../../src/platforms/haomiao/schemas.ts';
import { messages as lianyouMessages } from '../../src/platforms/lianyou/messages.ts';
import { schemas as lianyou } from '../../src/platforms/lianyou/schemas.ts';
import type { Schema } from '../../src/platforms/platform.ts';
import type { Renewal, SampleMessage } from '../../src/platforms/sample.ts';
import { EVENTS } from '../../src/platforms/yunzhimeng/events.ts';
import { messages as yunzhimengMessages } from '../../src/platforms/yunzhimeng/messages.ts';
import { schemas as yunzhimeng } from '../../src/platforms/yunzhimeng/schemas.ts';
import { validateJson } from '../../src/schema/validate.ts';

type Schemas = Readonly<Record<string, Schema>>;
const PLATFORMS: Record<string, { schemas: Schemas; messages: Readonly<Record<string, SampleMessage>> }> = {
  haomiao: { schemas: haomiao, messages: haomiaoMessages },
  haitouhui: { schemas: haitouhui, messages: haitouhuiMessages },
  yunzhimeng: { schemas: yunzhimeng, messages: yunzhimengMessages },
  lianyou: { schemas: lianyou, messages: lianyouMessages },
};

const check = (schemas: Schemas, name: string, text: string) =>
  validateJson(schemas[name] as Schema, readJson(text));
const brief = (schemas: Schemas, name: string, text: string) =>
  check(schemas, name, text).map((p) => `${p.pointer} ${p.expected.kind}`);

const FORMS: Record<Renewal['as'], RegExp> = {
  seconds: /^\d{10}$/,
  milliseconds: /^\d{13}$/,
  local: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
  nonce: /^\d{18}$/,
};

/** The body as JSON text; a form as an object of strings. */
function bodyText({ body }: SampleMessage): string {
  if (body.kind === 'json') return body.text;
  return JSON.stringify(Object.fromEntries(body.fields.map((f) => [f.name, f.value])));
}

/** Every JSON text of every sample with its schema. */
const TEXTS = Object.entries(PLATFORMS).flatMap(([id, { schemas, messages }]) =>
  Object.entries(messages).flatMap(([name, message]) =>
    [{ schema: message.schema, text: bodyText(message) }, ...(message.encrypted ?? [])].map((part) => ({
      title: `${id} ${name}: ${part.schema}`,
      schema: schemas[part.schema] as Schema,
      text: part.text,
    })),
  ),
);

describe('sample messages', () => {
  it.each(TEXTS)('$title satisfies its schema', ({ schema, text }) => {
    expect(schema).toBeDefined();
    expect(validateJson(schema, readJson(text))).toEqual([]);
  });

  it('are there for every type and every event', () => {
    expect(Object.keys(lianyouMessages)).toEqual(Array.from({ length: 10 }, (_, i) => String(1001 + i)));
    expect(Object.keys(yunzhimengMessages)).toEqual(Object.keys(EVENTS));
    expect(Object.keys(EVENTS)).toHaveLength(19);
  });

  it('of yunzhimeng have headers that satisfy their schema', () => {
    for (const message of Object.values(yunzhimengMessages)) {
      const headers = Object.fromEntries(
        (message.headers ?? []).map(([name, value]) => [name.toLowerCase(), value]),
      );
      expect(check(yunzhimeng, 'headers', JSON.stringify(headers))).toEqual([]);
    }
  });

  it('name as secret every value of a known secret name, and strings only', () => {
    const names = ['idCardNum', 'phone', 'password', 'idCardNo', 'idCard'];
    for (const { body, secrets } of Object.values(yunzhimengMessages)) {
      const node = readJson(body.kind === 'json' ? body.text : '');
      const found: string[] = [];
      const look = (at: JsonNode, pointer: string): void => {
        if (at.type === 'array')
          for (const [i, item] of at.items.entries()) look(item, pointer + pointerStep(i));
        if (!isObject(at)) return;
        for (const { name, value } of at.members) {
          if (names.includes(name)) found.push(pointer + pointerStep(name));
          look(value, pointer + pointerStep(name));
        }
      };
      look(node, '');
      expect([...(secrets ?? [])].sort()).toEqual(found.sort());
      for (const pointer of secrets ?? []) expect(atPointer(node, pointer)?.type).toBe('string');
    }
  });

  it('renew and encrypt only what is there', () => {
    for (const { messages } of Object.values(PLATFORMS))
      for (const message of Object.values(messages)) {
        const valueAt = (text: string, { at }: Pick<Renewal, 'at'>) =>
          'header' in at
            ? message.headers?.find(([name]) => name === at.header)?.[1]
            : toPlain(member(readJson(text), at.field) ?? readJson('null'), 'lossless');
        for (const renewal of message.renew)
          expect(String(valueAt(bodyText(message), renewal))).toMatch(FORMS[renewal.as]);
        for (const part of message.encrypted ?? []) {
          const prefix = 'header' in part.at ? part.at.prefix : '';
          expect(valueAt(bodyText(message), part)).toBe(prefix);
          for (const renewal of part.renew)
            expect(String(valueAt(part.text, renewal))).toMatch(FORMS[renewal.as]);
        }
      }
  });
});

describe('a message with one mistake', () => {
  const values: Record<string, JsonNode> = Object.fromEntries(
    ['"x"', '1.5', 'true', 'null', '[1]', '{"a":1}'].map((text) => [readJson(text).type, readJson(text)]),
  );

  it('has exactly one problem, at the value that was removed or whose type was changed', () => {
    const fields = TEXTS.flatMap(({ schema, text }) => {
      const names = Object.keys((schema['properties'] ?? {}) as object);
      return names.map((name) => ({ schema, text, name }));
    });
    expect(fields.length).toBeGreaterThan(70);
    fc.assert(
      fc.property(
        fc.constantFrom(...fields),
        fc.constantFrom('removed', 'string', 'number', 'boolean', 'null', 'array', 'object'),
        ({ schema, text, name }, change) => {
          const node = readJson(text);
          if (!isObject(node)) throw new Error('not an object');
          const before = member(node, name);
          fc.pre(before?.type !== change);
          const members = node.members.flatMap((m) => {
            if (m.name !== name) return [m];
            return change === 'removed' ? [] : [{ name, value: values[change] as JsonNode }];
          });
          const problems = validateJson(schema, { ...node, members });
          expect(problems.map((p) => [p.pointer, p.expected.kind])).toEqual([
            [pointerStep(name), change === 'removed' ? 'required' : 'type'],
          ]);
          expect(problems[0]?.found === undefined).toBe(change === 'removed');
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is no mistake where a platform adds a field', () => {
    for (const { schema, text } of TEXTS) {
      const more = `${text.slice(0, -1)}${text === '{}' ? '' : ','}"addedLater":{"x":1}}`;
      expect(validateJson(schema, readJson(more))).toEqual([]);
    }
  });
});

describe('haomiao', () => {
  it('wants a wallet in the answer of a success, and only there', () => {
    const page = '{"success":true,"uid":"001","wallet":4078.90,"time":1609459200,"error":""}';
    expect(check(haomiao, 'answer', page)).toEqual([]);
    expect(brief(haomiao, 'answer', '{"success":true,"uid":"001"}')).toEqual(['/wallet required']);
    expect(brief(haomiao, 'answer', '{"success":false,"error":"Invalid request"}')).toEqual([]);
    expect(brief(haomiao, 'answer', '{"success":"true","wallet":"1"}')).toEqual([
      '/success type',
      '/wallet type',
    ]);
    expect(brief(haomiao, 'answer', '{"wallet":1}')).toEqual(['/success required']);
  });

  it('takes the published token plaintext, and whole numbers for floats', () => {
    const { cases } = JSON.parse(readFileSync('test/vectors/haomiao.json', 'utf8'));
    expect(check(haomiao, 'token', cases[0].plaintext)).toEqual([]);
  });
});

describe('haitouhui', () => {
  const order = JSON.parse(bodyText(haitouhuiMessages['order'] as SampleMessage));
  const notify = (change: Record<string, string>) =>
    brief(haitouhui, 'notify', JSON.stringify({ ...order, ...change }));

  it('wants a real time, short names and JSON in data', () => {
    expect(notify({ timestamp: '2011-06-16 13:23:30' })).toEqual([]);
    expect(notify({ timestamp: '2011-06-31 13:23:30' })).toEqual(['/timestamp format']);
    expect(notify({ timestamp: '2011-06-16+13:23:30' })).toEqual(['/timestamp format']);
    expect(notify({ version: '1.0.10' })).toEqual(['/version max-length']);
    expect(notify({ app_id: '123456789' })).toEqual(['/app_id max-length']);
    expect(notify({ app_id: '' })).toEqual(['/app_id min-length']);
    expect(notify({ data: '{"a":1' })).toEqual(['/data format']);
  });

  it('has a sample whose data is of the shape that data has', () => {
    expect(check(haitouhui, 'notify-data', order.data)).toEqual([]);
    expect(brief(haitouhui, 'notify-data', '"x"')).toEqual([' type']);
  });

  it('wants a documented code as an integer in the answer', () => {
    for (const code of [20000, -1, -10000, 10005, 10014, 10015])
      expect(brief(haitouhui, 'answer', `{"ret_code":${code},"ret_message":"OK"}`)).toEqual([]);
    expect(brief(haitouhui, 'answer', '{"ret_code":200,"ret_message":"OK"}')).toEqual(['/ret_code enum']);
    expect(brief(haitouhui, 'answer', '{"ret_code":"20000","ret_message":"OK"}')).toEqual(['/ret_code type']);
    expect(brief(haitouhui, 'answer', '{"ret_code":20000}')).toEqual(['/ret_message required']);
  });
});

describe('yunzhimeng', () => {
  const headers = (change: Record<string, string>) =>
    brief(
      yunzhimeng,
      'headers',
      JSON.stringify({
        'x-timestamp': '1763690000123',
        'x-nonce': '583920174650291837',
        'x-signature': 'c12Q',
        'x-eventcode': 'FREIGHT_RECHAR',
        ...change,
      }),
    );

  it('wants four headers', () => {
    expect(headers({})).toEqual([]);
    expect(headers({ 'x-nonce': '58392017465029183' })).toEqual(['/x-nonce pattern']);
    expect(headers({ 'x-nonce': '5.83920174650e+17' })).toEqual(['/x-nonce pattern']);
    expect(headers({ 'x-eventcode': 'FREIGHT_RECHARGE' })).toEqual(['/x-eventcode enum']);
    expect(brief(yunzhimeng, 'headers', '{}')).toHaveLength(4);
  });

  it('takes any object as the body of an event and anything as an answer', () => {
    for (const name of ['event', ...Object.keys(EVENTS)]) {
      expect(brief(yunzhimeng, name, '{}')).toEqual([]);
      expect(brief(yunzhimeng, name, 'null')).toEqual([' type']);
      expect(brief(yunzhimeng, name, '[]')).toEqual([' type']);
    }
    for (const text of ['null', '{"code":0}', '"success"'])
      expect(brief(yunzhimeng, 'answer', text)).toEqual([]);
  });

  it('takes the vectors', () => {
    const { cases } = JSON.parse(readFileSync('test/vectors/yunzhimeng.json', 'utf8'));
    expect(cases.length).toBeGreaterThan(3);
    for (const { body, event } of cases) expect(check(yunzhimeng, event ?? 'event', body)).toEqual([]);
  });
});

describe('lianyou', () => {
  const text = (type: number) => bodyText(lianyouMessages[type] as SampleMessage);
  const sentAs = (type: number, number: number) => text(type).replace(`"type":${type}`, `"type":${number}`);

  it('takes the vectors', () => {
    const { cases } = JSON.parse(readFileSync('test/vectors/lianyou.json', 'utf8'));
    expect(cases.length).toBeGreaterThan(1);
    for (const { body } of cases) expect(check(lianyou, String(JSON.parse(body).type), body)).toEqual([]);
  });

  it('reports a long that came as a string, with its digits', () => {
    const quoted = text(1001).replace('9007199254740993', '"9007199254740993"');
    expect(check(lianyou, '1001', quoted)).toEqual([
      {
        pointer: '/tokenId',
        keyword: 'type',
        expected: { kind: 'type', types: ['integer'] },
        found: '"9007199254740993"',
      },
    ]);
  });

  it('takes the other number that a page gives to its message, and no other', () => {
    expect(brief(lianyou, '1008', sentAs(1008, 1007))).toEqual([]);
    expect(brief(lianyou, '1009', sentAs(1009, 1007))).toEqual([]);
    expect(brief(lianyou, '1010', sentAs(1010, 1001))).toEqual([]);
    expect(brief(lianyou, '1008', sentAs(1008, 1009))).toEqual(['/type enum']);
    expect(brief(lianyou, '1001', sentAs(1001, 1010))).toEqual(['/type enum']);
  });

  it('tells apart what comes under one number', () => {
    for (const [type, number] of [
      [1007, 1007],
      [1008, 1007],
      [1009, 1007],
    ] as const)
      expect(brief(lianyou, 'type-1007', sentAs(type, number))).toEqual([]);
    for (const type of [1001, 1010]) expect(brief(lianyou, 'type-1001', sentAs(type, 1001))).toEqual([]);
    expect(brief(lianyou, 'type-1007', text(1007).replace('"approved":true', '"x":1'))).toEqual([
      '/approved required',
    ]);
    const bare = `{"type":1001,"contract":"0x1","sign":"","price":"1"}`;
    expect(brief(lianyou, 'type-1001', bare)).toEqual(
      ['isOrderAsk', 'signer', 'amount', 'currency', 'tokenId'].map((name) => `/${name} required`),
    );
  });

  it('keeps digits past 2^53 in its samples', () => {
    expect(printJson(readJson(text(1005)))).toContain('"value":1000000000000000001');
  });

  it('wants a documented code in the answer', () => {
    for (const code of [1, 0, 2, 99])
      expect(brief(lianyou, 'answer', `{"code":${code},"msg":""}`)).toEqual([]);
    expect(brief(lianyou, 'answer', '{"code":200,"msg":"SUCCESS"}')).toEqual(['/code enum']);
    expect(brief(lianyou, 'answer', '{"code":"1"}')).toEqual(
      expect.arrayContaining(['/code type', '/msg required']),
    );
  });
});

describe('every schema', () => {
  const all = Object.entries(PLATFORMS).flatMap(([id, { schemas }]) =>
    Object.entries(schemas).map(([name, schema]) => ({ name: `${id}/${name}`, schema })),
  );
  it.each(all)(
    '$name is a 2020-12 schema with a title in English and a description in Chinese',
    ({ schema }) => {
      expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
      expect(schema['title']).toMatch(/[a-z]/);
      expect(schema['description']).toMatch(/\p{Script=Han}/u);
      // A schema that breaks the rules of its draft throws.
      validateJson(schema, readJson('{}'));
      expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    },
  );
});
