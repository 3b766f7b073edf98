import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { defaultConfig } from "../config/read.js";
import { parseGlobs } from "../glob.js";
import { fileMatcher } from "../glob-match.js";
import type { ConfigProblem, FolderRules, Project } from "../types.js";
import { insideRoot, isFolder, readBytes, realPath } from "./files.js";
import { gitTop } from "./git/files.js";
import { CONFIG, openMemory, THREATSPEC } from "./memory.js";
import { openStore } from "./store.js";

const LARGEST = 1024 * 1024;

/** A configuration that names its project is that of a root; others may only add to the one above them. */
const NAMES_PROJECT = /^project\s*:/m;

/**
 * The root that a folder belongs to, within its git repository where it has one: the nearest folder at or above it
 * whose configuration has a `project`, else the outermost with a configuration, else the top of the repository, else
 * the folder itself. Absolute; links are kept.
 */
export function findRoot(start: string): string {
  const from = resolve(start);
  const top = gitTop(from);
  let outermost: string | null = null;
  for (let folder = from; ; folder = dirname(folder)) {
    const file = [CONFIG, THREATSPEC].map((name) => join(folder, name)).find((path) => existsSync(path));
    if (file !== undefined) {
      outermost = folder;
      if (NAMES_PROJECT.test(readBytes(file, LARGEST)?.toString("utf8") ?? "")) return folder;
    }
    if (folder === top || dirname(folder) === folder) return outermost ?? top ?? from;
  }
}

/** Whether a folder is one that somebody would call a project: it has a configuration, or lies in a git repository. */
export function isProject(root: string): boolean {
  return gitTop(root) !== null || [CONFIG, THREATSPEC].some((name) => existsSync(join(root, name)));
}

/** Reads a configuration file as text, or the reason as a problem; null where there is none. */
function readText(root: string, file: string): { text: string } | { problem: ConfigProblem } | null {
  const path = join(root, file);
  if (!existsSync(path)) return null;
  const real = realPath(path).path;
  // A link to somewhere else would show a stranger's file in error messages.
  const bytes = real !== null && insideRoot(root, real) !== null ? readBytes(real, LARGEST) : null;
  if (bytes !== null) return { text: bytes.toString("utf8").replace(/^\uFEFF/, "") };
  return { problem: { file, line: 1, column: 1, message: "the file cannot be read", suggestion: null } };
}

/**
 * Opens the project at a root: its `threatloom.yaml`, a `threatspec.yaml` that stands alone, or the defaults. With
 * problems there is no project: half a configuration would judge other files than its author meant.
 */
export function openProject(root: string): { project: Project | null; problems: ConfigProblem[] } {
  const real = realPath(resolve(root)).path;
  if (real === null || !isFolder(real)) {
    const message = "the root is not a folder that can be read";
    return { project: null, problems: [{ file: ".", line: 1, column: 1, message, suggestion: null }] };
  }
  const plain = unconfigured(real);
  const file = existsSync(join(real, CONFIG)) ? CONFIG : THREATSPEC;
  const read = readText(real, file);
  if (read === null) return { project: plain, problems: [] };
  if ("problem" in read) return { project: null, problems: [read.problem] };
  const memory = openMemory(openStore(real));
  const { config, problems } = memory.root(file, read.text);
  memory.save();
  if (problems.length > 0) return { project: null, problems };
  return { project: { root: real, name: config.project.name ?? plain.name, config, configFile: file }, problems };
}

/** The project at a root, whatever its configuration says. */
export function unconfigured(root: string): Project {
  const real = realPath(resolve(root)).path ?? resolve(root);
  return { root: real, name: basename(real) || "project", config: defaultConfig(), configFile: null };
}

/**
 * What the configuration files of folders say that the root lets in: one that is left out may hold a project of its own
 * (a fixture, say), and what its file says is not asked.
 */
export function rulesOf(
  { root, config }: Project,
  configs: readonly string[],
): { rules: FolderRules[]; problems: ConfigProblem[] } {
  const excluded = fileMatcher(parseGlobs(config.exclude));
  return readFolders(
    root,
    configs.filter((file) => !excluded(file)),
  );
}

/** The configuration files of folders below the root; those with problems count as far as they could be read. */
function readFolders(root: string, files: readonly string[]): { rules: FolderRules[]; problems: ConfigProblem[] } {
  const rules: FolderRules[] = [];
  const problems: ConfigProblem[] = [];
  if (files.length === 0) return { rules, problems };
  const memory = openMemory(openStore(root));
  for (const file of [...files].sort()) {
    const read = readText(root, file);
    if (read === null) continue;
    if ("problem" in read) {
      problems.push(read.problem);
      continue;
    }
    const parsed = memory.folder(file, read.text);
    rules.push(parsed.rules);
    problems.push(...parsed.problems);
  }
  memory.save();
  return { rules, problems };
}

/** The configuration files below the root among listed paths. */
export function folderConfigs(paths: readonly string[]): string[] {
  return paths.filter((path) => path.endsWith(`/${CONFIG}`));
}

/** The configuration files that hold for these paths, besides the root's. */
export function configsAbove(root: string, paths: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) folders.add(path.slice(0, at));
  }
  return [...folders].map((folder) => `${folder}/${CONFIG}`).filter((file) => existsSync(join(root, file)));
}
