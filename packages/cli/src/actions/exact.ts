import type { ScanOptions } from "@threatloom/engine";
import { UsageError } from "../terminal.js";

/** What a command that reads calls is called with: where they are known for sure. */
export interface ExactArguments {
  callgraph: string | undefined;
  typed: boolean;
}

/** The exact sources that a command was called with. */
export function exactOf({ callgraph, typed }: ExactArguments): NonNullable<ScanOptions["exact"]> {
  return { ...(callgraph !== undefined && { callgraph }), typed };
}

/** Exact sources say nothing where no calls are read: `instead` says how they would be. */
export function refuseExact({ callgraph, typed }: ExactArguments, instead: string): void {
  if (callgraph === undefined && !typed) return;
  const option = callgraph === undefined ? "--typed" : "--callgraph";
  throw new UsageError(`${option}: no calls are read here`, `To use it, ${instead}.`);
}
