import { placeOf } from "../looks/places.js";
import { listed, sensitiveAmong } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every component that several customers share with sensitive data of each of them. */
export const rule: Rule = {
  id: "tenants-share-sensitive-data",
  meta: {
    title: "Sensitive data of one customer within reach of another",
    group: "data",
    stride: ["I", "E"],
    cwe: [639],
    capec: [],
    attack: [],
    asvs: ["8.4.1"],
    severity: "high",
    confidence: "high",
    threats: ["cross-tenant access", "tenant isolation", "leak between tenants", "missing tenant isolation"],
    why: "Several customers share this component. One forgotten condition in one query, and one of them reads what belongs to another.",
    fix: "Hold every access against the customer it is made for, in one place that cannot be gone around, and say `isolates-tenants: yes`.",
    falsePositives: "The data belong to no customer, or to all of them: then somebody below it isolates: say so.",
  },
  check(model, { elements }) {
    return elements.components.flatMap((view) => {
      const kept = says(view.facts["multi-tenant"]) ? sensitiveAmong(view.handles, model, elements) : [];
      const unknown = suspect(view, { "isolates-tenants": "no" });
      if (kept.length === 0 || unknown === null) return [];
      const message = `a customer may reach what belongs to another in ${view.name}: ${listed(kept)}`;
      return [{ message, unknown, data: kept[0]!.asset.key, ...placeOf(view) }];
    });
  },
};
