import type { Bypass, CallPath, Flow, ObservedFlow, ObservedFlows, PathStep, Report } from "@threatloom/model";

/** The flows of a report by what speaks for them. */
export interface FlowsView {
  /** Calls without a flow: those across a trust boundary first, then the surest. */
  undeclared: ObservedFlow[];
  /** Calls and flows that agree, by the calls. */
  agreed: ObservedFlow[];
  /** Flows that calls should show and do not. */
  unseen: Flow[];
  /** Flows that calls cannot show. */
  declaredOnly: Flow[];
  bypasses: Bypass[];
  functions: ObservedFlows["functions"];
}

const NOTHING: ObservedFlows = {
  flows: [],
  unseen: [],
  bypasses: [],
  functions: { found: 0, owned: 0 },
  owners: [],
};

const SURENESS = ["high", "medium", "low"];

function tellingFirst(a: ObservedFlow, b: ObservedFlow): number {
  return (
    Number(b.crosses.length > 0) - Number(a.crosses.length > 0) ||
    SURENESS.indexOf(a.evidence.confidence) - SURENESS.indexOf(b.evidence.confidence)
  );
}

/** Sorts the flows of a report; a report whose calls were not read has observed none. */
export function flowsView(report: Report): FlowsView {
  const { flows, unseen, bypasses, functions } = report.observed ?? NOTHING;
  const seen = new Set(flows.flatMap(({ declared }) => declared));
  const wanted = new Set(unseen);
  const rest = report.model.flows.filter(({ id }) => !seen.has(id));
  return {
    undeclared: flows.filter(({ declared }) => declared.length === 0).sort(tellingFirst),
    agreed: flows.filter(({ declared }) => declared.length > 0),
    unseen: rest.filter(({ id }) => wanted.has(id)),
    declaredOnly: rest.filter(({ id }) => !wanted.has(id)),
    bypasses,
    functions,
  };
}

/** Where a step calls the next one, else where it stands: `file:line`, not escaped. */
export function stepPlace({ file, line, callLine }: PathStep): string {
  return `${file}:${callLine ?? line}`;
}

/** How far evidence goes, in words; nothing where every call leads where it says. */
export function doubt({ confidence, reason }: CallPath): string | null {
  return confidence === "high" ? null : `${confidence} confidence: ${reason}`;
}

/** `3 calls`: pairs of functions. */
export function callWords(calls: number): string {
  return `${calls} ${calls === 1 ? "call" : "calls"}`;
}

/** How the flows stand, in one sentence. */
export function flowWords({ undeclared, agreed, unseen, declaredOnly, bypasses }: FlowsView): string {
  const around = bypasses.length > 0 ? `, ${bypasses.length} around a mitigation` : "";
  const declared = unseen.length + declaredOnly.length;
  return `${undeclared.length} observed and not declared, ${agreed.length} observed and declared, ${declared} only declared${around}`;
}
