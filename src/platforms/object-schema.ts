/** The one form that nearly all messages have: a JSON object with named values. */
import type { Bilingual } from '../language/text.ts';
import type { Schema } from './platform.ts';

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/**
 * A 2020-12 schema of an object. All listed properties are required but the optional ones; others may come as
 * well, for platforms add fields without notice. The English title and the Chinese description name it.
 */
export function objectSchema(
  what: Bilingual,
  properties: Readonly<Record<string, Schema>>,
  optional: readonly string[] = [],
): Schema {
  return {
    $schema: DRAFT,
    title: what.en,
    description: what.zh,
    type: 'object',
    properties,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
  };
}

/** A property: the keywords that it must satisfy, and what it is in Chinese. */
export function property(description: string, keywords: Schema): Schema {
  return { description, ...keywords };
}
