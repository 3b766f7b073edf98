import type { ComponentView } from "../elements.js";
import { placeOf } from "../looks/places.js";
import { someSensitive } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** The stores behind it in which customers are not kept apart either. */
function storesOf({ outgoing }: ComponentView): ComponentView[] {
  const stores = outgoing.map(({ to }) => to).filter(({ component }) => component.role === "data-store");
  return stores.filter(({ facts }) => says(facts["multi-tenant"]) && facts["isolates-tenants"].value === "no");
}

/** Says every component that several customers share without being kept apart. */
export const rule: Rule = {
  id: "shared-tenants",
  meta: {
    title: "Customers who share it are not kept apart",
    group: "stride",
    stride: ["I", "E"],
    cwe: [639],
    capec: [],
    attack: ["T1213"],
    asvs: ["8.4.1"],
    severity: "high",
    confidence: "medium",
    threats: ["cross-tenant access", "missing tenant isolation", "tenant isolation", "tenant data leakage"],
    why: "One forgotten condition in one query, and a customer reads or changes what belongs to another.",
    fix: "Let something below the single query know the customer (a key, a schema, a policy of the store), and say `isolates-tenants: yes`.",
    falsePositives: "Each customer has an instance: say `multi-tenant: no`.",
  },
  check(model, context) {
    return context.elements.components.flatMap((view) => {
      // Of sensitive data a rule about data says what is within reach.
      // Code of others that nothing holds goes wherever it likes: untrusted-code speaks of that.
      if (says(view.facts["runs-untrusted-code"]) && view.facts.isolated.value === "no") return [];
      const mixed = [view, ...storesOf(view)].some((one) => someSensitive(one.handles, model, context.elements));
      if (mixed) return [];
      const unknown = says(view.facts["multi-tenant"]) ? suspect(view, { "isolates-tenants": "no" }) : null;
      if (unknown === null) return [];
      return [{ message: `a customer of ${view.name} may reach what belongs to another`, unknown, ...placeOf(view) }];
    });
  },
};
