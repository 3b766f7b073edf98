import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every component that runs the code of others next to its own. */
export const rule: Rule = {
  id: "untrusted-code",
  meta: {
    title: "Code of others runs without a sandbox",
    group: "stride",
    stride: ["E"],
    cwe: [829],
    capec: [480],
    attack: ["T1059", "T1611"],
    asvs: ["15.2.5"],
    severity: "critical",
    confidence: "high",
    threats: ["sandbox escape", "untrusted code", "arbitrary code execution", "remote code execution"],
    why: "Whoever supplies the code does all that the component may do, and reads all that its machine knows.",
    fix: "Run it in a sandbox with nothing but what it needs, and say `isolated: yes`.",
    falsePositives: "The code is reviewed before it runs: say `runs-untrusted-code: no`.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const unknown = says(view.facts["runs-untrusted-code"]) ? suspect(view, { isolated: "no" }) : null;
      if (unknown === null) return [];
      return [{ message: `code of others runs in ${view.name} with all that it may do`, unknown, ...placeOf(view) }];
    });
  },
};
