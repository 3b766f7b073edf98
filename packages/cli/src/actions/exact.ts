import type { ScanOptions } from "@threatloom/engine";
import { UsageError } from "../terminal.js";

/** What a command that reads calls is called with: where they are known for sure. */
export interface ExactArguments {
  callgraph: string | undefined;
}

/** The exact sources that a command was called with. */
export function exactOf({ callgraph }: ExactArguments): NonNullable<ScanOptions["exact"]> {
  return { ...(callgraph !== undefined && { callgraph }) };
}

/** Exact sources say nothing where no calls are read: `instead` says how they would be. */
export function refuseExact({ callgraph }: ExactArguments, instead: string): void {
  if (callgraph !== undefined) throw new UsageError("--callgraph: no calls are read here", `To use it, ${instead}.`);
}
