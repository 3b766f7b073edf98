import { unusedOf } from "../looks/mentions.js";
import { definitionPlace } from "../looks/places.js";
import type { Rule } from "../rule.js";

/** Says every control that is defined and that no claim uses. */
export const rule: Rule = {
  id: "unused-control",
  meta: {
    title: "A control that protects nothing",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "low",
    confidence: "high",
    threats: [],
    why: "Who reads the definition believes that the control is in place, and no claim says where. It was planned and not built, or it went away with its code.",
    fix: "Say where it works with `@mitigates … against … with …`, or take the definition away.",
    falsePositives:
      "A library of controls for several projects; a file with ten definitions or more, most of them unused, is taken for one.",
  },
  check(model) {
    const used = new Set(model.claims.flatMap(({ control }) => control ?? []));
    return unusedOf(model.controls, used).map((control) => ({
      message: `no claim uses the control ${control.name}`,
      ...definitionPlace(control),
    }));
  },
};
