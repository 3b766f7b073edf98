import type { CodeFile, CodeLayout, ObservedFlows, SourceRecord, ThreatModel } from "@threatloom/model";
import { folderOwners } from "../code-owners.js";
import { isLayoutFile, layoutOf, restedOn } from "../layout/layout.js";
import type { ProjectCalls } from "../types.js";
import type { FileDoor } from "./files.js";

/** A larger one is no file that people write. */
const LARGEST = 1024 * 1024;

function readLayout(paths: readonly string[], door: FileDoor): CodeLayout {
  const texts = new Map<string, string>();
  const listed = new Set(paths);
  // What others rest on comes after them, whatever it is called.
  const wanted = new Set(paths.filter(isLayoutFile));
  for (const path of wanted) {
    const { bytes } = door.read(path, LARGEST);
    if (bytes === null) continue;
    const text = Buffer.from(bytes).toString("utf8");
    texts.set(path, text);
    for (const one of restedOn(path, text)) if (listed.has(one)) wanted.add(one);
  }
  return layoutOf(texts);
}

function codeFile({ path, language, package: name, test, generated, symbols, code }: SourceRecord): CodeFile[] {
  if (symbols === null || code === null) return [];
  return [{ path, language, package: name, test, generated, symbols, code }];
}

/** Resolves what the code of a project calls; `paths` are all files that git or the walker lists, other kinds included. */
export async function projectCalls(
  records: readonly SourceRecord[],
  paths: readonly string[],
  door: FileDoor,
): Promise<ProjectCalls> {
  const { resolveCalls } = await import("@threatloom/analysis");
  const files = records.flatMap(codeFile);
  return { files, graph: resolveCalls(files, readLayout(paths, door)) };
}

/**
 * What the calls of a project say of the flows of its model. `whole`: all of its code was read; where only a part was,
 * what no call shows may be shown elsewhere.
 */
export async function observedIn(
  model: ThreatModel,
  { files, graph }: ProjectCalls,
  whole: boolean,
): Promise<ObservedFlows> {
  const { observeFlows } = await import("@threatloom/analysis");
  const observed = observeFlows(model, { files, graph, folders: folderOwners(model) });
  return whole ? observed : { ...observed, unseen: [] };
}
