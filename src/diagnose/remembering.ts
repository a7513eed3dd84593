/** More results than this are not kept: a search that runs long must not fill the memory. */
const MOST_REMEMBERED = 20_000;

/** A function that remembers what it made of each key; many combinations come to the same few. */
export function remembering<Key, Value extends NonNullable<unknown> | null>(
  make: (key: Key) => Value,
): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const value = make(key);
    known.set(key, value);
    return value;
  };
}
