import type { FlowView } from "../elements.js";
import { listed } from "../looks/sensitive.js";
import { isOwnProcess } from "../looks/parties.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Others run what it calls, and nothing stands in for that. */
function isForeign({ crosses, to }: FlowView): boolean {
  return crosses && to.component.role !== "actor" && says(to.facts["third-party"]) && !says(to.facts.redundant);
}

/** Says every process that waits for something of others as long as that likes to take. */
export const rule: Rule = {
  id: "slow-dependency",
  meta: {
    title: "Waiting for something that others run",
    group: "stride",
    stride: ["D"],
    cwe: [1088],
    capec: [],
    attack: [],
    asvs: ["16.5.2", "13.2.6"],
    severity: "low",
    confidence: "medium",
    threats: ["slow dependency", "cascading failure", "missing timeout", "unavailable dependency"],
    why: "What others run is slow or away at times, and nobody here can mend it. Who waits without a bound is then as slow, and so is everything that waits for them.",
    fix: "Bound how long and how often to wait, go on without the answer where that is possible, and say `limits-resources: yes` of whoever waits.",
    falsePositives: "Nothing waits, for the message goes into a queue: say `limits-resources: yes`.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((from) => {
      const unknown = isOwnProcess(from) ? suspect(from, { "limits-resources": "no" }) : null;
      // What nobody said about an entry from the internet is asked by another rule.
      if (unknown === null || (unknown.length > 0 && says(from.facts["internet-facing"]))) return [];
      const waits = from.outgoing.filter((view) => view.from === from && isForeign(view));
      const [first] = waits;
      if (first === undefined) return [];
      const { flow } = first;
      const message = `${from.name} waits for ${listed([...new Set(waits.map(({ to }) => to))])} as long as that takes to answer`;
      return [{ message, unknown, component: flow.from, flow: flow.id, location: flow.location }];
    });
  },
};
