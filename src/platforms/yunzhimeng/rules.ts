/** What 运之盟 may sign. Not public: these are the candidates, likeliest first. */
import type { SignatureRule } from '../../rules/signature-rule.ts';

const digests = ['sha256', 'sha1', 'md5', 'sha384', 'sha512'] as const;

export const rules: readonly SignatureRule[] = [
  { id: 'timestamp-nonce-body', canonical: '{timestamp}{nonce}{body}', digests },
  { id: 'body-timestamp-nonce', canonical: '{body}{timestamp}{nonce}', digests },
  { id: 'lines', canonical: '{timestamp}\\n{nonce}\\n{body}\\n', digests },
  { id: 'body', canonical: '{body}', digests },
  { id: 'int64-little-endian', canonical: '{timestamp:i64le}{nonce:i64le}{body}', digests },
  { id: 'int64-big-endian', canonical: '{timestamp:i64be}{nonce:i64be}{body}', digests },
  { id: 'body-int64-little-endian', canonical: '{body}{timestamp:i64le}{nonce:i64le}', digests },
  { id: 'body-int64-big-endian', canonical: '{body}{timestamp:i64be}{nonce:i64be}', digests },
  { id: 'sorted-parameters', canonical: '{params}', digests },
];
