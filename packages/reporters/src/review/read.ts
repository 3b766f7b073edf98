import type { DiffReport } from "@threatloom/model";
import { LONGEST_DIFF, type ReadDiff } from "./options.js";
import { schema } from "./schema.js";
import { misfitOf, pathText } from "./validate.js";

/** The longest text in it; nothing that people write by hand comes near. */
const LONGEST_TEXT = 100_000;
/** Deeper than any document of ours: properties of annotations nest at most 16 levels. */
const DEEPEST = 64;

/** Reads a diff document; what `readDiff` in review.ts says of it. */
export function read(text: string): ReadDiff {
  if (text.length > LONGEST_DIFF) return refused("the document is longer than 20 MB");
  if (nestsDeeper(text)) return refused(`the document nests deeper than ${DEEPEST} levels`);
  const parsed = parse(text.startsWith("\ufeff") ? text.slice(1) : text);
  if (parsed === undefined) return refused("the document is not JSON; expected what `diff --format json` writes");
  const problem = versionProblem(parsed) ?? unfit(parsed, []) ?? misfitOf(parsed, schema);
  return problem === null ? { report: reportOf(parsed as DiffReport), problem } : refused(problem);
}

function refused(problem: string): ReadDiff {
  return { report: null, problem };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The document without its version and tool. */
function reportOf(document: DiffReport): DiffReport {
  const { project, folder, before, after, diff, affected, names, diagnostics, submodules } = document;
  return { project, folder, before, after, diff, affected, names, diagnostics, submodules };
}

/** A document of another version differs everywhere: its version is what to say. */
function versionProblem(value: unknown): string | null {
  if (typeof value !== "object" || value === null || !("schemaVersion" in value)) return null;
  const { schemaVersion } = value;
  const other = typeof schemaVersion === "string" && /^[0-9]{1,9}\./.test(schemaVersion) && !/^1\./.test(schemaVersion);
  return other ? `schemaVersion: expected 1.x, found ${schemaVersion.slice(0, 9).replace(/[^0-9.]/g, "")}` : null;
}

/** What no part of a document may hold, whatever its place: endless numbers, texts too long, keys that change prototypes. */
function unfit(value: unknown, path: readonly (string | number)[]): string | null {
  if (typeof value === "number" && !Number.isFinite(value)) return `${pathText(path)}: expected a finite number`;
  if (typeof value === "string" && value.length > LONGEST_TEXT)
    return `${pathText(path)}: expected a text of at most ${LONGEST_TEXT} characters, found ${value.length}`;
  if (typeof value !== "object" || value === null) return null;
  if (Array.isArray(value)) return firstUnfit(value.entries(), path);
  const bad = Object.keys(value).find((key) => key === "__proto__" || key.length > LONGEST_TEXT);
  if (bad !== undefined) return `${pathText([...path, bad])}: expected no such field`;
  return firstUnfit(Object.entries(value), path);
}

function firstUnfit(entries: Iterable<[string | number, unknown]>, path: readonly (string | number)[]): string | null {
  for (const [key, item] of entries) {
    const problem = unfit(item, [...path, key]);
    if (problem !== null) return problem;
  }
  return null;
}

/** Whether brackets outside of texts nest too deep for the readers that follow. */
function nestsDeeper(text: string): boolean {
  let open = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character === "\\") at++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "[" || character === "{") {
      if (++open > DEEPEST) return true;
    } else if (character === "]" || character === "}") open--;
  }
  return false;
}
