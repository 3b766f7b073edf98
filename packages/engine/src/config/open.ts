import { createRequire } from "node:module";
import { nestsDeeper, type Location } from "@threatloom/model";
import type * as Yaml from "yaml";
import type { ConfigProblem } from "../types.js";
import type { Walk } from "./walk.js";

const LARGEST = 256 * 1024;
const DEEPEST = 100;

/** The yaml package, loaded synchronously and only where a file was never seen before. */
const loadYaml = (): typeof Yaml => createRequire(import.meta.url)("yaml") as typeof Yaml;

function failed(file: string, message: string): { value: null; problems: ConfigProblem[] } {
  return { value: null, problems: [{ file, line: 1, column: 1, message, suggestion: null }] };
}

/**
 * Parses a YAML file that people write, and hands its contents to `read`. Files that are too large, too deep or no YAML
 * are problems, and so is what `read` finds; `value` is null where there was nothing to read. Never throws.
 */
export function readYaml<T>(
  file: string,
  text: string,
  read: (walk: Walk, contents: unknown) => T,
): { value: T | null; problems: ConfigProblem[] } {
  if (text.length > LARGEST) return failed(file, `a file over ${LARGEST} characters is not read`);
  if (nestsDeeper(text, DEEPEST)) return failed(file, `the file is nested deeper than ${DEEPEST} levels`);
  const yaml = loadYaml();
  const problems: ConfigProblem[] = [];
  const counter = new yaml.LineCounter();
  const placeOf = (offset: number): Location => {
    const { line, col } = counter.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const take = (offset: number, message: string, suggestion: string | null): void => {
    problems.push({ ...placeOf(offset), message, suggestion });
  };
  try {
    // A quieter level would drop a second document without a word.
    const document = yaml.parseDocument(text, { lineCounter: counter, prettyErrors: false, logLevel: "error" });
    for (const error of document.errors) take(error.pos[0], error.message, null);
    if (problems.length > 0 || document.contents === null) return { value: null, problems };
    const offsetOf = (node: unknown): number => (yaml.isNode(node) ? (node.range?.[0] ?? 0) : 0);
    const problem: Walk["problem"] = (node, message, suggestion = null) => {
      take(offsetOf(node), message, suggestion);
    };
    const walk = { yaml, document, problem, placeOf, at: (node: unknown) => placeOf(offsetOf(node)) };
    return { value: read(walk, document.contents), problems };
  } catch {
    // Aliases that contain themselves make the reader give up: such a file says nothing.
    return failed(file, "the file is not valid YAML");
  }
}
