import type { CallGraph, CodeFile, CodeLayout } from "@threatloom/model";
import { resolveGo } from "./go/resolve.js";
import type { Sink } from "./sink.js";
import { resolveTypescript } from "./typescript/resolve.js";

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
