import { definitionPlace } from "../looks/places.js";
import type { Rule } from "../rule.js";

/** Says every boundary somebody drew that no flow crosses, in a project that describes its flows. */
export const rule: Rule = {
  id: "idle-boundary",
  meta: {
    title: "A trust boundary that nothing crosses",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "low",
    confidence: "high",
    threats: [],
    why: "A border matters where something passes it. Where no flow does, either the flows are missing in the model, or the border lies in the wrong place.",
    fix: "Write the flows that cross it with `@connects`, or draw the boundary around what belongs inside.",
    falsePositives: "What lies inside is cut off on purpose: say so in its description, and accept this.",
  },
  check(model) {
    if (model.flows.length === 0) return [];
    const crossed = new Set(model.flows.flatMap(({ crosses }) => crosses));
    return model.boundaries.flatMap((boundary) => {
      if (boundary.kind === "zone" || boundary.definitions.length === 0 || crossed.has(boundary.key)) return [];
      return [{ message: `no flow crosses ${boundary.name}`, boundary: boundary.key, ...definitionPlace(boundary) }];
    });
  },
};
