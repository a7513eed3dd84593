/**
 * The order in which java.util.HashMap gives its keys. Source: its documentation of hashCode and of the table, which
 * begins with 16 buckets and doubles when more than three quarters as many keys are in it; compared with a JDK.
 */

/** String.hashCode with the upper half mixed in, as HashMap does. */
function spreadHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash ^ (hash >>> 16);
}

/** Sorts by bucket; what shares one keeps the order in which it came. */
export function inHashMapOrder<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  let buckets = 16;
  while (items.length > buckets * 0.75) buckets *= 2;
  const bucketOf = (item: T) => spreadHash(keyOf(item)) & (buckets - 1);
  return items.toSorted((a, b) => bucketOf(a) - bucketOf(b));
}
