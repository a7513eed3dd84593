/** JSON Schema of a sign rule in a file. `extends` names a built-in rule whose other values are taken over. */
export const signRuleSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    extends: { type: 'string' },
    id: { type: 'string', minLength: 1 },
    exclude: { type: 'array', items: { type: 'string' } },
    emptyValues: { enum: ['keep', 'drop'] },
    order: { enum: ['ascii', 'wire', 'reverse', 'ignore-case', 'by-value', 'java-hash-map'] },
    names: { type: 'boolean' },
    pair: { type: 'string' },
    join: { type: 'string' },
    valueEncoding: {
      enum: ['raw', 'java-url', 'java-url-lower', 'rfc3986', 'rfc3986-lower', 'component', 'php-url'],
    },
    before: { type: 'string' },
    after: { type: 'string' },
    edits: {
      type: 'array',
      items: {
        type: 'object',
        required: ['kind'],
        properties: { kind: { enum: ['drop-last', 'replace', 'append', 'lower-case', 'upper-case'] } },
        allOf: [
          {
            if: { properties: { kind: { const: 'replace' } } },
            // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
            then: {
              required: ['find', 'with'],
              properties: { find: { type: 'string' }, with: { type: 'string' } },
            },
          },
          {
            if: { properties: { kind: { const: 'append' } } },
            // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
            then: { required: ['text'], properties: { text: { type: 'string' } } },
          },
        ],
      },
    },
    charset: { enum: ['utf-8', 'gbk', 'us-ascii'] },
    digest: {
      enum: [
        'md5',
        'sha1',
        'sha256',
        'sha384',
        'sha512',
        'hmac-md5',
        'hmac-sha1',
        'hmac-sha256',
        'hmac-sha512',
      ],
    },
    output: {
      type: 'object',
      additionalProperties: false,
      required: ['form', 'case'],
      properties: {
        form: { enum: ['hex', 'hex-number', 'hex-16', 'hex-bytes', 'base64'] },
        case: { enum: ['upper', 'lower'] },
      },
    },
  },
} as const;
