import type { Rule } from "@threatloom/analysis";
import type { Catalog } from "@threatloom/catalog";
import type {
  Claim,
  DiffReport,
  DriftReport,
  Excerpt,
  Flow,
  LayoutFormat,
  Origin,
  ThreatModel,
  Trend,
  VisibilityReport,
} from "@threatloom/model";
import type { CatalogImport } from "./node/catalog/import.js";
import type { Definitions } from "./node/detection/files.js";
import type { PrintOptions, PrintProblem } from "./node/browser/print.js";
import type { ConfirmOutcome } from "./node/history/confirm.js";
import type { DriftOptions, DriftProblem } from "./node/history/drift.js";
import type { LiveOptions, LiveProject } from "./node/live/types.js";
import type { TrendOptions } from "./node/history/trend.js";
import type { Asked, RevisionProblem, Sides } from "./node/git/revisions.js";
import type { Glance, Standing } from "./node/sources/glance.js";
import type { SourceText } from "./node/sources/source.js";
import type {
  CatalogFileProblem,
  CompareOptions,
  Comparison,
  ConfigProblem,
  FileRead,
  Findings,
  Project,
  Scan,
  ScanOptions,
  State,
} from "./types.js";

export type { Asked, RevisionProblem, Side, Sides } from "./node/git/revisions.js";
export type { ConfirmOutcome } from "./node/history/confirm.js";
export type { DriftOptions, DriftProblem } from "./node/history/drift.js";
export type { TrendOptions } from "./node/history/trend.js";
export type { CatalogImport } from "./node/catalog/import.js";
export type {
  CatalogFileProblem,
  CompareOptions,
  Comparison,
  ConfigProblem,
  Decision,
  FileRead,
  Findings,
  Project,
  Scan,
  ScanOptions,
  State,
} from "./types.js";
export type { Definitions } from "./node/detection/files.js";
export { detectionSchemas } from "./detection/schema.js";
export { parsersMissing } from "@threatloom/languages";
export { lineAboveCommands, placeFor, type InsertionPlace } from "./insertion.js";
export { isProject } from "./node/project.js";
export { watchRepository } from "./node/live/watch.js";
export type { LiveFile, LiveOptions, LiveProject, LiveView } from "./node/live/types.js";
export type { Initialised } from "./node/init.js";
export { initProject, modelInTheWay } from "./node/init.js";
export { loadTemplate, templateNames } from "./templates/registry.js";
export { configSchema } from "./config/shape.js";
export { ruleKeys, rulesSchema, type RuleKey } from "./rules/shape.js";
export { findRoot, openProject, unconfigured } from "./node/project.js";
export { report } from "./report.js";
export type { Glance, Standing } from "./node/sources/glance.js";
export type { SourceText } from "./node/sources/source.js";
export { pathMatcher } from "./glob-match.js";
export { judgeFile } from "./node/judge/door.js";
export type {
  FileAnswer,
  FileQuestion,
  JudgedClaim,
  JudgedFile,
  JudgedFunction,
  PlacedDiagnostic,
} from "./node/judge/types.js";
export { appendText, writeFileAtomic } from "./node/write.js";
export { openTemplate, type TemplateFolder } from "./node/template-folder.js";
export { openSite, putSite, type SiteFolder, type SiteProblem } from "./node/site/place.js";
export type { SiteFile } from "./node/site/stage.js";
export type { PrintOptions, PrintProblem } from "./node/browser/print.js";
import { gitTop } from "./node/git/files.js";
export { repositoryFolder } from "./node/git/files.js";
export { pathKind, readText } from "./node/text.js";

/**
 * Reads a project, or named files of it, and weaves the threat graph. Never throws for user input: what is wrong with
 * files is in `diagnostics`, named paths that cannot be read are in `unreadable`.
 */
export async function scan(project: Project, options: ScanOptions): Promise<Scan> {
  return (await import("./node/scan.js")).scanProject(project, options);
}

/**
 * Reads an official catalogue file (of any size up to a limit, from anywhere) and keeps what it says in the project.
 * With a problem nothing is written.
 */
export async function importCatalog(project: Project, path: string): Promise<CatalogImport | CatalogFileProblem> {
  return (await import("./node/catalog/import.js")).importCatalog(project.root, path);
}

