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

/**
 * A function that remembers what it made of each count, and makes those before first: each may leave out what one of
 * fewer has already.
 */
export function inAscendingOrder<Value>(make: (count: number) => Value): (count: number) => Value {
  const made: Value[] = [];
  return (count) => {
    for (let c = made.length; c <= count; c++) made[c] = make(c);
    return made[count] as Value;
  };
}
