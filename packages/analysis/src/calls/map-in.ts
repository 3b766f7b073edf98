/** The map under a key of a map of maps, made where it is not there yet. */
export function mapIn<K, L, V>(all: Map<K, Map<L, V>>, key: K): Map<L, V> {
  let own = all.get(key);
  if (own === undefined) {
    own = new Map<L, V>();
    all.set(key, own);
  }
  return own;
}
