import type { Config } from "@threatloom/model";
import { readFolderRules, readRootConfig, readThreatspecConfig } from "../config/read.js";
import type { ConfigProblem, FolderRules } from "../types.js";
import type { Store } from "./store.js";

/** The name of Threatloom's configuration file. */
export const CONFIG = "threatloom.yaml";

/** The configuration that is read where it stands alone. */
export const THREATSPEC = "threatspec.yaml";

const STORE = "config.json";
const MOST_REMEMBERED = 200;

/** Reads configuration files; what they said when they were last parsed is kept by whole text, so that YAML need not be loaded. */
export interface Memory {
  /** Reads a configuration file of a root, by its name. */
  root(file: string, text: string): { config: Config; problems: ConfigProblem[] };
  /** Reads the configuration file of a folder below the root; `file` is its path. */
  folder(file: string, text: string): { rules: FolderRules; problems: ConfigProblem[] };
  /** Stores what was parsed anew. */
  save(): void;
}

function recalled(store: Store | null): Map<string, unknown> {
  const [bytes] = store?.read(STORE) ?? [];
  try {
    const pairs: unknown = bytes === undefined ? [] : JSON.parse(Buffer.from(bytes).toString("utf8"));
    return new Map(Array.isArray(pairs) ? (pairs as [string, unknown][]) : []);
  } catch {
    return new Map();
  }
}

/** Opens the memory of a root; without a store it forgets at once. */
export function openMemory(store: Store | null): Memory {
  const known = recalled(store);
  let changed = false;
  const through = <T extends { problems: ConfigProblem[] }>(key: string, read: () => T): T => {
    const before = known.get(key) as T | undefined;
    if (before !== undefined) return before;
    const parsed = read();
    // A file with problems is read anew each time: its messages name places.
    if (parsed.problems.length === 0) {
      known.set(key, parsed);
      changed = true;
    }
    return parsed;
  };
  return {
    root: (file, text) => {
      const name = file.slice(file.lastIndexOf("/") + 1);
      return through(`${name}\n${text}`, () =>
        name === CONFIG ? readRootConfig(file, text) : readThreatspecConfig(file, text),
      );
    },
    folder: (file, text) => {
      const folder = file.slice(0, -CONFIG.length - 1);
      const { rules, problems } = through(`folder\n${text}`, () => readFolderRules(file, text, folder));
      return { rules: { ...rules, folder }, problems };
    },
    save: () => {
      if (changed) store?.write(STORE, [Buffer.from(JSON.stringify([...known].slice(-MOST_REMEMBERED)))]);
    },
  };
}
