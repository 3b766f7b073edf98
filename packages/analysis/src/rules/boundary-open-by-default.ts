import { borderOf } from "../looks/places.js";
import type { Rule } from "../rule.js";

/** Says every trust boundary that lets through what nobody thought of. */
export const rule: Rule = {
  id: "boundary-open-by-default",
  meta: {
    title: "A trust boundary that lets through what nobody forbade",
    group: "stride",
    stride: ["E"],
    cwe: [1188],
    capec: [],
    attack: ["T1133"],
    asvs: ["13.2.4"],
    severity: "medium",
    confidence: "high",
    threats: ["allow by default", "default allow", "missing default deny", "permissive boundary"],
    why: "What is forbidden piece by piece is forgotten piece by piece: a new service, a new port and a new way in are open until somebody notices.",
    fix: "Forbid everything, allow what is needed, and say `denies-by-default: yes` of the boundary.",
    falsePositives: "None: the boundary says so itself. Accept the threat on what lies inside.",
  },
  check(model, { elements, facts }) {
    return model.boundaries.flatMap((boundary) => {
      const about = facts.boundary(boundary.key)["denies-by-default"];
      if (about.value !== "no") return [];
      return [{ message: `${boundary.name} lets through what nobody forbade`, ...borderOf(boundary, elements) }];
    });
  },
};
