import { UNKNOWN } from "@threatloom/model";
import { borderOf } from "../looks/places.js";
import type { Rule, RuleContext } from "../rule.js";

/** What people write for "nothing". */
const NOTHING = new Set(["nobody", "none", "nothing"]);

/** What is unknown about whether anything enforces it; null where something does, or nobody relies on it. */
function unenforced(
  name: string,
  { "enforced-by": by, trust }: ReturnType<RuleContext["facts"]["boundary"]>,
): string[] | null {
  if (by.value === UNKNOWN) return trust.value === "trusted" ? [`${name}: enforced-by`] : null;
  return by.value.every((text) => NOTHING.has(text.toLowerCase())) ? [] : null;
}

/** Says every trusted boundary that strangers cross and nothing is known to enforce. */
export const rule: Rule = {
  id: "boundary-without-enforcement",
  meta: {
    title: "A trust boundary that nothing is known to enforce",
    group: "stride",
    stride: ["E"],
    cwe: [419],
    capec: [],
    attack: [],
    asvs: ["8.3.1"],
    severity: "medium",
    confidence: "medium",
    threats: ["unenforced boundary", "unenforced trust boundary", "missing enforcement"],
    why: "A line on a drawing keeps nobody out. What lies inside is trusted because of the boundary, so something has to hold it.",
    fix: "Put a firewall, a gateway, a sandbox or a check of the platform there, and name it with `enforced-by:` of the boundary.",
    falsePositives: "The components check everything themselves: then the boundary need not be `trusted`.",
  },
  check(model, { elements, facts }) {
    const crossed = new Set(model.flows.flatMap(({ crosses }) => crosses));
    return model.boundaries.flatMap((boundary) => {
      const { key, name } = boundary;
      const unknown = crossed.has(key) ? unenforced(name, facts.boundary(key)) : null;
      if (unknown === null) return [];
      return [{ message: `nothing keeps strangers out of ${name}`, unknown, ...borderOf(boundary, elements) }];
    });
  },
};
