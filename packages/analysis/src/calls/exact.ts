import type { Call, CallEdge, CallGraph, FunctionRef, OutsideCall } from "@threatloom/model";
import type { Sink } from "./sink.js";

/** What an exact source says of calls, in place of guesses about them. */
export interface ExactCalls {
  /**
   * What gives way of the guesses about a call: nothing, edges to functions of the project alone (what leaves it bears
   * the name that imports give it, which is the one that is known elsewhere), or all of it.
   */
  replaces(from: FunctionRef, call: Call): "all" | "edges" | "none";
  edges: readonly CallEdge[];
  outside: readonly OutsideCall[];
}

const lastName = (target: string): string => /[^.#/]*$/.exec(target)![0];
const keyOf = ({ file, symbol }: FunctionRef): string => `${file}:${symbol}`;

/** Hands on to `sink` what exact sources leave of the guesses. */
export function replacing(sink: Sink, exact: readonly ExactCalls[]): Sink {
  const replaced = (from: FunctionRef, call: Call): ReturnType<ExactCalls["replaces"]> =>
    exact.map((one) => one.replaces(from, call)).find((answer) => answer !== "none") ?? "none";
  return {
    edge: (from, to, call, confidence, reason) => {
      if (replaced(from, call) === "none") sink.edge(from, to, call, confidence, reason);
    },
    outside: (from, target, call) => {
      if (replaced(from, call) !== "all") sink.outside(from, target, call);
    },
    unresolved: (from, call) => {
      if (replaced(from, call) === "none") sink.unresolved(from, call);
    },
  };
}

const pairOf = ({ from, to, how }: CallEdge): string => `${keyOf(from)}>${keyOf(to)}:${how}`;

const byPlace = (a: CallEdge | OutsideCall, b: CallEdge | OutsideCall): number =>
  a.from.file - b.from.file || a.line - b.line || a.from.symbol - b.from.symbol;

/** Adds what exact sources say. What leaves the project under a name that is known by imports is there already. */
export function addExact(graph: CallGraph, exact: readonly ExactCalls[]): void {
  const known = new Set(graph.outside.map(({ from, line, target }) => `${keyOf(from)}:${line}:${lastName(target)}`));
  const drawn = new Set(graph.edges.map(pairOf));
  for (const { edges, outside } of exact) {
    for (const edge of edges) if (!drawn.has(pairOf(edge))) graph.edges.push(edge);
    for (const call of outside) {
      if (!known.has(`${keyOf(call.from)}:${call.line}:${lastName(call.target)}`)) graph.outside.push(call);
    }
  }
  graph.edges.sort(byPlace);
  graph.outside.sort(byPlace);
}
