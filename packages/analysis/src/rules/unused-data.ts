import type { ThreatModel } from "@threatloom/model";
import { unusedOf } from "../looks/mentions.js";
import { definitionPlace } from "../looks/places.js";
import type { Rule } from "../rule.js";

function usedData(model: ThreatModel): Set<string> {
  const listed = model.facts.flatMap(({ property, value }) => (property === "data" ? value : []));
  return new Set([...model.claims.flatMap(({ data }) => data ?? []), ...listed]);
}

/** Says all data that are defined and that no component handles and no flow carries. */
export const rule: Rule = {
  id: "unused-data",
  meta: {
    title: "Data that nobody handles",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: ["14.1.1"],
    severity: "low",
    confidence: "high",
    threats: [],
    why: "As long as nothing says where the data are, no rule can hold their place or their way against what they need.",
    fix: "Say who has them with `@handles … on …`, and which flows carry them with `data:`; or take the definition away.",
    falsePositives:
      "A library of data assets for several projects; a file with ten definitions or more, most of them unused, is taken for one.",
  },
  check(model) {
    return unusedOf(model.data, usedData(model)).map((asset) => ({
      message: `no component handles and no flow carries ${asset.name}`,
      data: asset.key,
      ...definitionPlace(asset),
    }));
  },
};
