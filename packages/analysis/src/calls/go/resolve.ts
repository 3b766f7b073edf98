import type { Call, CodeFile, CodeLayout, FunctionRef } from "@threatloom/model";
import { refill } from "../budget.js";
import type { Sink } from "../sink.js";
import { evaluate, type GoValue } from "./values.js";
import { goWorld } from "./world.js";

/** Functions of the language that a package may have functions of the same name for. */
const builtins = new Set(["clear", "max", "min"]);

/** The system or processor that a file is for, by its name: `_linux`, `_windows_amd64`; empty for all. */
function buildOf(path: string): string {
  return (
    /_(?:aix|android|darwin|dragonfly|freebsd|illumos|ios|js|linux|netbsd|openbsd|plan9|solaris|unix|wasip1|windows)(?=[_.])|_(?:386|amd64|arm|arm64|loong64|mips\w*|ppc64\w*|riscv64|s390x|wasm)(?=[_.])/.exec(
      path,
    )?.[0] ?? ""
  );
}

/** Of functions that stand for each other in different builds: those of the file itself, else of files for the same build, else all. */
export function sameBuild(
  files: readonly CodeFile[],
  from: FunctionRef,
  refs: readonly FunctionRef[],
): readonly FunctionRef[] {
  if (refs.length === 1) return refs;
  const beside = refs.filter(({ file }) => file === from.file);
  if (beside.length > 0) return beside;
  const build = buildOf(files[from.file]!.path);
  const same = build === "" ? [] : refs.filter(({ file }) => buildOf(files[file]!.path) === build);
  return (same.length > 0 ? same : refs).slice(0, MOST_BUILDS);
}

/** Nobody writes one function for more systems than these. */
const MOST_BUILDS = 100;

type Found = GoValue & { kind: "function" };

function lead(files: readonly CodeFile[], from: FunctionRef, call: Call, found: Found, sink: Sink): void {
  const refs = found.certain ? sameBuild(files, from, found.refs) : found.refs;
  const confidence = found.certain && !found.held && refs.length === 1 ? "high" : "medium";
  const reason = found.certain && found.held ? `${found.reason}, held by a variable` : found.reason;
  for (const to of refs) sink.edge(from, to, call, confidence, reason);
}

/** Resolves the calls of all Go files of a project. */
export function resolveGo(files: readonly CodeFile[], layout: CodeLayout, sink: Sink): void {
  const world = goWorld(files, layout);
  for (const file of world.packages.byFile.keys()) {
    let from: FunctionRef = { file, symbol: -1 };
    for (const call of files[file]!.code.calls) {
      if (from.symbol !== (call.symbol ?? -1)) from = { file, symbol: call.symbol ?? -1 };
      refill(world.budget);
      const value = evaluate(world, from, call.callee);
      if (value?.kind === "function" && value.refs.length > 0) lead(files, from, call, value, sink);
      else if (value?.kind === "outside") sink.outside(from, value.name, call);
      else if (value?.kind !== "type" && !builtins.has(call.callee)) sink.unresolved(from, call);
    }
  }
}
