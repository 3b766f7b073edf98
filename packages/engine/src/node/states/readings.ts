import { encodePack, openPack } from "../../pack.js";
import type { FileRead } from "../../types.js";
import { openShelf, type Shelf } from "../packs.js";
import { openStore, type Store } from "../store.js";

/** What is known of blobs: their readings by key, and which of them hold no marker. Opened part by part. */
export interface Readings {
  /** No annotation can be in the blob of this id. */
  unmarked(id: string): boolean;
  noteUnmarked(id: string): void;
  has(key: string): boolean;
  get(key: string): FileRead | undefined;
  put(key: string, read: FileRead): void;
  /** Adds what a thread has read. */
  putAll(pack: Uint8Array | null): void;
  /** Stores what is new. `whole`: whole trees were looked at, so that what nobody asked for may be thrown out. */
  save(whole: boolean): void;
}

const UNMARKED = "unmarked.txt";
const PACK = "history.pack";
/** Ids that nobody asked for are thrown out once they prevail by this factor. */
const WASTEFUL = 4;

function readIds(store: Store | null): Set<string> {
  const [bytes] = store?.read(UNMARKED) ?? [];
  return new Set(bytes === undefined ? [] : Buffer.from(bytes).toString("latin1").split("\n"));
}

/**
 * Opens what earlier runs left for a root; with `stored` false nothing is read from or written to disk. `plain`: look
 * also among the readings of files without markers, which are many.
 */
export function openReadings(root: string, options: { stored: boolean; plain: boolean }): Readings {
  const store = options.stored ? openStore(root) : null;
  const shelves: { history?: Shelf; annotated?: Shelf; plain?: Shelf } = {};
  const history = (): Shelf => (shelves.history ??= openShelf(store, PACK));
  const annotated = (): Shelf => (shelves.annotated ??= openShelf(store, "annotated.pack"));
  const plain = (): Shelf => (shelves.plain ??= openShelf(store, "plain.pack"));
  const fresh = new Map<string, FileRead>();
  const used = new Set<string>();
  const asked = new Set<string>();
  let ids: Set<string> | null = null;
  let changed = false;
  const known = (): Set<string> => (ids ??= readIds(store));
  const writeIds = (whole: boolean): void => {
    const kept = whole && known().size > WASTEFUL * asked.size ? asked : known();
    if (changed || kept === asked) store?.write(UNMARKED, [Buffer.from([...kept].join("\n"), "latin1")]);
  };
  return {
    unmarked: (id) => {
      const there = known().has(id);
      if (there) asked.add(id);
      return there;
    },
    noteUnmarked: (id) => {
      known().add(id);
      asked.add(id);
      changed = true;
    },
    has: (key) => fresh.has(key) || history().has(key) || annotated().has(key) || (options.plain && plain().has(key)),
    get: (key) => {
      used.add(key);
      const known = fresh.get(key) ?? history().get(key) ?? annotated().get(key);
      return known ?? (options.plain ? plain().get(key) : undefined);
    },
    put: (key, read) => {
      fresh.set(key, read);
    },
    putAll: (bytes) => {
      const pack = bytes === null ? null : openPack(bytes);
      for (const key of pack?.keys() ?? []) fresh.set(key, pack!.get(key)!);
    },
    save: (whole) => {
      if (fresh.size > 0) {
        history().add(openPack(encodePack(fresh)));
        history().save(whole ? used : null);
      }
      if (ids !== null) writeIds(whole);
    },
  };
}
