import type { Call, CallConfidence, CallGraph, CodeFile, CodeLayout, FunctionRef } from "@threatloom/model";
import { resolveGo } from "./go/resolve.js";
import { resolveTypescript } from "./typescript/resolve.js";

/** What resolvers write their results to. */
export interface Sink {
  edge(from: FunctionRef, to: FunctionRef, call: Call, confidence: CallConfidence, reason: string): void;
  outside(from: FunctionRef, target: string, call: Call): void;
  /** A name that is handed on and stands for no function is none of these. */
  unresolved(call: Call): void;
}

/** Finds where the calls of a project lead, without running or type-checking anything. In the order of files and calls. */
export function resolveCalls(files: readonly CodeFile[], layout: CodeLayout): CallGraph {
  const graph: CallGraph = { edges: [], outside: [], unresolved: 0 };
  const sink: Sink = {
    edge: (from, to, { how, line }, confidence, reason) => {
      graph.edges.push({ from, to, how, line, confidence, reason });
    },
    outside: (from, target, { how, line, column }) => {
      graph.outside.push({ from, target, how, line, column });
    },
    unresolved: ({ how }) => {
      if (how !== "value") graph.unresolved++;
    },
  };
  resolveGo(files, layout, sink);
  resolveTypescript(files, layout, sink);
  return graph;
}
