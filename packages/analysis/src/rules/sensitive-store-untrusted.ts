import type { Rule } from "../rule.js";
import { says } from "../suspect.js";
import { liesIn, someSensitive } from "./anchors.js";
import { placeOf } from "./places.js";

/** Says every store of sensitive data that lies where nothing is trusted. */
export const rule: Rule = {
  id: "sensitive-store-untrusted",
  meta: {
    title: "Sensitive data kept where nothing is trusted",
    group: "stride",
    stride: ["I"],
    cwe: [922],
    capec: [],
    attack: ["T1005"],
    asvs: ["14.2.4"],
    severity: "high",
    confidence: "medium",
    threats: ["sensitive data in an untrusted zone", "insecure storage", "insecure data storage"],
    why: "In a zone that is not trusted somebody else decides who reads the disk: the owner of a device, a neighbour on a machine, whoever gets there first.",
    fix: "Keep the data on the trusted side and hand out what is needed, or encrypt them and say `encrypts-at-rest: yes`.",
    falsePositives: "The zone is trusted after all: say how far with `trust:` of the boundary.",
  },
  check(model, context) {
    return context.elements.components.flatMap((view) => {
      const { component, facts, handles } = view;
      if (component.role !== "data-store" || !liesIn(view, "untrusted", context)) return [];
      const readable = handles.filter((key) => !says(context.facts.data(key)["encrypted-at-rest"]));
      if (says(facts["encrypts-at-rest"]) || !someSensitive(readable, context, model, 2)) return [];
      return [{ message: `${view.name} keeps sensitive data where nothing is trusted`, ...placeOf(view) }];
    });
  },
};
