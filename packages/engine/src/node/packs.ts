import { encodePack, openPack, type Pack } from "../pack.js";
import type { FileRead } from "../types.js";
import type { Store } from "./store.js";

/** What was read from files, by key, over several packs; later packs win. */
export interface Shelf {
  get(key: string): FileRead | undefined;
  has(key: string): boolean;
  keys(): Iterable<string>;
  /** Adds a pack; null, for bytes that are none, is ignored. */
  add(pack: Pack | null): void;
  /** Stores the shelf if packs were added. With `used`, what nobody used is thrown out once it prevails. */
  save(used: ReadonlySet<string> | null): void;
}

const MOST_PACKS = 256;

/** Opens the packs stored under a name. */
export function openShelf(store: Store | null, name: string): Shelf {
  const packs: Uint8Array[] = [];
  const index = new Map<string, Pack>();
  let added = false;
  const add = (pack: Pack | null): void => {
    if (pack === null || pack.size === 0) return;
    packs.push(pack.bytes);
    for (const key of pack.keys()) index.set(key, pack);
  };
  const kept = function* (used: ReadonlySet<string> | null): Iterable<[string, FileRead]> {
    for (const [key, pack] of index) {
      const read = used === null || used.has(key) ? pack.get(key) : undefined;
      if (read !== undefined) yield [key, read];
    }
  };
  for (const bytes of store?.read(name) ?? []) add(openPack(bytes));
  return {
    get: (key) => index.get(key)?.get(key),
    has: (key) => index.has(key),
    keys: () => index.keys(),
    add: (pack) => {
      add(pack);
      added = true;
    },
    save: (used) => {
      if (store === null || !added) return;
      const wasteful = used !== null && index.size > 2 * used.size;
      if (!wasteful && packs.length <= MOST_PACKS) store.write(name, packs);
      else store.write(name, [encodePack(kept(wasteful ? used : null))]);
    },
  };
}
