/** Calls lead to few files at a time, and what is known of all of them at once takes room. */
const MOST_KEPT = 8;

/** Makes a thing per file when it is asked for, and keeps those that were made last. */
export function latest<T>(make: (file: number) => T): (file: number) => T {
  const kept = new Map<number, T>();
  return (file) => {
    let value = kept.get(file);
    if (value !== undefined) return value;
    value = make(file);
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
    kept.set(file, value);
    return value;
  };
}
