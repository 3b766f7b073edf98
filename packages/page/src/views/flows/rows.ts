import type { Flow, FlowSource, Location, ObservedFlow } from "@threatloom/model";
import type { Site } from "../../data/site.js";

/** A flow that people declare, that calls show, or both. */
export interface FlowRow {
  id: string;
  from: string;
  to: string;
  bidirectional: boolean;
  label: string | null;
  crosses: readonly string[];
  seen: FlowSource;
  declared: Flow | null;
  observed: ObservedFlow | null;
  /** Calls should show it, and do not. */
  unseen: boolean;
}

/** Declared flows in file order with the calls that show them, then what only calls show. */
export function flowRows({ report, find }: Site): FlowRow[] {
  const observed = report.observed?.flows ?? [];
  const declared = report.model.flows.map((flow) => declaredRow(flow, find));
  return [...declared, ...observed.filter((flow) => flow.declared.length === 0).map(observedRow)];
}

/** One flow, by the id of either kind; null where there is none. */
export function flowRow({ find }: Site, id: string): FlowRow | null {
  const declared = find.flow(id);
  if (declared !== null) return declaredRow(declared, find);
  const observed = find.observed(id);
  return observed === null ? null : observedRow(observed);
}

function declaredRow(flow: Flow, find: Site["find"]): FlowRow {
  const { id, from, to, bidirectional, label, medium, crosses } = flow;
  const text = [label, medium === null ? null : `via ${medium}`].filter((part) => part !== null).join(", ");
  const observed = find.shows(id);
  const seen = observed === null ? "declared" : "both";
  const rest = { declared: flow, observed, unseen: find.isUnseen(id) };
  return { id, from, to, bidirectional, label: text, crosses, seen, ...rest };
}

function observedRow(flow: ObservedFlow): FlowRow {
  const { id, from, to, crosses } = flow;
  const rest = { bidirectional: false, label: null, declared: null, unseen: false };
  return { id, from, to, crosses, seen: "observed", observed: flow, ...rest };
}

/** Where a flow is declared, else where the call is made that shows it. */
export function flowPlace({ declared, observed }: FlowRow): Location | null {
  if (declared !== null) return declared.location;
  const step = observed?.evidence.steps[0];
  return step === undefined ? null : { file: step.file, line: step.callLine ?? step.line, column: 1 };
}

/** The functions on the way of the calls: `login → save`. */
export function evidenceWords({ observed, unseen }: FlowRow): string {
  if (observed === null) return unseen ? "no call shows it" : "";
  return observed.evidence.steps.map(({ name }) => name).join(" → ");
}
