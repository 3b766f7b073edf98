import type { CodeFile, CodeLayout, SourceRecord, ThreatModel } from "@threatloom/model";
import { wantedSymbols } from "@threatloom/model";
import { isLayoutFile, layoutOf } from "../../layout/layout.js";
import { recordOf } from "../../records.js";
import type { Scope } from "../../scope.js";
import type { Project, Scan } from "../../types.js";
import { touchedPaths, treeEntries } from "../git/entries.js";
import type { Objects } from "../git/objects.js";
import { readBlobs, type BlobJob } from "../states/blobs.js";
import type { Readings } from "../states/readings.js";
import { readTexts } from "../states/texts.js";
import { codeFiles } from "../calls.js";
import { weave } from "../weave.js";

/** The code and model of an older commit, read as the configuration of today says. */
export interface OldTree {
  model: ThreatModel;
  /** All files of the project, sorted. */
  paths: string[];
  layout: CodeLayout;
  /** The code of these of them. */
  code(paths: Iterable<string>): Promise<CodeFile[]>;
}

/** What older trees are read with. */
export interface OldMeans {
  project: Project;
  scan: Pick<Scan, "records">;
  scope: Scope;
  objects: Objects;
  readings: Readings;
}

const LARGEST_LAYOUT = 1024 * 1024;

/** Reads these files of a tree: what they say, or all there is to know of them. */
async function read(
  { project, scope, objects, readings }: OldMeans,
  files: ReadonlyMap<string, string>,
  wanted: Iterable<string>,
  how: { everything: boolean; code: boolean },
): Promise<SourceRecord[]> {
  const { everything, code } = how;
  const limit = project.config.limits.fileSize;
  const jobs = [...wanted].flatMap((path): BlobJob[] => {
    const { place } = scope(path);
    const id = files.get(path);
    if (place === null || id === undefined) return [];
    const { manner, definitionsOnly } = place;
    return [
      {
        path,
        id,
        manner: { ...manner, code },
        definitionsOnly,
        limit,
        everything,
        key: null,
        trouble: null,
        size: null,
      },
    ];
  });
  await readBlobs(project.root, jobs, objects, readings);
  return jobs.flatMap(({ path, key, definitionsOnly }) => {
    const reading = key === null ? undefined : readings.get(key);
    return reading === undefined ? [] : [recordOf(path, reading, definitionsOnly)];
  });
}

/** Opens the tree of a commit: of files that are as they are today nothing is read again. Null where git refuses. */
export async function openOldTree(means: OldMeans, commit: string): Promise<OldTree | null> {
  const { project, scan, scope, objects } = means;
  const entries = await treeEntries(project.root, commit);
  if (entries === null) return null;
  const { files } = entries;
  const touched = new Set(await touchedPaths(project.root, commit));
  const same = scan.records.filter(({ path }) => files.has(path) && !touched.has(path));
  const changed = [...touched].filter((path) => files.has(path));
  const records = [...same, ...(await read(means, files, changed, { everything: false, code: false }))];
  const known = new Set(records.filter(({ symbols }) => symbols !== null).map(({ path }) => path));
  const named = wantedSymbols(records).filter((path) => !known.has(path));
  const more = await read(means, files, named, { everything: true, code: false });
  const own = new Set(more.map(({ path }) => path));
  const { model } = weave(project, "", [...records.filter(({ path }) => !own.has(path)), ...more]);
  const layouts = await readTexts(files, [...files.keys()].filter(isLayoutFile), objects, LARGEST_LAYOUT);
  return {
    model,
    paths: [...files.keys()].filter((path) => scope(path).place !== null).sort(),
    layout: layoutOf(layouts),
    code: async (paths) => codeFiles(await read(means, files, paths, { everything: true, code: true })),
  };
}
