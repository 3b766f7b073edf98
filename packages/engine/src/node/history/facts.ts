import { openPack } from "../../pack.js";
import { recordOf } from "../../records.js";
import type { FileRead } from "../../types.js";
import { openReadings, type Readings } from "../states/readings.js";
import type { Store } from "../store.js";

/** The functions that coverage counts in a file. */
export type FunctionsOf = (record: ReturnType<typeof recordOf>) => string[];

/**
 * What is known of blobs, for walks over many trees: of files without annotations only the names of their functions are
 * kept, and of others only what the trees at hand need.
 */
export interface Facts extends Readings {
  functionsOf: FunctionsOf;
  /** The functions of a file that holds no annotation; undefined for another one. */
  functions(key: string): readonly string[] | undefined;
  /** Lets go of readings once there are many; those that are asked for again are read again. */
  ease(): void;
  /** Readings as they are, for who asks for the symbols of files without annotations. */
  whole: () => Readings;
}

const STORE = "functions.json";
/** Readings above which they are let go. */
const MANY = 4000;
/** Names that nobody asked for are thrown out once they prevail by this factor. */
const WASTEFUL = 4;

function recalled(store: Store | null): Map<string, readonly string[]> {
  const [bytes] = store?.read(STORE) ?? [];
  try {
    if (bytes !== undefined) return new Map(JSON.parse(Buffer.from(bytes).toString("utf8")) as [string, string[]][]);
  } catch {
    // What cannot be read is found out anew.
  }
  return new Map();
}

/** Opens what earlier runs left; without a store nothing is kept beyond the run. `plain`: functions are asked for. */
export function openFacts(
  root: string,
  options: { store: Store | null; plain: boolean; functionsOf: FunctionsOf },
): Facts {
  const { store, plain, functionsOf } = options;
  const open = (): Readings => openReadings(root, { stored: store !== null, plain });
  let inner = open();
  let names: Map<string, readonly string[]> | null = null;
  const used = new Set<string>();
  let [count, changed] = [0, false];
  const known = (): Map<string, readonly string[]> => (names ??= plain ? recalled(store) : new Map<string, string[]>());
  const note = (key: string, read: FileRead): readonly string[] => {
    const list = functionsOf(recordOf("", read, false));
    known().set(key, list);
    changed = true;
    return list;
  };
  const put = (key: string, read: FileRead): void => {
    if (plain && read.annotations.length === 0) note(key, read);
    else {
      count++;
      inner.put(key, read);
    }
  };
  const save = (): void => {
    inner.save(false);
    // What was stored is read from there, and what was not is let go.
    inner = open();
    count = 0;
    if (!changed || store === null) return;
    changed = false;
    const wasteful = known().size > WASTEFUL * used.size;
    const kept = wasteful ? [...known()].filter(([key]) => used.has(key)) : [...known()];
    store.write(STORE, [Buffer.from(JSON.stringify(kept))]);
  };
  return {
    unmarked: (id) => inner.unmarked(id),
    noteUnmarked: (id) => {
      inner.noteUnmarked(id);
    },
    has: (key) => known().has(key) || inner.has(key),
    get: (key) => inner.get(key),
    put,
    functionsOf,
    putAll: (bytes) => {
      const pack = bytes === null ? null : openPack(bytes);
      for (const key of pack?.keys() ?? []) put(key, pack!.get(key)!);
    },
    functions: (key) => {
      used.add(key);
      const list = known().get(key);
      if (list !== undefined || !plain) return list;
      const read = inner.get(key);
      return read === undefined || read.annotations.length > 0 ? undefined : note(key, read);
    },
    ease: () => {
      if (count >= MANY) save();
    },
    whole: () => inner,
    save,
  };
}
