import { unusedOf } from "../looks/mentions.js";
import { definitionPlace } from "../looks/places.js";
import type { Rule } from "../rule.js";

/** Says every threat that is defined and that no claim speaks of. */
export const rule: Rule = {
  id: "unused-threat",
  meta: {
    title: "A threat that no claim speaks of",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "low",
    confidence: "high",
    threats: [],
    why: "Somebody thought of this threat, and then nobody said where it applies: it was forgotten, or it is left over from code that is gone.",
    fix: "Say where it applies with `@exposes`, `@mitigates` or `@accepts`, or take the definition away.",
    falsePositives:
      "A library of threats for several projects; a file with ten definitions or more, most of them unused, is taken for one.",
  },
  check(model) {
    const used = new Set(model.claims.flatMap(({ threat }) => threat ?? []));
    return unusedOf(model.threats, used).map((threat) => ({
      message: `no claim speaks of the threat ${threat.name}`,
      threat: threat.key,
      ...definitionPlace(threat),
    }));
  },
};
