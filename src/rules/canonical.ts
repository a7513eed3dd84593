/**
 * The interpreter of sign rules. Each step is a function of its own, so that signing runs them in a row and a
 * search over variations shares the steps that two variations have in common.
 */
import type { Field } from '../request/fields.ts';
import { inHashMapOrder } from './java-hash-map.ts';
import type { FinalEdit, ParameterOrder, SignRule } from './sign-rule.ts';
import { encodeValue } from './value-encoding.ts';

/** Step 1: the parameters that are signed. */
export function selectFields<F extends Field>(
  rule: Pick<SignRule, 'exclude' | 'emptyValues'>,
  fields: readonly F[],
): F[] {
  return fields.filter(
    ({ name, value }) =>
      !rule.exclude.includes(name) && (rule.emptyValues === 'keep' || (value ?? '') !== ''),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
type Ordering = <F extends Field>(fields: readonly F[]) => readonly F[];
const sortedBy =
  (order: (a: Field, b: Field) => number): Ordering =>
  (fields) =>
    fields.toSorted(order);
const ORDERS: Readonly<Record<ParameterOrder, Ordering>> = {
  wire: (fields) => fields,
  ascii: sortedBy((a, b) => compare(a.name, b.name)),
  reverse: sortedBy((a, b) => compare(b.name, a.name)),
  'ignore-case': sortedBy((a, b) => compare(a.name.toLowerCase(), b.name.toLowerCase())),
  'by-value': sortedBy((a, b) => compare(a.value ?? '', b.value ?? '')),
  'java-hash-map': (fields) => inHashMapOrder(fields, ({ name }) => name),
};

/** Step 2: their order. Parameters that compare equal keep the order of the wire. */
export function orderFields<F extends Field>(
  rule: Pick<SignRule, 'order'>,
  fields: readonly F[],
): readonly F[] {
  return ORDERS[rule.order](fields);
}

/** One parameter as it stands in the string; `value` is its encoded value where that is known. */
export function fieldText(
  { names, pair, valueEncoding }: Pick<SignRule, 'names' | 'pair' | 'valueEncoding'>,
  field: Field,
  value = encodeValue(valueEncoding, field.value ?? ''),
): string {
  return names ? field.name + pair + value : value;
}

/** Step 3: the parameters as one string, without the secret. */
export function joinFields(
  rule: Pick<SignRule, 'names' | 'pair' | 'join' | 'valueEncoding'>,
  fields: readonly Field[],
): string {
  return fields.map((field) => fieldText(rule, field)).join(rule.join);
}

const PLACE = '{secret}';

/** A part of the rule with the secret in its place. */
export function secretIn(part: string, secret: string): string {
  if (part === '') return '';
  return part === PLACE ? secret : part.replaceAll(PLACE, () => secret);
}

/** Step 4: the secret's place. An empty secret part stays as the rule writes it. */
export function placeSecret(
  rule: Pick<SignRule, 'before' | 'after'>,
  joined: string,
  secret: string,
): string {
  return secretIn(rule.before, secret) + joined + secretIn(rule.after, secret);
}

/** Step 5: changes to the whole string, in order. */
export function editWhole(edits: readonly FinalEdit[], text: string): string {
  let edited = text;
  for (const edit of edits) edited = applyEdit(edit, edited);
  return edited;
}

function applyEdit(edit: FinalEdit, text: string): string {
  switch (edit.kind) {
    case 'drop-last':
      return text.slice(0, -1);
    case 'replace':
      // A pattern such as $& would mean something to replaceAll.
      return edit.with.includes('$')
        ? text.split(edit.find).join(edit.with)
        : text.replaceAll(edit.find, edit.with);
    case 'append':
      return text + edit.text;
    case 'lower-case':
      return text.toLowerCase();
    case 'upper-case':
      return text.toUpperCase();
  }
}

/** Steps 1 to 3: the parameters as one string, without the secret. Fields as on the wire (decoded). */
export function joinedFields(rule: SignRule, fields: readonly Field[]): string {
  return joinFields(rule, orderFields(rule, selectFields(rule, fields)));
}

/** Steps 4 and 5: the canonical string, which is what is digested. The secret as text. */
export function withSecret(rule: SignRule, joined: string, secret: string): string {
  return editWhole(rule.edits, placeSecret(rule, joined, secret));
}

/** The canonical string of fields as on the wire (decoded); the secret as text. */
export function canonicalString(rule: SignRule, fields: readonly Field[], secret: string): string {
  return withSecret(rule, joinedFields(rule, fields), secret);
}

/** A character of the private use area: in no callback, and no edit touches it. */
const MASK = '\uE5EC';
const MASKS = new RegExp(`${MASK}+`, 'g');

/**
 * The canonical string with the secret masked: `‹secret›`, or `‹secret 31/32›` where the rule cuts characters off.
 * For showing; it can be printed anywhere.
 */
export function maskedCanonicalString(rule: SignRule, fields: readonly Field[], secret: string): string {
  return withMaskedSecret(rule, joinedFields(rule, fields), secret);
}

/** The same from the parameters as one string. */
export function withMaskedSecret(rule: SignRule, joined: string, secret: string): string {
  if (rule.edits.length === 0) return placeSecret(rule, joined, '‹secret›');
  const length = Math.max(1, secret.length);
  const masked = withSecret(rule, joined, MASK.repeat(length));
  return masked.replace(MASKS, (run) =>
    run.length === length ? '‹secret›' : `‹secret ${run.length}/${length}›`,
  );
}
