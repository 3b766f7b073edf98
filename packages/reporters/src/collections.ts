/** Lists of items by a key, in the order in which they came. */
export function groupBy<K, V>(items: Iterable<V>, keyOf: (item: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const item of items) push(groups, keyOf(item), item);
  return groups;
}

/** Appends to a list in a map, which is made where it is missing. */
export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The code points of a text: what is counted and cut in columns and labels, so that no character is cut in half. */
export function codePoints(text: string): string[] {
  return Array.from(text);
}
