import { namesOf } from "@threatloom/model";
import { claimPlace, once } from "../looks/places.js";
import type { Rule } from "../rule.js";

/** Says every test claim whose control mitigates nothing on its component. */
export const rule: Rule = {
  id: "test-without-mitigation",
  meta: {
    title: "A test of a control that protects nothing",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "low",
    confidence: "high",
    threats: [],
    why: "The test proves a control that no mitigation of this component uses, so it counts for no threat: the mitigation goes by another name, or is missing.",
    fix: "Name the control in the test as in the mitigation, or say against what it stands with `@mitigates … with …`.",
    falsePositives: "A control that is tested before it is used.",
  },
  check(model) {
    const names = namesOf(model);
    const used = new Set<string>();
    for (const { kind, component, control } of model.claims)
      if (kind === "mitigation" && control !== null) used.add(control).add(`${component}\n${control}`);
    const found = model.claims.flatMap((claim) => {
      const { kind, component, control } = claim;
      if (kind !== "test" || control === null) return [];
      if (used.has(component === null ? control : `${component}\n${control}`)) return [];
      const where = component === null ? "nothing" : `nothing on ${names.component(component)}`;
      return [{ message: `a test proves ${names.control(control)}, which mitigates ${where}`, ...claimPlace(claim) }];
    });
    return once(found);
  },
};
