import { visible } from "@threatloom/reporters";
import { findRoot, openProject, pathKind, type ConfigProblem, type Project } from "@threatloom/engine";
import { resolve } from "node:path";
import type { TreeArguments } from "../options.js";
import { complain, UsageError } from "../terminal.js";

/** What a command works on: a project and, where files were named, those alone. */
export interface Target {
  project: Project;
  /** Absolute paths of the files and folders that were named; undefined for the whole project. */
  files: string[] | undefined;
}

/**
 * Finds out what the paths of a command mean: one folder is the root itself; anything else is named within the project
 * around the current folder, or within `--root`. Throws a UsageError for paths that do not exist and for a
 * configuration that cannot be read.
 */
export function openTarget(paths: readonly string[], args: Pick<TreeArguments, "root">): Target {
  const absolute = paths.map((path) => resolve(path));
  for (const [index, path] of absolute.entries()) {
    if (pathKind(path) === "missing") throw new UsageError(`${visible(paths[index]!)}: no such file or folder`);
  }
  const only = absolute.length === 1 && args.root === undefined ? absolute[0] : undefined;
  if (only !== undefined && pathKind(only) === "folder") return { project: open(only), files: undefined };
  const files = absolute.length > 0 ? absolute : undefined;
  if (args.root === undefined) return { project: open(findRoot(process.cwd())), files };
  const root = resolve(args.root);
  if (pathKind(root) !== "folder") throw new UsageError(`--root ${visible(args.root)}: no such folder`);
  return { project: open(root), files };
}

function open(root: string): Project {
  const { project, problems } = openProject(root);
  if (project && problems.length === 0) return project;
  refuse(problems);
}

/** Prints what is wrong with configuration files and ends the command as wrong usage. */
export function refuse(problems: readonly ConfigProblem[]): never {
  for (const { file, line, column, message, suggestion } of problems) {
    const hint = suggestion === null ? "" : ` — did you mean "${visible(suggestion)}"?`;
    complain(`${visible(file)}:${line}:${column}: ${visible(message)}${hint}`);
  }
  throw new UsageError(
    "the configuration cannot be used",
    "Mend the lines above; docs/configuration.md lists every key.",
  );
}
