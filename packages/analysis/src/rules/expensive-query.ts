import { answersQueries } from "../looks/costs.js";
import { isOwnProcess } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every process whose callers decide how much work one query is. */
export const rule: Rule = {
  id: "expensive-query",
  meta: {
    title: "Queries that cost what their sender likes",
    group: "stride",
    stride: ["D"],
    cwe: [405],
    capec: [],
    attack: ["T1499.003"],
    asvs: ["4.3.1"],
    severity: "medium",
    confidence: "medium",
    threats: ["expensive query", "query complexity", "graphql denial of service", "asymmetric resource consumption"],
    why: "In a query language one short line can ask for everything of everything. It counts as one request, so a bound on requests does not see it.",
    fix: "Bound the depth and the cost of queries and the time they take, or allow known ones only, and say `limits-resources: yes`.",
    falsePositives: "Only queries that were registered beforehand are answered: say `limits-resources: yes`.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const unknown = isOwnProcess(view) && answersQueries(view) ? suspect(view, { "limits-resources": "no" }) : null;
      return unknown === null
        ? []
        : [{ message: `one query can keep all of ${view.name} busy`, unknown, ...placeOf(view) }];
    });
  },
};
