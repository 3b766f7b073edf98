import { UNKNOWN } from "@threatloom/model";
import type { DataView } from "../elements.js";
import { passesBorder } from "../looks/calls.js";
import { placesOf } from "../looks/places.js";
import type { Rule } from "../rule.js";

function isUnclassified({ sensitivity, facts }: DataView): boolean {
  const { level, classes, pii, credentials } = facts;
  return sensitivity === null && [level, classes, pii, credentials].every(({ value }) => value === UNKNOWN);
}

/** Says all data that cross a trust boundary and of which nobody said how sensitive they are: once, at the first flow. */
export const rule: Rule = {
  id: "unclassified-data",
  meta: {
    title: "Unclassified data over a trust boundary",
    group: "data",
    stride: ["I"],
    cwe: [],
    capec: [],
    attack: [],
    asvs: ["14.1.1"],
    severity: "low",
    confidence: "high",
    threats: [],
    why: "Whether the flow has to be encrypted and who may see what arrives depends on how sensitive it is, and nobody said that.",
    fix: "Say `@data … as LEVEL`, with `public` where everybody may have it.",
    falsePositives: "None that a level would not settle.",
  },
  check(_model, { elements }) {
    return elements.data.filter(isUnclassified).flatMap((view) => {
      const by = elements.flows.find((flow) => passesBorder(flow) && flow.data.includes(view.asset.key));
      if (by === undefined) return [];
      const message = `${by.name} takes ${view.name} over a trust boundary unclassified`;
      return [{ message, unknown: [`${view.name}: level`], data: view.asset.key, ...placesOf(by) }];
    });
  },
};
