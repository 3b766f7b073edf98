import type { CallGraph, CodeFile, Exposure, FunctionRef } from "@threatloom/model";
import { keyOf } from "./sinks.js";

/** Answers how a function is reached, by its key. */
export type ExposureOf = (key: string) => Exposure;

type Entry = Omit<Exposure, "kind">;

/** The functions of a project that tests are not among, in file order. */
function* functions(files: readonly CodeFile[]): Generator<FunctionRef> {
  for (const [file, { symbols, test, generated }] of files.entries()) {
    if (test || generated) continue;
    yield { file, symbol: -1 };
    for (const [symbol, { test: isTest }] of symbols.entries()) if (!isTest) yield { file, symbol };
  }
}

/** Where programs start: `main` and `init` of Go, and what a TypeScript file does when it is loaded. */
function starts(files: readonly CodeFile[], { file, symbol }: FunctionRef): boolean {
  const { language, package: name, symbols } = files[file]!;
  if (symbol === -1) return language !== "go" || name === "main";
  const found = symbols[symbol]!;
  return (
    language === "go" &&
    found.kind === "function" &&
    (found.name === "init" || (found.name === "main" && name === "main"))
  );
}

function entryOf(files: readonly CodeFile[], { file, symbol }: FunctionRef): NonNullable<Entry["from"]> {
  const { path, symbols } = files[file]!;
  return { file: path, line: symbols[symbol]?.line ?? 1, name: symbols[symbol]?.name ?? path };
}

type Callees = ReadonlyMap<string, readonly FunctionRef[]>;

/** Everything that can be reached from some functions, each by a shortest way. */
function reach(files: readonly CodeFile[], callees: Callees, from: readonly FunctionRef[]): Map<string, Entry> {
  const reached = new Map<string, Entry>();
  for (const ref of from) reached.set(keyOf(ref), { from: entryOf(files, ref), steps: 0 });
  let front: readonly string[] = [...reached.keys()];
  while (front.length > 0) {
    const next: string[] = [];
    for (const key of front) {
      const entry = reached.get(key)!;
      for (const to of callees.get(key) ?? []) {
        const target = keyOf(to);
        if (reached.has(target)) continue;
        reached.set(target, { from: entry.from, steps: entry.steps + 1 });
        next.push(target);
      }
    }
    front = next;
  }
  return reached;
}

function calleesOf(graph: CallGraph): Callees {
  const callees = new Map<string, FunctionRef[]>();
  for (const { from, to, confidence } of graph.edges) {
    if (confidence === "low") continue;
    const known = callees.get(keyOf(from));
    if (known === undefined) callees.set(keyOf(from), [to]);
    else known.push(to);
  }
  return callees;
}

/** Finds out what can be reached from where: from handlers first, then from where programs start, then from other code. */
export function exposures(files: readonly CodeFile[], graph: CallGraph, handlers: ReadonlySet<string>): ExposureOf {
  const callees = calleesOf(graph);
  const all = [...functions(files)];
  const isExported = ({ file, symbol }: FunctionRef): boolean => files[file]!.symbols[symbol]?.exported ?? false;
  const ways = [
    {
      kind: "handler",
      reached: reach(
        files,
        callees,
        all.filter((ref) => handlers.has(keyOf(ref))),
      ),
    },
    {
      kind: "main",
      reached: reach(
        files,
        callees,
        all.filter((ref) => starts(files, ref)),
      ),
    },
    { kind: "exported", reached: reach(files, callees, all.filter(isExported)) },
  ] as const;
  return (key) => {
    for (const { kind, reached } of ways) {
      const entry = reached.get(key);
      if (entry !== undefined) return { kind, ...entry };
    }
    return { kind: "none", from: null, steps: 0 };
  };
}
