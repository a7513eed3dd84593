/** More results than this are not kept: a search that runs long must not fill the memory. */
const MOST_REMEMBERED = 20_000;

/** A function that remembers what it made of each key, of at most so many; many combinations come to the same few. */
export function remembering<Key, Value extends NonNullable<unknown> | null>(
  make: (key: Key) => Value,
  most = MOST_REMEMBERED,
): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const value = make(key);
    known.set(key, value);
    return value;
  };
}