/** The catalogues that a project keeps, and what is wrong with those that cannot be read. */
export async function keptCatalogs(project: Project): Promise<{ catalogs: Catalog[]; problems: CatalogFileProblem[] }> {
  return (await import("./node/catalog/store.js")).readCatalogs(project.root);
}

/** The rules of a project's own by their ids, and what is wrong with their files. */
export async function ownRules(project: Project): Promise<{ rules: Rule[]; problems: ConfigProblem[] }> {
  const { rules, problems } = await (await import("./node/rules.js")).readOwnRules(project.root);
  return { rules: rules.map(({ rule }) => rule), problems };
}

/** Opens the project at a root for somebody who writes in it. Nothing is read before the first `refresh` or `view`. */
export async function openLive(root: string, options: LiveOptions): Promise<LiveProject> {
  return (await import("./node/live/live.js")).openLive(root, options);
}

/** What is wrong with the rules of a project's own, as they are in the newer state of a comparison: in the index, those that differ. */
export async function ruleProblems(project: Project, comparison: Comparison): Promise<ConfigProblem[]> {
  const { readOwnRules, stagedRuleProblems } = await import("./node/rules.js");
  const { source } = comparison.sides.after;
  if (source.kind === "worktree") return (await readOwnRules(project.root)).problems;
  if (source.kind !== "index") return [];
  return stagedRuleProblems(project.root, comparison.changed, source.index);
}

/** Reads what other scanners found from SARIF files, named from anywhere. Never throws for what is in them. */
export async function readFindings(project: Project, files: readonly string[]): Promise<Findings> {
  return (await import("./node/findings.js")).readFindings(project.root, files);
}

/**
 * What the definition files of a project say about detection: all log sources, and all scenarios or those among the named
 * files and folders. Never throws; what is wrong with files is in `problems`.
 */
export async function readDefinitions(project: Project, names?: readonly string[]): Promise<Definitions> {
  return (await import("./node/detection/files.js")).readDefinitions(project, names);
}

/** What can be seen of the threats of a model, by definitions and by what code claims. */
export async function visibility(
  project: Project,
  model: ThreatModel,
  definitions: Pick<Definitions, "logSources" | "scenarios">,
): Promise<VisibilityReport> {
  return (await import("./node/detection/visibility.js")).visibilityOf(project, model, definitions);
}

/**
 * Finds out which two states of a project's repository were meant; the older one is where the two parted, unless
 * `direct` is set. What cannot be found is said with what to do about it.
 */
export async function resolveSides(project: Project, asked: Asked): Promise<Sides | RevisionProblem> {
  return (await import("./node/git/revisions.js")).resolveSides(project.root, asked);
}

/**
 * What the commit that is being made (the index) stands against: `HEAD`, or nothing before the first commit. In a merge
 * there is one pair of sides per parent; what differs from all of them is new.
 */
export async function stagedSides(project: Project): Promise<[Sides, ...Sides[]] | RevisionProblem> {
  return (await import("./node/git/revisions.js")).stagedSides(project.root);
}

/**
 * Compares the threat models of two states, read from git's objects, the index or the working tree; nothing is checked
 * out. Never throws for what is in a repository.
 */
export async function compare(
  project: Project,
  sides: Sides,
  options: CompareOptions,
): Promise<Comparison | RevisionProblem> {
  return (await import("./node/states/compare.js")).compareStates(project, sides, options);
}

/** Everything a reporter may say about a comparison. */
export async function diffReport(comparison: Comparison): Promise<DiffReport> {
  return (await import("./node/states/report.js")).reportOf(comparison);
}

/** Whether a project lies in a git repository with a working tree. */
export function hasHistory(project: Project): boolean {
  return gitTop(project.root) !== null;
}

/**
 * Holds the claims of a whole scan against git's history: which of them may no longer hold. What stands in the way is
 * said with what to do about it.
 */
export async function drift(
  project: Project,
  scan: Pick<Scan, "model" | "paths" | "records">,
  options: DriftOptions,
): Promise<DriftReport | DriftProblem> {
  return (await import("./node/history/drift.js")).driftOf(project, scan, options);
}

