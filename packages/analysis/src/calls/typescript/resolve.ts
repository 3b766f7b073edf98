import type { Call, CodeFile, CodeLayout, FunctionRef } from "@threatloom/model";
import { refill } from "../budget.js";
import type { Sink } from "../sink.js";
import { moduleFinder } from "./modules.js";
import { tsWorld, type TsWorld } from "./scopes.js";
import { evaluateTs, type TsValue } from "./values.js";

/** Names of every program that lead out of it without an import. */
const globals = new Set(
  "eval Function fetch setTimeout setInterval process localStorage sessionStorage document window crypto WebSocket XMLHttpRequest".split(
    " ",
  ),
);

function constructed(value: TsValue | null, call: Call): FunctionRef | null {
  if (value?.kind !== "type" || (call.how !== "new" && call.callee !== "super" && call.how !== "jsx")) return null;
  return value.type.methods.get(call.how === "jsx" ? "render" : "constructor") ?? null;
}

function settle(world: TsWorld, from: FunctionRef, call: Call, sink: Sink): void {
  refill(world.budget);
  const value = evaluateTs(world, from, call.callee);
  const made = constructed(value, call);
  if (made !== null) {
    sink.edge(from, made, call, "high", "constructs the class");
    return;
  }
  if (value?.kind === "function" && value.refs.length > 0) {
    const confidence = value.certain ? "high" : "medium";
    for (const to of value.refs) sink.edge(from, to, call, confidence, value.reason);
  } else if (value?.kind === "outside") sink.outside(from, value.name, call);
  else if (value === null && globals.has(call.callee.split(".")[0]!)) sink.outside(from, call.callee, call);
  else if (value?.kind !== "type") sink.unresolved(from, call);
}

/** Resolves the calls of all TypeScript files of a project. */
export function resolveTypescript(files: readonly CodeFile[], layout: CodeLayout, sink: Sink): void {
  const world = tsWorld(files, moduleFinder(files, layout));
  for (const file of world.scopes.keys()) {
    let from: FunctionRef = { file, symbol: -1 };
    for (const call of files[file]!.code.calls) {
      if (from.symbol !== (call.symbol ?? -1)) from = { file, symbol: call.symbol ?? -1 };
      settle(world, from, call, sink);
    }
  }
}
