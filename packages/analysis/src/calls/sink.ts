import type { Call, CallConfidence, FunctionRef } from "@threatloom/model";

/** What resolvers write their results to. */
export interface Sink {
  edge(from: FunctionRef, to: FunctionRef, call: Call, confidence: CallConfidence, reason: string): void;
  outside(from: FunctionRef, target: string, call: Call): void;
  /** A name that is handed on and stands for no function is none of these. */
  unresolved(from: FunctionRef, call: Call): void;
}
