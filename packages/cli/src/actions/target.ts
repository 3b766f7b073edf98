import { visible } from "@threatloom/reporters";
import {
  expandPattern,
  findRoot,
  openProject,
  pathKind,
  unconfigured,
  type ConfigProblem,
  type Project,
} from "@threatloom/engine";
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
 * around the current folder, or within `--root`. A pattern that no shell expanded is expanded here. Throws a UsageError
 * for paths that do not exist and for a configuration that cannot be read.
 */
export async function openTarget(paths: readonly string[], args: Pick<TreeArguments, "root">): Promise<Target> {
  const absolute = (await Promise.all(paths.map(meant))).flat();
  const only = onlyFolder(absolute, args);
  return only === null ? named(absolute, args) : { project: open(only), files: undefined };
}

/**
 * The same for judging: a folder inside a project is a part of it, and the ids it refers to may be defined elsewhere in
 * the project.
 */
export async function openPart(paths: readonly string[], args: Pick<TreeArguments, "root">): Promise<Target> {
  const absolute = (await Promise.all(paths.map(meant))).flat();
  const only = onlyFolder(absolute, args);
  if (only === null) return named(absolute, args);
  const root = findRoot(only);
  return { project: open(root), files: root === only ? undefined : [only] };
}

/**
 * The project around the current folder, or at `--root`, for looking at states that bring their own configuration: what
 * is wrong with the one in the working tree does not matter.
 */
export function openRoot(args: Pick<TreeArguments, "root">): Project {
  const root = rootOf(args);
  return openProject(root).project ?? unconfigured(root);
}

function onlyFolder(absolute: readonly string[], args: Pick<TreeArguments, "root">): string | null {
  const [only] = absolute;
  return only !== undefined && absolute.length === 1 && args.root === undefined && pathKind(only) === "folder"
    ? only
    : null;
}

function named(absolute: string[], args: Pick<TreeArguments, "root">): Target {
  const files = absolute.length > 0 ? absolute : undefined;
  return { project: open(rootOf(args)), files };
}

function rootOf(args: Pick<TreeArguments, "root">): string {
  if (args.root === undefined) return findRoot(process.cwd());
  const root = resolve(args.root);
  if (pathKind(root) !== "folder") throw new UsageError(`--root ${visible(args.root)}: no such folder`);
  return root;
}

async function meant(path: string): Promise<string[]> {
  // An empty word is a variable that was not set; it must not stand for everything here.
  if (path === "") throw new UsageError("a path is empty", "Leave it out for the whole project.");
  if (pathKind(resolve(path)) !== "missing") return [resolve(path)];
  const matches = (await expandPattern(path, process.cwd())) ?? [];
  if (matches.length === 0) throw new UsageError(`${visible(path)}: no such file or folder`);
  return matches;
}

function open(root: string): Project {
  const { project, problems } = openProject(root);
  if (project && problems.length === 0) return project;
  refuse(problems);
}

/** Prints what is wrong with files that people write for the tool and ends the command as wrong usage. */
export function refuse(
  problems: readonly ConfigProblem[],
  message = "the configuration cannot be used",
  hint = "Mend the lines above; docs/configuration.md lists every key, docs/rules-of-your-own.md those of rules.",
): never {
  for (const { file, line, column, message: wrong, suggestion } of problems) {
    const meant = suggestion === null ? "" : ` — did you mean "${visible(suggestion)}"?`;
    complain(`${visible(file)}:${line}:${column}: ${visible(wrong)}${meant}`);
  }
  throw new UsageError(message, hint);
}
