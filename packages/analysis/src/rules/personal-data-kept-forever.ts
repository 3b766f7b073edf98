import { UNKNOWN } from "@threatloom/model";
import { placeOf } from "../looks/places.js";
import { isPersonal, listed } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { says } from "../suspect.js";

/** Says all personal data in a store that stay forever, or for which nobody said how long they stay. */
export const rule: Rule = {
  id: "personal-data-kept-forever",
  meta: {
    title: "Personal data without an end",
    group: "data",
    stride: ["I"],
    cwe: [],
    capec: [],
    attack: [],
    asvs: ["14.2.7"],
    severity: "medium",
    confidence: "medium",
    threats: ["data kept for ever", "excessive retention", "missing retention", "data kept too long"],
    why: "What is kept can leak, long after the person has gone. Most law on personal data asks for an end, and what was deleted in time is missing from every breach.",
    fix: "Delete them when they are no longer needed, and say when with `lifetime:`.",
    falsePositives: "What the law wants kept: say for how long with `lifetime:`.",
  },
  check(_model, { elements }) {
    // What is in logs should not be there at all, and another rule says so.
    const stores = elements.components.filter(
      ({ component, facts }) => component.role === "data-store" && !says(facts["stores-logs"]),
    );
    return elements.data.filter(isPersonal).flatMap((view) => {
      const { value } = view.facts.lifetime;
      const keepers = stores.filter(({ data }) => data.includes(view.asset.key));
      const [store] = keepers;
      if (store === undefined || (value !== "forever" && value !== UNKNOWN)) return [];
      const unknown = value === UNKNOWN ? [`${view.name}: lifetime`] : [];
      const message = `${listed(keepers)} ${keepers.length > 1 ? "keep" : "keeps"} ${view.name} forever`;
      return [{ message, unknown, data: view.asset.key, ...placeOf(store) }];
    });
  },
};
