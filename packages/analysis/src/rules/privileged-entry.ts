import { takesFromOutside } from "../looks/calls.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says } from "../suspect.js";

/** Says every component with rights beyond its task that strangers reach. */
export const rule: Rule = {
  id: "privileged-entry",
  meta: {
    title: "Strangers reach what has rights beyond its task",
    group: "stride",
    stride: ["E"],
    cwe: [250],
    capec: [233, 234],
    attack: ["T1068"],
    asvs: ["13.2.2"],
    severity: "high",
    confidence: "high",
    threats: ["excessive privileges", "unnecessary privileges", "privilege escalation", "least privilege violation"],
    why: "A flaw in what strangers reach gives them its rights. The more it may do, the more they get.",
    fix: "Run it under an account that may do its task and no more, hand what needs more to a small helper, and say `privileged: no`.",
    falsePositives: "A sandbox takes the rights away again: say `isolated: yes`.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const { component, facts } = view;
      const runs = component.role === "process" || component.role === "data-store";
      // What is sent there is meant to run: untrusted-code speaks of that, more gravely.
      if (says(facts["runs-untrusted-code"])) return [];
      if (!runs || !says(facts.privileged) || says(facts.isolated) || !takesFromOutside(view)) return [];
      return [{ message: `whoever takes over ${view.name} gets rights beyond its task`, ...placeOf(view) }];
    });
  },
};
