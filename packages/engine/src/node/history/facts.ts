import type { SourceRecord } from "@threatloom/model";
import { openPack } from "../../pack.js";
import { recordOf } from "../../records.js";
import type { FileRead } from "../../types.js";
import { openReadings, type Readings } from "../states/readings.js";
import type { Store } from "../store.js";

/** The names of the functions that coverage counts in a file. */
export type FunctionsOf = (record: SourceRecord) => string[];

/** The functions of a file: how many, and their names, one per line. There may be millions. */
export interface FileFunctions {
  count: number;
  names: string;
}

/** Of a file that has none. */
export const NO_FUNCTIONS: FileFunctions = { count: 0, names: "" };

/**
 * What is known of blobs, for walks over many trees: of files without annotations only the names of their functions are
 * kept, and of others only what the trees at hand need.
 */
export interface Facts extends Readings {
  functionsOf(record: SourceRecord): FileFunctions;
  /** The functions of a file that holds no annotation; undefined for another one. */
  functions(key: string): FileFunctions | undefined;
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

type Row = [key: string, count: number, names: string];

function recalled(store: Store | null): Map<string, FileFunctions> {
  const [bytes] = store?.read(STORE) ?? [];
  try {
    const rows = bytes === undefined ? [] : (JSON.parse(Buffer.from(bytes).toString("utf8")) as Row[]);
    return new Map(rows.map(([key, count, names]) => [key, { count, names }]));
  } catch {
    // What cannot be read is found out anew.
    return new Map();
  }
}

/** How facts are opened. */
interface FactOptions {
  store: Store | null;
  /** Functions are asked for. */
  plain: boolean;
  functionsOf: FunctionsOf;
  /** Called whenever a file was read. */
  onRead: () => void;
}

/** Opens what earlier runs left; without a store nothing is kept beyond the run. */
export function openFacts(root: string, { store, plain, functionsOf: namesOf, onRead }: FactOptions): Facts {
  const open = (): Readings => openReadings(root, { stored: store !== null, plain });
  let inner = open();
  let names: Map<string, FileFunctions> | null = null;
  const used = new Set<string>();
  let [count, changed] = [0, false];
  const known = (): Map<string, FileFunctions> =>
    (names ??= plain ? recalled(store) : new Map<string, FileFunctions>());
  const functionsOf = (record: SourceRecord): FileFunctions => {
    const list = namesOf(record);
    return { count: list.length, names: list.join("\n") };
  };
  const note = (key: string, read: FileRead): FileFunctions => {
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
    onRead();
  };
  const save = (): void => {
    inner.save(false);
    // What was stored is read from there, and what was not is let go.
    inner = open();
    count = 0;
    if (!changed || store === null) return;
    changed = false;
    const wasteful = known().size > WASTEFUL * used.size;
    const rows = [...known()].filter(([key]) => !wasteful || used.has(key));
    store.write(STORE, [
      Buffer.from(JSON.stringify(rows.map(([key, { count: n, names: text }]): Row => [key, n, text]))),
    ]);
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
