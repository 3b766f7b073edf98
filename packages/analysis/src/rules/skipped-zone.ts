import type { ComponentView } from "../elements.js";
import { isOutsider, skips } from "../looks/parties.js";
import { once, placesOf } from "../looks/places.js";
import { stepsIn } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";

/** Says every flow from where nothing is trusted to where everything is, past what lies between. */
export const rule: Rule = {
  id: "skipped-zone",
  meta: {
    title: "A flow that leaves out the zone in between",
    group: "stride",
    stride: ["E"],
    cwe: [653],
    capec: [700],
    attack: ["T1599"],
    asvs: ["13.2.4"],
    severity: "medium",
    confidence: "medium",
    threats: ["skipped zone", "network boundary bridging", "zone bypass", "missing segmentation"],
    why: "There is a zone of partial trust so that what comes from outside is looked at there. What goes past it is looked at by nobody.",
    fix: "Lead the flow through a component in the zone between, or say how far its ends are trusted with `trust:` of their boundaries.",
    falsePositives: "The zone between is for something else altogether: accept the threat with that as the reason.",
  },
  check(model, context) {
    const zoned = model.boundaries.some(({ key }) => context.facts.boundary(key).trust.value === "partial");
    if (!zoned) return [];
    const found = context.elements.flows.flatMap((view) => {
      const { from, to } = view;
      const ends: [ComponentView, ComponentView][] = [[from, to]];
      if (view.flow.bidirectional) ends.push([to, from]);
      const past = ends.find(([outer, inner]) => skips(outer, inner, context));
      // Of these flows direct-store-access and internet-to-restricted speak.
      const told = (isOutsider(from) && to.component.role === "data-store") || stepsIn(view, model, context.elements);
      if (past === undefined || told) return [];
      const message = `${past[0].name} reaches ${past[1].name} past the zone in between`;
      return [{ message, ...placesOf(view), component: past[1].component.key }];
    });
    return once(found);
  },
};
