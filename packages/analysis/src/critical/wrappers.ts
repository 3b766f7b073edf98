import { HANDLER, ROUTES, sinkName } from "@threatloom/catalog";
import type { CallGraph, CodeFile, FunctionRef } from "@threatloom/model";
import { addUse, keyOf, type Uses } from "./sinks.js";

/** A function that more others call than this is a service of its own: only it is looked at. */
const MOST_CALLERS = 8;

/** Functions that do nothing but call one sink, and what stands behind its name (`exec.Command().Run`). */
function wrappers(files: readonly CodeFile[], graph: CallGraph, uses: Uses): Set<string> {
  const found = new Set<string>();
  for (const [key, own] of uses) {
    const use = own[0];
    if (own.length === 1 && use!.category !== HANDLER && use!.category !== ROUTES) found.add(key);
  }
  for (const { from, how } of graph.edges) if (how !== "value") found.delete(keyOf(from));
  for (const { from, target } of graph.outside) {
    const key = keyOf(from);
    const { language } = files[from.file]!;
    if (!found.has(key) || language === "text") continue;
    const name = sinkName(language, target);
    const sink = uses.get(key)![0]!.target;
    if (name !== sink && !name.startsWith(`${sink}(`)) found.delete(key);
  }
  return found;
}

function callersOf(graph: CallGraph, wanted: ReadonlySet<string>): Map<string, { from: FunctionRef; line: number }[]> {
  const callers = new Map<string, { from: FunctionRef; line: number }[]>();
  for (const { from, to, how, line, confidence } of graph.edges) {
    const key = keyOf(to);
    if (!wanted.has(key) || how === "value" || confidence === "low" || keyOf(from) === key) continue;
    const known = callers.get(key);
    if (known === undefined) callers.set(key, [{ from, line }]);
    else known.push({ from, line });
  }
  return callers;
}

/**
 * Callers of a function that only wraps a sink call the sink themselves. Not where the wrapper has a claim of its own
 * (`isAnswered`): what it says holds for all who call it.
 */
export function addWrapped(
  files: readonly CodeFile[],
  graph: CallGraph,
  uses: Uses,
  isAnswered: (fn: FunctionRef) => boolean,
): void {
  const wrapping = wrappers(files, graph, uses);
  const made: (() => void)[] = [];
  for (const [key, callers] of callersOf(graph, wrapping)) {
    const [file = 0, symbol = 0] = key.split(":").map(Number);
    const wrapper = files[file]?.symbols[symbol];
    const distinct = new Set(callers.map(({ from }) => keyOf(from)));
    if (wrapper === undefined || distinct.size > MOST_CALLERS || isAnswered({ file, symbol })) continue;
    const through = { file: files[file]!.path, line: wrapper.line, name: wrapper.name };
    const use = uses.get(key)![0]!;
    for (const { from, line } of callers)
      made.push(() => {
        addUse(uses, keyOf(from), { ...use, line, through });
      });
  }
  // Afterwards: one call deep, and no deeper.
  for (const add of made) add();
}
