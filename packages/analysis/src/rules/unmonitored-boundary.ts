import { UNKNOWN, type FactsAbout } from "@threatloom/model";
import { isOutsider } from "../looks/parties.js";
import { placesOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every border towards strangers over which things come in that nobody watches. */
export const rule: Rule = {
  id: "unmonitored-boundary",
  meta: {
    title: "A border that nobody watches",
    group: "stride",
    stride: ["R"],
    cwe: [223],
    capec: [],
    attack: [],
    asvs: ["16.3.3"],
    severity: "low",
    confidence: "medium",
    threats: ["unmonitored boundary", "missing monitoring", "undetected intrusion"],
    why: "A border keeps out what it knows to keep out. That something else came over is noticed by those who watch it, or when the damage is done.",
    fix: "Watch what crosses the border, be told of what is unusual, and say `monitored: yes` of it.",
    falsePositives:
      "What comes in is watched further inside, by all components that it can reach: say `monitored: yes`.",
  },
  check(model, { elements, facts }) {
    return model.boundaries.flatMap((boundary) => {
      const about = facts.boundary(boundary.key);
      const unknown = isGuarded(about) ? suspect({ name: boundary.name, facts: about }, { monitored: "no" }) : null;
      // Where nothing is forbidden yet, watching comes second: boundary-open-by-default speaks of that.
      if (unknown === null || about["denies-by-default"].value === "no") return [];
      const inside = new Set(boundary.contains);
      const first = elements.flows.find(
        ({ flow, to }) =>
          flow.crosses.includes(boundary.key) &&
          (inside.has(flow.to) || boundary.between !== null) &&
          !isOutsider(to) &&
          !says(to.facts["third-party"]),
      );
      if (first === undefined) return [];
      const { component } = placesOf(first);
      const location = boundary.definitions[0] ?? first.flow.location;
      const message = `nobody watches what crosses ${boundary.name}`;
      return [{ message, unknown, component, boundary: boundary.key, location }];
    });
  },
};

/** Somebody said that strangers are on the other side, or what keeps them out. */
function isGuarded({ separates, trust, ...facts }: FactsAbout<"boundary">): boolean {
  const strangers = separates.value === "network" || separates.value === "organisation";
  return strangers || trust.value === "trusted" || facts["enforced-by"].value !== UNKNOWN;
}
