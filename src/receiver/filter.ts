/** Chooses deliveries: `platform=haomiao verdict=invalid path~notify order_no=5`. */
import { atPointer, scalarText } from '../json/node.ts';
import { type Body, fieldValue } from '../request/fields.ts';
import type { Delivery } from './delivery.ts';

export type Filter = (delivery: Delivery, body: Body) => boolean;

/** Thrown for a term that is none. */
export class FilterError extends Error {
  override readonly name = 'FilterError';
  readonly found: string;

  constructor(found: string) {
    super(`filter: ${found}`);
    this.found = found;
  }
}

const TERM = /^([\w./-]+)(!=|!~|=|~)(.*)$/;

/** Facts of a delivery by name; any other name is a field of the body, a dotted path or a JSON pointer into it. */
const FACTS: Readonly<Record<string, (delivery: Delivery) => string>> = {
  id: ({ id }) => id,
  kind: ({ kind }) => kind,
  platform: ({ platform }) => platform ?? '',
  verdict: ({ verdict }) => verdict,
  event: ({ event }) => event ?? '',
  method: ({ request }) => request.method,
  path: ({ request }) => request.url.split('?')[0] ?? '',
  url: ({ request }) => request.url,
  remote: ({ remote, client }) => client?.address ?? remote,
};

/**
 * Reads terms that all must hold, separated by spaces or commas: `name=value`, `!=`, `~` (contains), `!~`. With `=`
 * a value may begin or end with `*`.
 * @throws FilterError
 */
export function parseFilter(text: string): Filter {
  const terms = text
    .split(/[\s,]+/)
    .filter((term) => term !== '')
    .map((term) => {
      const [, name = '', sign = '', wanted = ''] = TERM.exec(term) ?? [];
      if (name === '') throw new FilterError(term);
      const contains = sign.endsWith('~');
      const negated = sign.startsWith('!');
      return (delivery: Delivery, body: Body) => {
        const value = textOf(name, delivery, body);
        const holds = contains ? value.includes(wanted) : matches(value, wanted);
        return holds !== negated;
      };
    });
  return (delivery, body) => terms.every((term) => term(delivery, body));
}

function textOf(name: string, delivery: Delivery, body: Body): string {
  const fact = Object.hasOwn(FACTS, name) ? FACTS[name] : undefined;
  if (fact) return fact(delivery);
  const field = name.replace(/^body\./, '');
  const pointer = field.startsWith('/') ? field : `/${field.replaceAll('.', '/')}`;
  const inside = body.json && scalarText(atPointer(body.json, pointer));
  return inside ?? fieldValue(body.fields, field) ?? '';
}

function matches(value: string, wanted: string): boolean {
  const start = wanted.startsWith('*');
  const end = wanted.endsWith('*') && wanted.length > 1;
  const core = wanted.slice(start ? 1 : 0, end ? -1 : undefined);
  if (start && end) return value.includes(core);
  if (start) return value.endsWith(core);
  return end ? value.startsWith(core) : value === core;
}
