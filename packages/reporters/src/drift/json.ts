import type { DriftItem } from "@threatloom/model";
import { jsonText } from "../escape.js";
import type { DriftView } from "./types.js";
import { adviceWords } from "./words.js";

/** Of this document: the first number changes when a reader of it has to, the second when something is added. */
const schemaVersion = "1.0";

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

/** Drift as a JSON document; docs/schema/threatloom-drift.schema.json describes it. */
export function driftJson({ report }: DriftView): string {
  const { items, ...rest } = report;
  return `${jsonText({ schemaVersion, ...rest, items: items.map(itemOf) }, 2)}\n`;
}
