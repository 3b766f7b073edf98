import { HANDLER, sinkCategories } from "@threatloom/catalog";
import type {
  AreaOfConcern,
  CallGraph,
  CodeFile,
  Coverage,
  CoveredFunction,
  CriticalCoverage,
  Exposure,
  FunctionRef,
  Severity,
  SinkUse,
  ThreatModel,
} from "@threatloom/model";
import { exposures, type ExposureOf } from "./exposure.js";
import { keyOf, readOutside } from "./sinks.js";
import { suggesting, type Suggest } from "./suggestion.js";
import { addWrapped } from "./wrappers.js";

/** How often files were touched, and in how many commits that was looked for. */
export interface Churn {
  commits: number;
  /** By path; files that are not in here were not touched. */
  files: ReadonlyMap<string, number>;
}

/** What critical functions are found in. */
export interface CriticalInput {
  model: ThreatModel;
  functions: Coverage["list"];
  files: readonly CodeFile[];
  graph: CallGraph;
  /** Null without history. */
  churn: Churn | null;
}

const GRAVITY: Readonly<Record<Severity, number>> = { critical: 40, high: 30, medium: 20, low: 10 };
const EXPOSED: Readonly<Record<Exposure["kind"], number>> = { handler: 12, main: 6, exported: 4, none: 0 };
const MOST_CHURN = 5;
/** Whoever mends the wrapper mends its callers. */
const BEHIND_WRAPPER = 10;

/** The kinds of sinks by their ids. */
export const categories = new Map(sinkCategories.map((category) => [category.id, category]));

/** Severity counts most, then how exposed it is, then churn: at most half of a severity each. */
function scoreOf(severity: Severity, exposure: Exposure, churn: number | null, wrapped: boolean): number {
  const steps = Math.min(exposure.steps, 3);
  const moved = Math.min(MOST_CHURN, Math.floor(Math.log2((churn ?? 0) + 1)));
  return GRAVITY[severity] + Math.max(EXPOSED[exposure.kind] - steps, 0) + moved - (wrapped ? BEHIND_WRAPPER : 0);
}

/** The gravest sinks first, those a function calls itself before others. */
export const bySeverity = (a: SinkUse, b: SinkUse): number =>
  GRAVITY[b.severity] - GRAVITY[a.severity] ||
  Number(a.through !== null) - Number(b.through !== null) ||
  a.line - b.line ||
  (a.target < b.target ? -1 : 1);

/** What areas of concern are made with. */
interface Tools {
  exposureOf: ExposureOf;
  suggest: Suggest;
  churn: Churn | null;
}

function areaOf(fn: CoveredFunction, key: string, uses: readonly SinkUse[], tools: Tools): AreaOfConcern {
  const sinks = [...uses].sort(bySeverity);
  const { category, severity } = sinks[0]!;
  const { file, line, name, kind, exported } = fn;
  const exposure = tools.exposureOf(key);
  const churn = tools.churn === null ? null : (tools.churn.files.get(file) ?? 0);
  const score = scoreOf(severity, exposure, churn, sinks[0]!.through !== null);
  const suggestion = tools.suggest(fn, categories.get(category)!);
  return { file, line, name, kind, exported, severity, score, sinks, exposure, churn, suggestion };
}

const byScore = (a: AreaOfConcern, b: AreaOfConcern): number =>
  b.score - a.score || (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1);

/** The functions that coverage counts, by the symbols of files; what it does not count is not looked at. */
export function countedFunctions({
  functions,
  files,
}: Pick<CriticalInput, "files" | "functions">): Map<string, CoveredFunction> {
  const byPlace = new Map(functions.map((fn) => [`${fn.file}\n${fn.line}\n${fn.name}`, fn]));
  const counted = new Map<string, CoveredFunction>();
  for (const [file, { path, symbols }] of files.entries()) {
    for (const [symbol, { line, name }] of symbols.entries()) {
      const fn = byPlace.get(`${path}\n${line}\n${name}`);
      if (fn !== undefined) counted.set(keyOf({ file, symbol }), fn);
    }
  }
  return counted;
}

/**
 * Functions that call something dangerous, by the catalogue of sinks, and those of them that no claim covers: the areas
 * of concern, the most worrying first. Depends on the code and, through `churn`, on history alone.
 */
export function criticalCoverage(input: CriticalInput): CriticalCoverage {
  const { model, files, graph, churn } = input;
  const counted = countedFunctions(input);
  const outside = readOutside(files, graph, categories.get(HANDLER)!);
  const isAnswered = (ref: FunctionRef): boolean => (counted.get(keyOf(ref))?.covered ?? "none") !== "none";
  addWrapped(files, graph, outside.uses, isAnswered);
  const tools: Tools = { exposureOf: exposures(files, graph, outside.handlers), suggest: suggesting(model), churn };
  const result: CriticalCoverage = { found: 0, covered: 0, byType: 0, commits: churn?.commits ?? null, areas: [] };
  for (const [key, uses] of outside.uses) {
    const fn = counted.get(key);
    if (fn === undefined) continue;
    result.found += 1;
    if (fn.covered === "function") result.covered += 1;
    else if (fn.covered === "type") result.byType += 1;
    else result.areas.push(areaOf(fn, key, uses, tools));
  }
  result.areas.sort(byScore);
  return result;
}
