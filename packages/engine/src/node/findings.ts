import { readSarif, type ProjectPlace } from "@threatloom/analysis";
import { decode } from "@threatloom/languages";
import { statSync } from "node:fs";
import { resolve, sep } from "node:path";
import type { Findings } from "../types.js";
import { failure, readBytes } from "./files.js";
import { repositoryFolder } from "./git/files.js";

const LARGEST = 50 * 1024 * 1024;

/** Why a file cannot be read, before it is. */
function refusal(path: string): string | null {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) return stats.isDirectory() ? "it is a folder" : "it is not a plain file";
    return stats.size > LARGEST ? `it has ${stats.size} bytes, over the limit of ${LARGEST}` : null;
  } catch (error) {
    return failure(error);
  }
}

async function readFile(file: string, place: ProjectPlace): Promise<Findings> {
  const path = resolve(file);
  const refused = refusal(path);
  const bytes = refused === null ? readBytes(path, LARGEST) : null;
  const read =
    bytes === null
      ? { line: 1, column: 1, message: `the file cannot be read: ${refused ?? "the system refuses"}` }
      : await readSarif(decode(bytes).text, place);
  if (!("message" in read)) return { results: read, problems: [] };
  return { results: [], problems: [{ file, ...read, suggestion: null }] };
}

/** Reads what other scanners found; addresses in their files are seen from the repository around the root. */
export async function readFindings(root: string, files: readonly string[]): Promise<Findings> {
  const place = { root: root.split(sep).join("/"), prefix: repositoryFolder(root) };
  const all: Findings = { results: [], problems: [] };
  for (const file of files) {
    const { results, problems } = await readFile(file, place);
    for (const result of results) all.results.push(result);
    all.problems.push(...problems);
  }
  return all;
}
