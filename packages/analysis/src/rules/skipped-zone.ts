import type { ComponentView } from "../elements.js";
import { isOthers, isOutsider, skips } from "../looks/parties.js";
import { once, placesOf } from "../looks/places.js";
import { stepsIn } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";

/** Whether it is a part of the system; what lies between outsiders is for nobody here to guard. */
const isOwn = (view: ComponentView): boolean => !isOutsider(view) && !isOthers(view);

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
      // Who answers what it was asked reaches nobody.
      const past = isOwn(to) && from.component.role !== "data-store" && skips(from, to, context);
      // Of these flows direct-store-access and internet-to-restricted speak.
      const told = (isOutsider(from) && to.component.role === "data-store") || stepsIn(view, model, context.elements);
      if (!past || told) return [];
      const message = `${from.name} reaches ${to.name} past the zone in between`;
      return [{ message, ...placesOf(view), component: to.component.key }];
    });
    return once(found);
  },
};
