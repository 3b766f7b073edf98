import type { Project, Scan, ScanOptions } from "./types.js";

export type { ConfigProblem, Decision, Project, Scan, ScanOptions } from "./types.js";
export type { Initialised } from "./node/init.js";
export { initProject } from "./node/init.js";
export { configSchema } from "./config/shape.js";
export { findRoot, openProject } from "./node/project.js";
export { report } from "./report.js";
export { writeFileAtomic } from "./node/write.js";
export { pathKind, readText } from "./node/text.js";

/**
 * Reads a project, or named files of it, and weaves the threat graph. Never throws for user input: what is wrong with
 * files is in `diagnostics`, named paths that cannot be read are in `unreadable`.
 */
export async function scan(project: Project, options: ScanOptions): Promise<Scan> {
  return (await import("./node/scan.js")).scanProject(project, options);
}

/**
 * Lays a DOT graph out as SVG in a thread that is ended after `timeoutMs` milliseconds. Null where the time was too
 * short or the graph was refused.
 */
export async function layoutInWorker(dot: string, options: { timeoutMs: number }): Promise<string | null> {
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
