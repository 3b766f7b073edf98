import type { DriftFlow, DriftItem } from "@threatloom/model";
import { jsonText } from "../escape.js";
import type { DriftView } from "./types.js";
import { adviceWords, flowAdvice } from "./words.js";

/** Of this document: the first number changes when a reader of it has to, the second when something is added. */
const schemaVersion = "1.1";

function itemOf(item: DriftItem): Record<string, unknown> {
  const { kind, claim, lost, to, written, changes } = item;
  return {
    kind,
    claim: {
      id: claim.id,
      kind: claim.kind,
      component: claim.component,
      threat: claim.threat,
      control: claim.control,
      symbol: claim.symbol?.name ?? null,
      location: claim.location,
    },
    lost,
    to,
    written,
    changes,
    advice: adviceWords(item),
  };
}

function flowOf(item: DriftFlow): Record<string, unknown> {
  const { flow, was, at } = item;
  const { id, from, to, label, location } = flow;
  return { flow: { id, from, to, label, location }, was, at, advice: flowAdvice(item) };
}

/** Drift as a JSON document; docs/schema/threatloom-drift.schema.json describes it. */
export function driftJson({ report }: DriftView): string {
  const { items, flows, ...rest } = report;
  const parts = { items: items.map(itemOf), flows: flows.map(flowOf) };
  return `${jsonText({ schemaVersion, ...rest, ...parts }, 2)}\n`;
}
