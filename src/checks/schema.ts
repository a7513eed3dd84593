/** Checks the body, the headers and the plaintexts of a request against the platform's schemas. */
import { type Finding, finding } from '../findings/finding.ts';
import type { JsonMember, JsonNode } from '../json/read.ts';
import { schemaName, sourceName, valueAt } from '../platforms/index.ts';
import type { Schema } from '../platforms/platform.ts';
import type { Field } from '../request/fields.ts';
import { header } from '../request/request.ts';
import { validateJson } from '../schema/validate.ts';
import type { CheckContext, Plaintext } from './context.ts';

/** Form parameters or headers as a JSON object of strings, for a schema. Offsets are those of no text. */
export function fieldsAsJson(fields: readonly Field[]): JsonNode {
  const members = fields.map(({ name, value }): JsonMember => {
    if (value === null) return { name, value: { type: 'null', start: 0, end: 0 } };
    return { name, value: { type: 'string', value, start: 0, end: 0 } };
  });
  return { type: 'object', members, start: 0, end: 0 };
}

/** One finding for each problem, or one that all is well. `name` is the schema's name with its platform. */
export function checkAgainst(schema: Schema, name: string, value: JsonNode): Finding[] {
  const problems = validateJson(schema, value);
  if (problems.length === 0) return [finding('ok', 'schema-valid', { schema: name })];
  return problems.map(({ pointer, expected, found }) =>
    finding('error', 'schema-problem', {
      schema: name,
      pointer,
      expected,
      ...(found !== undefined && { found }),
    }),
  );
}

/** Checks everything that the platform has a schema for. */
export function checkSchemas(context: CheckContext, plaintexts: readonly Plaintext[]): Finding[] {
  const { platform, body, request } = context;
  const against = (name: string, value: JsonNode): Finding[] => {
    const schema = platform.schemas[name];
    return schema ? checkAgainst(schema, `${platform.id}/${name}`, value) : [];
  };
  const findings: Finding[] = [];
  for (const check of platform.checks)
    if (check.kind === 'headers' && request.headers.length > 0)
      findings.push(
        ...against(
          check.schema,
          fieldsAsJson(
            check.names.flatMap((name) => {
              const value = header(request, name);
              return value === undefined ? [] : [{ name: name.toLowerCase(), value }];
            }),
          ),
        ),
      );
  const value = body.json ?? (body.kind === 'form' ? fieldsAsJson(body.fields) : undefined);
  if (value) {
    const name = schemaName(platform, request, body);
    if (name !== undefined) findings.push(...against(name, value));
    else if (platform.event)
      findings.push(
        finding('warning', 'schema-none', {
          event: valueAt(platform.event.at, request, body) ?? sourceName(platform.event.at),
        }),
      );
  }
  for (const { schema, json } of plaintexts)
    if (schema !== undefined && json) findings.push(...against(schema, json));
  return findings;
}
