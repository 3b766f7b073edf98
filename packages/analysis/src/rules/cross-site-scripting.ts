import { isOwnProcess } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every process whose pages may carry the scripts of others. */
export const rule: Rule = {
  id: "cross-site-scripting",
  meta: {
    title: "A page that may carry the script of somebody else",
    group: "stride",
    stride: ["T"],
    cwe: [79],
    capec: [63, 588, 591],
    attack: ["T1059.007", "T1189"],
    asvs: ["1.2.1", "1.2.3", "3.2.2"],
    severity: "high",
    confidence: "medium",
    threats: ["cross-site scripting", "XSS", "reflected cross-site scripting", "script injection"],
    why: "Browsers run what stands in a page. What one person sends and another is shown becomes a script in the other's name, unless it is escaped for the place where it ends up.",
    fix: "Escape everything on its way into a page, best with templates that do so by themselves, and say `encodes-output: yes`.",
    falsePositives: "It serves only what no stranger had a hand in.",
  },
  check(_model, { elements }) {
    return elements.components
      .filter((view) => isOwnProcess(view) && says(view.facts["serves-browsers"]))
      .flatMap((view) => {
        const unknown = suspect(view, { "encodes-output": "no" });
        if (unknown === null) return [];
        return [
          {
            message: `what others send can run as a script in the browsers that ${view.name} serves`,
            unknown,
            ...placeOf(view),
          },
        ];
      });
  },
};
