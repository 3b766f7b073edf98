import { HANDLER, ROUTES, sinkName } from "@threatloom/catalog";
import type { CallGraph, CodeFile, FunctionRef, OutsideCall, SinkUse } from "@threatloom/model";
import { addUse, keyOf, type Uses } from "./sinks.js";
import { calleeAt, callsIn } from "./written.js";

/** A function that more others call than this is a service of its own: only it is looked at. */
const MOST_CALLERS = 8;

/** The one sink of a function, as it is written there; null where it does more, or not that. */
function soleCallee(files: readonly CodeFile[], call: OutsideCall, own: readonly SinkUse[]): string | null {
  const file = files[call.from.file]!;
  const [use] = own;
  if (file.language === "text" || own.length > 1 || use!.category === HANDLER || use!.category === ROUTES) return null;
  if (sinkName(file.language, call.target) !== use!.target) return null;
  return calleeAt(file, call);
}

/** Functions that do nothing but call one sink, and what hangs on it (`exec.Command().Run`). */
function wrappers(files: readonly CodeFile[], graph: CallGraph, uses: Uses): Set<string> {
  const found = new Set<string>();
  for (const call of graph.outside) {
    const own = uses.get(keyOf(call.from));
    const sole = own === undefined ? null : soleCallee(files, call, own);
    if (sole === null || call.how === "value") continue;
    const isSole = callsIn(files[call.from.file]!, call.from.symbol).every(
      ({ how, callee }) => how === "value" || callee === sole || callee.startsWith(`${sole}(`),
    );
    if (isSole) found.add(keyOf(call.from));
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
