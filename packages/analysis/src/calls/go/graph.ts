import type { Call, CallConfidence, CallEdge, CodeFile, CodeLayout, FunctionRef, OutsideCall } from "@threatloom/model";
import { MOST_IMPLEMENTERS } from "../dispatch.js";
import type { ExactCalls } from "../exact.js";
import { graphNames, type GraphName } from "./graph-names.js";
import { sameBuild } from "./resolve.js";

/** A line of a call graph. Without a mode nobody knows how it is called, and where: line 0. */
export interface GraphLine {
  caller: string;
  callee: string;
  mode: "dynamic" | "static" | null;
  line: number;
  column: number;
}

/** What came of a call graph. */
export interface GraphSummary {
  exact: ExactCalls;
  /** Lines that said something about a function of the project. */
  used: number;
  /** Functions of the project that the graph names. */
  functions: number;
  /** Names that packages of the project do not have, and the first of them. */
  gone: { count: number; first: string } | null;
  /** Lines whose place lies outside of the function that calls there. */
  moved: number;
}

/** Takes the lines of a call graph in, one by one: a file may have millions of them. */
export interface GraphReader {
  /** False where there is no room for more. */
  add(line: GraphLine): boolean;
  finish(): GraphSummary;
}

interface Found extends Pick<GraphLine, "column" | "line" | "mode"> {
  from: FunctionRef;
  to: FunctionRef;
}

/** Whether a call says more than another of the same function: the surest counts, and of those the first. */
function isBetter(a: Found, b: Found): boolean {
  return (ORDER.indexOf(a.mode) - ORDER.indexOf(b.mode) || b.line - a.line || b.column - a.column) > 0;
}

const byEnds = (a: Found, b: Found): number =>
  a.from.file - b.from.file || a.from.symbol - b.from.symbol || a.to.file - b.to.file || a.to.symbol - b.to.symbol;

/** Names are looked up once, as long as there is room. */
const MOST_NAMES = 200_000;
const MOST_EDGES = 1_000_000;

const ORDER: readonly GraphLine["mode"][] = [null, "dynamic", "static"];
const keyOf = ({ file, symbol }: FunctionRef): string => `${file}:${symbol}`;
const lastName = (chain: string): string => /[^.]*$/.exec(chain)![0];

/** Whose code a line of a function is: that of the innermost function around it that has a name of its own. */
function innermost(files: readonly CodeFile[], outer: FunctionRef, line: number): FunctionRef {
  const { symbols } = files[outer.file]!;
  const { endLine } = symbols[outer.symbol]!;
  let best = outer.symbol;
  for (let i = outer.symbol + 1; i < symbols.length && symbols[i]!.line <= Math.min(line, endLine); i++) {
    const { kind, endLine: end } = symbols[i]!;
    if ((kind === "function" || kind === "method") && end >= line) best = i;
  }
  return { file: outer.file, symbol: best };
}

function isAround(files: readonly CodeFile[], { file, symbol }: FunctionRef, line: number): boolean {
  const own = files[file]!.symbols[symbol]!;
  return own.line <= line && line <= own.endLine;
}

/** The callers that a line speaks of: of several builds those that have it. */
function callersAt(files: readonly CodeFile[], name: GraphName, line: number): readonly FunctionRef[] {
  if (name.kind === "top") {
    const there = name.files.filter((file) =>
      files[file]!.code.calls.some((call) => call.symbol === null && call.line === line),
    );
    const file = name.files.length === 1 ? name.files[0] : there.length === 1 ? there[0] : undefined;
    return file === undefined ? [] : [{ file, symbol: -1 }];
  }
  if (name.kind !== "functions") return [];
  const { refs, closure } = name;
  const around = refs.filter((ref) => isAround(files, ref, line));
  const meant = around.length > 0 ? around : refs;
  return closure && line > 0 ? meant.map((ref) => innermost(files, ref, line)) : meant;
}

function confidenceOf(mode: GraphLine["mode"]): { confidence: CallConfidence; reason: string } {
  if (mode === "static") return { confidence: "high", reason: "a static call in the call graph" };
  if (mode === "dynamic") return { confidence: "medium", reason: "a dynamic call in the call graph" };
  return { confidence: "medium", reason: "in the call graph, which does not say how" };
}

