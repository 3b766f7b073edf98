import type { SourceRecord } from "@threatloom/model";
import type { CompareOptions, Project, Scan, State } from "../../types.js";
import { scanProject } from "../scan.js";
import { diagnosticsOf, emptyModel, judge, weave, type Linked } from "../weave.js";
import type { Tree } from "./trees.js";

/** Which paths are counted, where functions are. */
export interface Counting {
  wanted: boolean;
  has: (path: string) => boolean;
}

async function coverageOf(
  linked: Linked,
  records: readonly SourceRecord[],
  counting: Counting,
  today: string,
): Promise<State["coverage"]> {
  if (!counting.wanted) return null;
  const counted = records.filter(({ path }) => counting.has(path));
  return (await judge(linked.model, counted, { today, coverage: true })).coverage;
}

/** The state that a git tree or the index holds. */
export async function stateOfTree(
  tree: Tree,
  records: readonly SourceRecord[],
  counting: Counting,
  today: string,
): Promise<State> {
  const annotated = records.filter((record) => record.annotations.length > 0).length;
  const linked = annotated > 0 ? weave(tree.project, today, records) : { model: emptyModel, diagnostics: [] };
  const { gathered, problems, project } = tree;
  return {
    project,
    model: linked.model,
    records: records.filter((record) => record.annotations.length > 0 || record.symbols !== null),
    coverage: await coverageOf(linked, records, counting, today),
    diagnostics: diagnosticsOf(gathered, linked),
    files: { listed: gathered.listed, annotated, skipped: gathered.skipped },
    problems,
    decisions: [...gathered.decisions.values()],
  };
}

/** The state of the working tree; `parse`: paths whose functions are asked for. */
export async function stateOfWorktree(
  project: Project,
  options: CompareOptions,
  parse: readonly string[],
  counting: Counting,
): Promise<State> {
  const { today, cache = true } = options;
  const scan: Scan = await scanProject(project, {
    today,
    cache,
    coverage: options.coverage === "project",
    parse,
    explain: true,
  });
  const { model, records, diagnostics, files, problems, decisions } = scan;
  const whole = options.coverage === "project";
  const coverage = whole ? scan.coverage : await coverageOf({ model, diagnostics }, records, counting, today);
  return { project, model, records, coverage, diagnostics, files, problems, decisions };
}

/** A state of which only the files that differ were looked at, and found to say nothing. */
export function quietState(tree: Tree, listed: number): State {
  const { project, problems, gathered } = tree;
  return {
    project,
    model: emptyModel,
    records: [],
    coverage: null,
    diagnostics: [],
    files: { listed, annotated: 0, skipped: 0 },
    problems,
    decisions: [...gathered.decisions.values()],
  };
}
