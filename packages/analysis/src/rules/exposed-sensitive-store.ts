import { placeOf } from "../looks/places.js";
import { listed, sensitiveAmong } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { says } from "../suspect.js";

/** Says every store of sensitive data that the internet reaches directly. */
export const rule: Rule = {
  id: "exposed-sensitive-store",
  meta: {
    title: "A store of sensitive data that the internet reaches",
    group: "data",
    stride: ["I"],
    cwe: [668],
    capec: [150],
    attack: ["T1190", "T1530"],
    asvs: ["14.2.4"],
    severity: "high",
    confidence: "high",
    threats: ["exposed storage", "public storage", "data theft", "theft of stored data"],
    why: "Nothing of your own stands before the store: one weak password, one wrong permission or one flaw of the product, and everybody has everything.",
    fix: "Put the store where only your own components reach it, and take `internet-facing: yes` away.",
    falsePositives:
      "A store that serves what it keeps to those it belongs to, one by one: accept the threat with that.",
  },
  check(model, { elements }) {
    return elements.components.flatMap((view) => {
      if (view.component.role !== "data-store" || !says(view.facts["internet-facing"])) return [];
      const kept = sensitiveAmong(view.data, model, elements);
      if (kept.length === 0) return [];
      const message = `the internet reaches ${view.name}, which keeps ${listed(kept)}`;
      return [{ message, data: kept[0]!.asset.key, ...placeOf(view) }];
    });
  },
};
