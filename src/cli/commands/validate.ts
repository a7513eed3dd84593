/** `cbk validate`: a payload against a built-in or own JSON Schema. */
import { checkAgainst, fieldsAsJson } from '../../checks/schema.ts';
import type { Finding } from '../../findings/finding.ts';
import { Problem } from '../../findings/problem.ts';
import { exitStatus } from '../../findings/status.ts';
import { toPlain } from '../../json/node.ts';
import { JsonSyntaxError, readJson } from '../../json/read.ts';
import { builtInSchemas, schemaName } from '../../platforms/index.ts';
import type { Schema } from '../../platforms/platform.ts';
import { findingLines } from '../../render/report.ts';
import { SchemaError } from '../../schema/schema-error.ts';
import type { Call } from '../command.ts';
import { pageOf, writeJson, writeResult } from '../output.ts';
import { inputFindings } from '../report-parts.ts';
import { readJsonFile } from '../rule-option.ts';
import { openSession, type Session } from '../session.ts';

export async function run(call: Call): Promise<number> {
  const session = await openSession(call, { blobs: false });
  const { name, schema } = chooseSchema(call, session);
  const value = payloadOf(session);
  let problems: Finding[];
  try {
    problems = checkAgainst(schema, name, value);
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    const { code, ref, detail, problem, pointer } = error;
    const reason = [code, ref, detail, problem && call.catalogue.expected(problem.expected)]
      .filter(Boolean)
      .join(': ');
    throw new Problem('schema-invalid', { path: name, reason, pointer });
  }
  const findings = [...inputFindings(session), ...problems];
  if (call.options.json)
    await writeJson(call, {
      platform: session.detection?.platform.id,
      verdict: exitStatus(findings) === 0 ? 'valid' : 'invalid',
      findings,
      layers: session.unwrapped.layers,
    });
  else await writeResult(call, `${findingLines(findings, pageOf(call)).join('\n')}\n`);
  return exitStatus(findings);
}

function chooseSchema(
  { options }: Call,
  { detection, unwrapped, body }: Session,
): { name: string; schema: Schema } {
  const builtIn = builtInSchemas();
  const known = [...builtIn.keys()];
  if (options.schema !== undefined) {
    const found = builtIn.get(options.schema);
    if (found) return { name: options.schema, schema: found };
    return {
      name: options.schema,
      schema: toPlain(readJsonFile(options.schema, 'schema-unknown', known), 'double') as Schema,
    };
  }
  const message = detection && schemaName(detection.platform, unwrapped.request, body);
  const name = message !== undefined && `${detection?.platform.id}/${message}`;
  const schema = name ? builtIn.get(name) : undefined;
  if (!name || !schema) throw new Problem('schema-undetected', { known });
  return { name, schema };
}

/** The payload as JSON; a form is an object of strings. */
function payloadOf({ body, unwrapped }: Session) {
  if (body.json) return body.json;
  if (body.kind === 'form') return fieldsAsJson(body.fields);
  try {
    return readJson(unwrapped.request.body.toString('utf8'));
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const { line, column, reason } = error;
    throw new Problem('not-json', { line, column, reason });
  }
}
