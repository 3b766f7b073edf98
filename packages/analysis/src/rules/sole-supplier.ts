import { isOwnProcess } from "../looks/parties.js";
import { once } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says } from "../suspect.js";

/** Says every process that needs something of others for which there is no other. */
export const rule: Rule = {
  id: "sole-supplier",
  meta: {
    title: "Something of others for which there is no other",
    group: "stride",
    stride: ["D"],
    cwe: [],
    capec: [607],
    attack: ["T1499"],
    asvs: ["16.5.2"],
    severity: "low",
    confidence: "medium",
    threats: ["sole supplier", "supplier outage", "third-party outage", "vendor lock-in"],
    why: "What others run ends when they have a fault, an attacker or a change of mind. Who has no other to turn to ends with it, on a day that somebody else chooses.",
    fix: "Prepare a second supplier, or a way to go on without for a while, and say `redundant: yes` of what others run.",
    falsePositives: "Nothing that matters stops without it: accept the threat, and say what happens then.",
  },
  check(_model, { elements }) {
    const found = elements.flows.flatMap(({ flow, from, to, crosses }) => {
      const isTheirs = says(to.facts["third-party"]) || to.component.role === "external-entity";
      if (!crosses || !isOwnProcess(from) || !isTheirs || to.facts.redundant.value !== "no") return [];
      const message = `${from.name} has nothing else to turn to when ${to.name} is away`;
      return [{ message, component: flow.from, flow: flow.id, location: flow.location }];
    });
    return once(found);
  },
};
