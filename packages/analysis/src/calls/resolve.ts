import type { CallGraph, CodeFile, CodeLayout } from "@threatloom/model";
import { addExact, replacing, type ExactCalls } from "./exact.js";
import { resolveGo } from "./go/resolve.js";
import type { Sink } from "./sink.js";
import { resolveTypescript } from "./typescript/resolve.js";

/**
 * Finds where the calls of a project lead, without running or type-checking anything. In the order of files and calls.
 * Where an exact source knows better, its answer stands.
 */
export function resolveCalls(
  files: readonly CodeFile[],
  layout: CodeLayout,
  exact: readonly ExactCalls[] = [],
): CallGraph {
  const graph: CallGraph = { edges: [], outside: [], unresolved: 0 };
  const plain: Sink = {
    edge: (from, to, { how, line }, confidence, reason) => {
      graph.edges.push({ from, to, how, line, confidence, reason });
    },
    outside: (from, target, { how, line, column }) => {
      graph.outside.push({ from, target, how, line, column });
    },
    unresolved: (_from, { how }) => {
      if (how !== "value") graph.unresolved++;
    },
  };
  const sink = exact.length === 0 ? plain : replacing(plain, exact);
  resolveGo(files, layout, sink);
  resolveTypescript(files, layout, sink);
  if (exact.length > 0) addExact(graph, exact);
  return graph;
}
