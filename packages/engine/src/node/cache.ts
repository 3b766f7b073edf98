import type { FileRead } from "../types.js";
import type { Stamp } from "./files.js";
import { openShelf, type Shelf } from "./packs.js";
import { readStamps, sameStamp, settled, writeStamps, type StampRow, type Stamps } from "./stamps.js";
import { openStore, type Store } from "./store.js";

/** What earlier runs left, and what this one adds. Opened part by part, as it is needed. */
export interface Cache {
  /** Opens what every scan of a whole project needs. */
  prepare(): void;
  /** Nothing is known of any file: all will have to be read. */
  blank(): boolean;
  /** What the last whole scan knew of each file, changed since or not; null where it did not know them all. */
  everything(): ReadonlyMap<string, StampRow> | null;
  /** What is known of an unchanged file; undefined where it is new, changed, or changed too recently to tell. */
  recall(path: string, stamp: Stamp): StampRow | undefined;
  /** Notes what was found out about a file that was stamped at `now`. */
  note(path: string, row: StampRow, now: number): void;
  /** The reading with this key. Readings of files without any marker are looked up only if `plain` is set. */
  get(key: string): FileRead | undefined;
  has(key: string, plain: boolean): boolean;
  keys(): string[];
  /** Adds packs that came from threads, or readings made here. */
  annotated(): Shelf;
  plain(): Shelf;
  /**
   * Writes what is new and lets go of all readings. `whole`: every file of the project was seen, so what was not is
   * forgotten.
   */
  save(whole: boolean): void;
}

/** Opens the cache of a root; with `stored` false nothing is read from or written to disk. */
export function openCache(root: string, stored: boolean): Cache {
  const store: Store | null = stored ? openStore(root) : null;
  let before: Stamps | null = null;
  const rows = new Map<string, StampRow>();
  const used = new Set<string>();
  const shelves: { annotated?: Shelf; plain?: Shelf } = {};
  let changed = false;
  let unsettled = 0;
  const stamps = (): Stamps => (before ??= store === null ? { rows: new Map(), all: false } : readStamps(store));
  const earlier = (): Map<string, StampRow> => stamps().rows;
  const annotated = (): Shelf => (shelves.annotated ??= openShelf(store, "annotated.pack"));
  const plain = (): Shelf => (shelves.plain ??= openShelf(store, "plain.pack"));
  return {
    prepare: () => {
      earlier();
      annotated();
    },
    blank: () => earlier().size === 0 && [...annotated().keys(), ...plain().keys()].length === 0,
    everything: () => (stamps().all ? earlier() : null),
    recall: (path, stamp) => {
      const row = earlier().get(path);
      if (row === undefined || !sameStamp(row, stamp)) return undefined;
      rows.set(path, row);
      return row;
    },
    note: (path, row, now) => {
      if (!settled(row, now)) {
        changed ||= earlier().has(path);
        unsettled += 1;
        rows.delete(path);
        return;
      }
      rows.set(path, row);
      changed = true;
    },
    get: (key) => {
      used.add(key);
      return annotated().get(key) ?? plain().get(key);
    },
    has: (key, withPlain) => annotated().has(key) || (withPlain && plain().has(key)),
    keys: () => [...annotated().keys(), ...plain().keys()],
    annotated,
    plain,
    save: (whole) => {
      const { annotated: marked, plain: unmarked } = shelves;
      delete shelves.annotated;
      delete shelves.plain;
      if (store === null) return;
      // A scan for annotations uses no plain reading, which does not make them useless.
      marked?.save(whole ? used : null);
      unmarked?.save(whole ? used : null);
      if (!whole) return;
      const all = unsettled === 0;
      if (changed || rows.size !== earlier().size || stamps().all !== all) writeStamps(store, rows, all);
    },
  };
}
