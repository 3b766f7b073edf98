import { setImmediate } from "node:timers/promises";
import type { FileVersion } from "@threatloom/analysis";
import type { Scope } from "../../scope.js";
import { recordOf } from "../../records.js";
import type { Objects } from "../git/objects.js";
import { readBlobs, type BlobJob } from "../states/blobs.js";
import type { Readings } from "../states/readings.js";

/** A content of a file, by its id. */
export interface Wanted {
  path: string;
  id: string;
}

/** Versions of files as history holds them. Each content is read once, and not at all where the cache knows it. */
export interface Versions {
  /** Reads many at once. */
  fetch(wanted: readonly Wanted[]): Promise<void>;
  /** One version; null where it cannot be read. A file that is no code of the project says and declares nothing. */
  get(wanted: Wanted): Promise<FileVersion | null>;
}

const EMPTY: FileVersion = { annotations: [], symbols: [] };

/** What versions are read with. */
export interface VersionMeans {
  root: string;
  scope: Scope;
  limit: number;
  objects: Objects;
  readings: Readings;
  /** Files whose functions are asked for although they may hold no annotation. */
  parsed: ReadonlySet<string>;
}

/** Opens the versions of a project's files. All are read as the configuration of today says. */
export function openVersions({ root, scope, limit, objects, readings, parsed }: VersionMeans): Versions {
  const jobs = new Map<string, BlobJob | null>();
  const jobOf = ({ path, id }: Wanted): BlobJob | null => {
    const { place } = scope(path);
    if (place === null) return null;
    const { manner, definitionsOnly } = place;
    const everything = parsed.has(path);
    return { path, id, manner, definitionsOnly, limit, everything, key: null, trouble: null, size: null };
  };
  const fetch = async (wanted: readonly Wanted[]): Promise<void> => {
    const fresh: BlobJob[] = [];
    for (const one of wanted) {
      const key = `${one.id} ${one.path}`;
      if (jobs.has(key)) continue;
      const job = jobOf(one);
      jobs.set(key, job);
      if (job !== null) fresh.push(job);
    }
    if (fresh.length > 0) await readBlobs(root, fresh, objects, readings);
  };
  return {
    fetch,
    get: async (wanted) => {
      const key = `${wanted.id} ${wanted.path}`;
      if (!jobs.has(key)) {
        await fetch([wanted]);
        await setImmediate();
      }
      const job = jobs.get(key) ?? null;
      if (job === null) return EMPTY;
      if (job.trouble !== null) return null;
      const reading = job.key === null ? undefined : readings.get(job.key);
      if (reading === undefined) return EMPTY;
      const { annotations, symbols } = recordOf(job.path, reading, job.definitionsOnly);
      return { annotations, symbols: symbols ?? [] };
    },
  };
}