/**
 * Replays the commits of a project, on first parents, and says what its threat model was at each that is a point; read
 * from git's objects. What stands in the way is said with what to do about it.
 */
export async function history(project: Project, options: TrendOptions): Promise<Trend | RevisionProblem> {
  return (await import("./node/history/trend.js")).historyOf(project, options);
}

/** Records that somebody looked at claims of a scan and found that they hold. With a problem nothing is written. */
export async function confirmClaims(
  project: Project,
  scan: Pick<Scan, "model" | "records">,
  claims: readonly (Claim | Flow)[],
  date: string,
): Promise<ConfirmOutcome> {
  return (await import("./node/history/confirm.js")).confirmClaims(project, scan, claims, date);
}

/** Which commit the project stands at, and where its files can be read. */
export async function origin(project: Project): Promise<Origin> {
  return (await import("./node/git/origin.js")).originOf(project.root, project.config.project.link);
}

/** The code around the claims of a model, two lines before and after each, from the files as they stand. */
export async function excerpts(project: Project, model: ThreatModel): Promise<Excerpt[]> {
  return (await import("./node/excerpts.js")).excerptsOf(project.root, model.claims, project.config.limits.fileSize);
}

/** The texts of files as they are in a state that was compared, by path; what is not there, or no text, is left out. */
export async function textsOf(state: State, files: readonly string[]): Promise<Map<string, string>> {
  return (await import("./node/states/texts.js")).textsOf(state, files);
}

/**
 * Lays a DOT graph out as SVG in a thread that is ended after `timeoutMs` milliseconds. Null where the time was too
 * short or the graph was refused.
 */
export async function layoutInWorker(
  dot: string,
  options: { timeoutMs: number; format?: LayoutFormat },
): Promise<string | null> {
  return (await import("./node/layout.js")).layoutInWorker(dot, options);
}

/**
 * The files that a pattern stands for (`src/*.ts` that no shell expanded), absolute and sorted, seen from `folder`. Null
 * for a path without any wildcard.
 */
export async function expandPattern(pattern: string, folder: string): Promise<string[] | null> {
  const patterns = await import("./node/patterns.js");
  return patterns.isPattern(pattern) ? patterns.expandPattern(pattern, folder) : null;
}

/** Prints a page as PDF through a browser that is installed here, without any network. Never throws. */
export async function printPage(html: string, options: PrintOptions): Promise<Uint8Array | PrintProblem> {
  return (await import("./node/browser/print.js")).printPage(html, options);
}

/** What the files of a project look like from outside: whether a scan would find anything new, without reading them. */
export async function glance(root: string): Promise<Glance> {
  return (await import("./node/sources/glance.js")).glanceAt(root);
}

/** A hash over the content of what was scanned: its files and the configuration at the root. */
export async function contentHash(project: Project, { paths }: Pick<Scan, "paths">): Promise<string> {
  const files = project.configFile === null ? paths : [project.configFile, ...paths];
  return (await import("./node/sources/glance.js")).contentHash(project.root, files, project.config.limits.fileSize);
}

/** Which commit a project stands at, and whether its files are those of the commit. */
export async function standing(project: Project): Promise<Standing> {
  return (await import("./node/sources/glance.js")).standingOf(project.root);
}

/** Reads one file of a project as it stands, or says why not. `path` is relative to the root, with `/`. */
export async function readSource(project: Project, path: string): Promise<SourceText | { reason: string }> {
  return (await import("./node/sources/source.js")).readSource(project, path);
}

/**
 * Reads a text as if it were the content of a file of the project, under the configuration for its path; the reason where
 * that leaves such a file out.
 */
export async function readAs(project: Project, path: string, text: string): Promise<FileRead | { reason: string }> {
  return (await import("./node/sources/source.js")).readAs(project, path, text);
}

/**
 * Puts new content in the place of a file that was read, all at once. Answers why not: it changed since, or the system
 * refuses; nothing is changed then.
 */
export async function replaceSource(project: Project, source: SourceText, bytes: Uint8Array): Promise<string | null> {
  return (await import("./node/sources/source.js")).replaceSource(project, source, bytes);
}
