import type { SourceRecord } from "@threatloom/model";
import type { CompareOptions, Project, State } from "../../types.js";
import { scanProject } from "../scan.js";
import { diagnosticsOf, emptyModel, weave, type Linked } from "../weave.js";
import { recordsIn, type TreeRead } from "./records.js";
import { decisionsOf, type Settings } from "./trees.js";

/** Which paths are counted, where functions are. */
export interface Counting {
  wanted: boolean;
  has: (path: string) => boolean;
}

async function coverageOf(
  { model }: Linked,
  records: readonly SourceRecord[],
  counting: Counting,
): Promise<State["coverage"]> {
  if (!counting.wanted) return null;
  const { coverage } = await import("@threatloom/analysis");
  return coverage(
    model,
    records.filter(({ path }) => counting.has(path)),
  );
}

/** The state that a git tree or the index holds. */
export async function stateOfTree(
  read: TreeRead,
  counting: Counting,
  options: CompareOptions,
  differs: (path: string) => boolean,
): Promise<State> {
  const { tree, reads, diagnostics, skipped } = read;
  const records = recordsIn(read);
  const paths = tree.jobs.map(({ path }) => path).filter(differs);
  const annotated = records.filter((record) => record.annotations.length > 0).length;
  const linked: Linked =
    annotated > 0 ? weave(tree.project, options.today, records) : { model: emptyModel, diagnostics: [] };
  return {
    project: tree.project,
    model: linked.model,
    records,
    coverage: await coverageOf(linked, records, counting),
    diagnostics: await diagnosticsOf(tree.project, { reads, diagnostics }, linked, true),
    files: { listed: paths.length, annotated, skipped },
    paths,
    problems: tree.problems,
    blobs: tree.entries.files,
    decisions: options.explain === true ? decisionsOf(tree) : [],
  };
}

/** The state of the working tree; `parse`: paths whose functions are asked for, `changed`: those that may differ. */
export async function stateOfWorktree(
  project: Project,
  options: CompareOptions,
  parse: readonly string[],
  changed: readonly string[],
  counting: Counting,
): Promise<State> {
  const { today, cache = true, explain = false } = options;
  const whole = options.coverage === "project";
  const scan = await scanProject(project, { today, cache, coverage: whole, parse, explain });
  const { model, records, diagnostics, problems, decisions } = scan;
  const own = new Set(changed);
  const paths = scan.paths.filter((path) => own.has(path));
  const files = { ...scan.files, listed: paths.length };
  const coverage = whole ? scan.coverage : await coverageOf({ model, diagnostics }, records, counting);
  return { project, model, records, coverage, diagnostics, files, paths, problems, blobs: null, decisions };
}

/** A state of which only the files that differ were looked at, and found to say nothing. */
export function quietState({ project, problems }: Settings, paths: string[]): State {
  return {
    project,
    model: emptyModel,
    records: [],
    coverage: null,
    diagnostics: [],
    files: { listed: paths.length, annotated: 0, skipped: 0 },
    paths,
    problems,
    blobs: new Map(),
    decisions: [],
  };
}
