import { isOwnProcess, liesIn } from "../looks/parties.js";
import { once, placesOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every check that stands where its user can leave it out, and nowhere else. */
export const rule: Rule = {
  id: "client-side-checks",
  meta: {
    title: "A check stands where its user can leave it out",
    group: "stride",
    stride: ["T", "E"],
    cwe: [602],
    capec: [22],
    attack: [],
    asvs: ["2.2.2", "8.3.1"],
    severity: "high",
    confidence: "medium",
    threats: ["client-side checks", "client-side enforcement", "client-side validation", "trust in the client"],
    why: "What runs in a zone that is not trusted is changed or left out by whoever runs it. A check there spares honest people a mistake, and stops nobody else.",
    fix: "Check again on the side that is trusted, and say `validates-input: yes` or `authorises: yes` there.",
    falsePositives: "The zone is trusted after all: say how far with `trust:` of the boundary.",
  },
  check(_model, context) {
    const found = context.elements.flows.flatMap((view) => {
      const { from, to, crosses } = view;
      if (!crosses || !isOwnProcess(to) || !liesIn(from, "untrusted", context)) return [];
      const checks = (["authorises", "validates-input"] as const).filter((check) => says(from.facts[check]));
      const repeated = checks.map((check) => suspect(to, { [check]: "no" })).filter((found) => found !== null);
      // Where one of the checks is known to be missing, that is enough to say so.
      const unknown = repeated.find((found) => found.length === 0) ?? repeated[0];
      const message = `${to.name} relies on checks in ${from.name}, which its user can leave out`;
      if (unknown === undefined || liesIn(to, "untrusted", context)) return [];
      return [{ message, unknown, ...placesOf(view) }];
    });
    return once(found);
  },
};
