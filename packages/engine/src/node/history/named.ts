import type { SourceRecord, ThreatModel } from "@threatloom/model";
import type { Project, Scan } from "../../types.js";
import { git, parts } from "../git/run.js";
import { scanProject } from "../scan.js";

/** Names that are looked for, and files that are parsed for them: what is beyond that is not called missing. */
const MOST_NAMES = 200;
const MOST_FILES = 500;

const WORD = /^[\p{L}\p{N}_$]+$/u;

/** The last part of a name as people write it: `(*Server).Handle` gives `Handle`. */
export const ownName = (name: string): string => name.split(/[.#]/).at(-1)!.replace(/\(.*$/, "").trim();

/** The names of functions that test claims speak of, sorted. */
function subjectsOf({ claims }: ThreatModel): string[] {
  const tests = claims.flatMap(({ kind, subject }) => (kind === "test" && subject !== null ? [subject] : []));
  return [...new Set(tests)].sort();
}

function declaredIn(records: readonly Pick<SourceRecord, "symbols">[]): Set<string> {
  return new Set(records.flatMap(({ symbols }) => (symbols ?? []).map(({ name }) => ownName(name))));
}

/**
 * The files in which one of some words stands, in the working tree or in a commit, as git finds them; null where it cannot
 * say, or where none does.
 */
export async function filesWith(
  root: string,
  words: readonly string[],
  commit: string | null = null,
): Promise<string[] | null> {
  const patterns = words.flatMap((word) => ["-e", word]);
  const where = commit === null ? ["--untracked"] : [];
  const tree = commit === null ? [] : [commit];
  const how = ["grep", "-l", "-z", "-F", "-w", "--no-color", ...where, ...patterns, ...tree, "--", "."];
  const output = await git(root, how);
  if (output === null) return null;
  // In a commit, names come after its id.
  return parts(output).map((name) => (commit === null ? name : name.slice(commit.length + 1)));
}

/**
 * Finds out which functions that claims name do not exist: those that no file declares in which their name stands at all.
 * Where that cannot be known, none is missing.
 */
export async function missingNames(
  project: Project,
  { model, records }: Pick<Scan, "model" | "records">,
  cache: boolean,
): Promise<(name: string) => boolean> {
  const here = declaredIn(records);
  const open = subjectsOf(model).filter((name) => WORD.test(ownName(name)) && !here.has(ownName(name)));
  if (open.length === 0 || open.length > MOST_NAMES) return () => false;
  const files = await filesWith(project.root, [...new Set(open.map(ownName))]);
  if (files === null || files.length > MOST_FILES) return () => false;
  const scan = await scanProject(project, { today: "", coverage: false, cache, parse: files });
  const all = declaredIn(scan.records);
  const missing = new Set(open.filter((name) => !all.has(ownName(name))));
  return (name) => missing.has(name);
}
