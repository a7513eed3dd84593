/** From a check and its context to the input of a sign's diagnosis. */
import type { CheckContext } from '../../checks/context.ts';
import { schemaName } from '../../platforms/index.ts';
import type { Schema, SignCheck } from '../../platforms/platform.ts';
import { type Field, fieldValue, readForm, readFormUndecoded } from '../../request/fields.ts';
import { maskedCanonicalString } from '../../rules/canonical.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { NO_DIAGNOSIS } from '../diagnosis.ts';
import { type KnownKey, keyVariants, otherKeys } from '../key-change.ts';
import type { Effort } from '../search.ts';
import { diagnoseSign } from './index.ts';
import { readObserved } from './observed.ts';

/** Explains a sign that does not fit. Nothing is searched where there is no sign, no secret, or no digest in the sign. */
export function diagnoseSignCheck(
  check: SignCheck,
  context: CheckContext,
  known: readonly KnownKey[],
  effort: Effort,
): Diagnosis {
  const { body, request, platform } = context;
  const secret = context.keys.get(check.secret);
  const sign = fieldValue(body.fields, check.field);
  const observed = sign === undefined ? undefined : readObserved(sign);
  const rules = context.signRules ?? check.rules;
  const [usual] = rules;
  if (secret === undefined || !observed || !usual) return NO_DIAGNOSIS;
  const schema = platform.schemas[schemaName(platform, request, body) ?? ''];
  const properties = propertiesOf(schema);
  const query = request.url?.split('?')[1];
  const others = known.filter(({ slot, value }) => slot !== check.secret || value !== secret);
  const { causes, tried, depth, signed, rule, ruleOnly } = diagnoseSign(
    {
      fields: body.fields,
      numbers: numberFields(context),
      ...(body.kind === 'form' && { undecoded: readFormUndecoded(body.text) }),
      known: {
        documented: new Set(Object.keys(properties)),
        constants: constantsOf(properties),
        defaults: defaultsOf(properties),
        query: query === undefined ? [] : readForm(query),
        signField: check.field,
      },
      rules,
      secret,
      keys: [
        ...otherKeys(
          secret,
          [...others, ...fieldsAsKeys(body.fields, check.field)],
          platform.sampleKeys?.[check.secret] ?? [],
        ),
        ...keyVariants(secret),
      ],
      observed,
    },
    effort,
  );
  return {
    causes,
    tried,
    depth,
    ...(signed !== undefined && {
      evidence: { expected: maskedCanonicalString(usual, body.fields, secret), signed },
    }),
    ...(ruleOnly && rule && { rule }),
  };
}

interface Property {
  readonly type?: string;
  readonly examples?: readonly unknown[];
}
type Properties = Readonly<Record<string, Property>>;

/** The properties of a schema, and those of its alternatives. */
function propertiesOf(schema: Schema | undefined): Properties {
  const { properties = {}, then = {}, else: otherwise = {} } = (schema ?? {}) as Record<string, Schema>;
  if (!schema) return {};
  return {
    ...propertiesOf(then['properties'] ? then : undefined),
    ...propertiesOf(otherwise['properties'] ? otherwise : undefined),
    ...(properties as Properties),
  };
}

/** Go's omitempty and its like leave out 0 and false. */
function defaultsOf(properties: Properties): Field[] {
  return Object.entries(properties).flatMap(([name, { type }]) =>
    type === 'integer' ? [{ name, value: '0' }] : type === 'boolean' ? [{ name, value: 'false' }] : [],
  );
}

function numberFields({ body }: CheckContext): Set<string> {
  if (body.json?.type !== 'object') return new Set();
  return new Set(body.json.members.filter(({ value }) => value.type === 'number').map(({ name }) => name));
}

/** Documented parameters with one example that is no placeholder always have that value. */
function constantsOf(properties: Properties): Field[] {
  return Object.entries(properties).flatMap(([name, { examples }]) =>
    examples?.length === 1 ? [{ name, value: String(examples[0]) }] : [],
  );
}

/** The app id is what is most often taken for the secret. */
function fieldsAsKeys(fields: readonly Field[], signField: string): KnownKey[] {
  return fields
    .filter(
      ({ name, value }) =>
        /(?:^|_)(?:app|mch|merchant|client)_?(?:id|key)$/i.test(name) && name !== signField && value,
    )
    .map(({ name, value }) => ({ label: name, slot: name, value: value ?? '' }));
}