/** How and where a function calls another, by what is written in it. */
function writtenCall(
  files: readonly CodeFile[],
  calls: ReadonlyMap<string, Call[]>,
  found: Found,
): Pick<Call, "how" | "line"> {
  const { from, to, line } = found;
  const { symbols } = files[from.file]!;
  const name = lastName(files[to.file]!.symbols[to.symbol]?.name ?? "");
  const own = calls.get(keyOf(from)) ?? [];
  const named = own.filter(({ callee, how }) => how !== "value" && lastName(callee) === name);
  const call = named.find((one) => line === 0 || one.line === line);
  return { how: call?.how ?? "call", line: line > 0 ? line : (call?.line ?? symbols[from.symbol]?.line ?? 1) };
}

function edgesOf(files: readonly CodeFile[], all: readonly Found[], known: ReadonlySet<string>): CallEdge[] {
  const calls = new Map<string, Call[]>();
  for (const [file, { language, code }] of files.entries()) {
    if (language !== "go") continue;
    for (const call of code.calls) {
      const key = `${file}:${call.symbol ?? -1}`;
      if (!known.has(key)) continue;
      const own = calls.get(key);
      if (own === undefined) calls.set(key, [call]);
      else own.push(call);
    }
  }
  const sites = new Map<string, number>();
  const edges: CallEdge[] = [];
  const dispatched: { edge: CallEdge; site: string }[] = [];
  for (const found of all) {
    const { from, to, mode, line, column } = found;
    const edge = { from, to, ...writtenCall(files, calls, found), ...confidenceOf(mode) };
    if (mode !== "dynamic") {
      edges.push(edge);
      continue;
    }
    const site = `${keyOf(from)}:${line}:${column}`;
    const count = (sites.get(site) ?? 0) + 1;
    sites.set(site, count);
    if (count <= MOST_IMPLEMENTERS) dispatched.push({ edge, site });
  }
  for (const { edge, site } of dispatched) {
    const more = sites.get(site)! - MOST_IMPLEMENTERS;
    edges.push(more > 0 ? { ...edge, reason: `${edge.reason}, as ${more} more are` } : edge);
  }
  return edges;
}

/** Opens the Go functions of a project for the lines of a call graph that Go's own tools made. */
export function graphReader(files: readonly CodeFile[], layout: CodeLayout): GraphReader {
  const lookUp = graphNames(files, layout);
  const names = new Map<string, GraphName>();
  const known = new Set<string>();
  const gone = new Set<string>();
  const edges = new Map<string, Found>();
  const outside = new Map<string, OutsideCall>();
  let used = 0;
  let moved = 0;
  const named = (text: string): GraphName => {
    const before = names.get(text);
    if (before !== undefined) return before;
    if (names.size >= MOST_NAMES) names.clear();
    const name = lookUp(text);
    names.set(text, name);
    if (name.kind === "gone" && gone.size < MOST_NAMES) gone.add(text);
    // Of several builds the graph knows one.
    const sure = name.kind === "functions" && !name.closure && name.refs.length === 1 ? name.refs[0] : undefined;
    if (sure !== undefined) known.add(keyOf(sure));
    return name;
  };
  const addEdge = (found: Found): void => {
    const key = `${keyOf(found.from)}>${keyOf(found.to)}`;
    const before = edges.get(key);
    if (before === undefined || isBetter(found, before)) edges.set(key, found);
  };
  const addOutside = (call: OutsideCall): void => {
    const key = `${keyOf(call.from)}>${call.target}`;
    const before = outside.get(key);
    if (before === undefined || call.line < before.line) outside.set(key, call);
  };
  return {
    add({ caller, callee, mode, line, column }) {
      const from = named(caller);
      const to = named(callee);
      if (from.kind !== "top" && from.kind !== "functions") return true;
      used++;
      if (line > 0 && from.kind === "functions" && !from.refs.some((ref) => isAround(files, ref, line))) moved++;
      for (const ref of callersAt(files, from, line)) {
        if (ref.symbol >= 0) known.add(keyOf(ref));
        // What stands in a function without a name is handed around; whoever calls it does not call that function.
        if (to.kind === "functions" && !to.closure) {
          for (const target of sameBuild(files, ref, to.refs)) addEdge({ from: ref, to: target, mode, line, column });
        } else if (to.kind === "outside" && mode === "static") {
          addOutside({ from: ref, target: to.target, how: "call", line, column });
        }
      }
      return edges.size + outside.size < MOST_EDGES;
    },
    finish() {
      const exact: ExactCalls = {
        replaces: (from, { how }) => (how !== "value" && known.has(keyOf(from)) ? "edges" : "none"),
        edges: edgesOf(files, [...edges.values()].sort(byEnds), known),
        outside: [...outside.values()],
      };
      const [first] = [...gone].sort();
      const missing = first === undefined ? null : { count: gone.size, first };
      return { exact, used, functions: known.size, gone: missing, moved };
    },
  };
}
