import type { ExactCalls, GraphSummary } from "@threatloom/analysis";
import type { CodeFile, CodeLayout } from "@threatloom/model";
import { resolve } from "node:path";
import { readGraphLine } from "../callgraph/line.js";
import type { ConfigProblem } from "../types.js";
import { readLines } from "./lines.js";

const LARGEST = 2 * 1024 * 1024 * 1024;
/** A name may hold a whole type, but not more than that. */
const LONGEST = 64 * 1024;
/** So many lines that are not understood are shown. */
const MOST_SHOWN = 3;
/** After so many of them alone, the file is none of calls. */
const MOST_STRANGE = 1000;

/** What a file of calls gave, and what there is to say of it. */
export interface GraphRead {
  exact: ExactCalls | null;
  notes: string[];
  problems: ConfigProblem[];
}

/** What was read before anything was made of it. */
interface Lines {
  edges: number;
  strange: { line: number; column: number; expected: string }[];
  unknown: number;
  full: boolean;
  failure: string | null;
}

const problem = (file: string, place: { line: number; column: number }, message: string): ConfigProblem => ({
  file,
  line: place.line,
  column: place.column,
  message,
  suggestion: null,
});

const START = { line: 1, column: 1 };
const EXPECTED =
  "what Go's callgraph prints in its default format (CALLER, tab, --static-LINE:COLUMN-->, tab, CALLEE) or as digraph";

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

function addTo(
  lines: Lines,
  text: string | null,
  line: number,
  add: (read: ReturnType<typeof readGraphLine>) => boolean,
): boolean {
  const own = line === 1 ? (text?.replace(/^\uFEFF/, "") ?? null) : text;
  if (own?.trim() === "") return true;
  const read = own === null ? { column: 1, expected: `a line of at most ${LONGEST} bytes` } : readGraphLine(own);
  if ("mode" in read) {
    lines.edges++;
    lines.full = !add(read);
    return !lines.full;
  }
  lines.unknown++;
  if (lines.strange.length < MOST_SHOWN) lines.strange.push({ line, column: read.column, expected: read.expected });
  return lines.edges > 0 || lines.unknown < MOST_STRANGE;
}

function notesOf(
  file: string,
  { edges, strange, unknown }: Lines,
  { used, functions, gone, moved }: GraphSummary,
): string[] {
  const notes = strange.map(
    ({ line, column, expected }) => `${file}:${line}:${column}: the line is not understood; expected ${expected}`,
  );
  if (unknown > strange.length)
    notes.push(`${file}: ${count(unknown - strange.length, "more line is", "more lines are")} not understood`);
  notes.push(
    `${file}: ${used} of ${count(edges, "call")} start in the project; they replace guesses about ${count(functions, "function")}`,
  );
  const stale = [
    ...(gone === null ? [] : [`${count(gone.count, "name")} not found in the code, such as ${gone.first}`]),
    ...(moved === 0 ? [] : [`${count(moved, "call")} outside of where the calling function stands`]),
  ];
  if (stale.length > 0) notes.push(`${file}: ${stale.join("; ")}: the code changed since; make the file anew`);
  return notes;
}

function problemsOf(file: string, lines: Lines, used: number): ConfigProblem[] {
  if (lines.failure !== null) return [problem(file, START, `the file cannot be read: ${lines.failure}`)];
  if (lines.full) return [problem(file, START, "the file names more calls between functions than there is room for")];
  if (lines.edges === 0) {
    const [first] = lines.strange;
    const what = first === undefined ? "the file holds no calls" : "no line of the file is understood";
    return [problem(file, first ?? START, `${what}; expected ${EXPECTED}`)];
  }
  if (used > 0) return [];
  const said =
    "of its calls start in a function of the project; expected names such as example.com/module/package.Func";
  return [problem(file, START, `none ${said}, by the go.mod of the project`)];
}

/** Reads what Go's `callgraph` says of the functions of a project. `whole`: all of its code was read. */
export async function readCallGraph(
  file: string,
  { files, layout, whole }: { files: readonly CodeFile[]; layout: CodeLayout; whole: boolean },
): Promise<GraphRead> {
  const { graphReader } = await import("@threatloom/analysis");
  const reader = graphReader(files, layout);
  const lines: Lines = { edges: 0, strange: [], unknown: 0, full: false, failure: null };
  lines.failure = readLines(resolve(file), {
    limit: LARGEST,
    longest: LONGEST,
    line: (text, line) => addTo(lines, text, line, (read) => "mode" in read && reader.add(read)),
  });
  const summary = reader.finish();
  const problems = problemsOf(file, lines, summary.used);
  if (problems.length > 0) return { exact: null, notes: [], problems };
  // Of a part of the project nobody knows what the rest holds.
  const said = whole ? summary : { ...summary, gone: null };
  return { exact: summary.exact, notes: notesOf(file, lines, said), problems };
}
