import { placesOf } from "../looks/places.js";
import { moneyIn } from "../looks/sensitive.js";
import { traceReason } from "../looks/traces.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every flow that moves money over a trust boundary and leaves no record at either end. */
export const rule: Rule = {
  id: "unproven-transaction",
  meta: {
    title: "A transaction that neither end can prove",
    group: "stride",
    stride: ["R"],
    cwe: [778],
    capec: [],
    attack: [],
    asvs: ["4.1.5"],
    severity: "medium",
    confidence: "medium",
    threats: ["deniable transaction", "repudiation", "missing non-repudiation"],
    why: "Where money moves between two parties, sooner or later one of them remembers it otherwise. What was sent, and that it arrived, has to be provable.",
    fix: "Record what is sent and what is answered, best under the signature of the sender, and say `logged: yes` of the flow, or `logs: yes` of one of its ends.",
    falsePositives: "A statement of the other party counts as proof: say `logged: yes`.",
  },
  check(_model, { elements }) {
    return elements.flows.flatMap((view) => {
      const { from, to } = view;
      const money = view.crosses ? moneyIn(view.data, elements) : undefined;
      if (money === undefined || says(from.facts.logs) || says(to.facts.logs)) return [];
      const unknown = suspect(view, { logged: "no" });
      // Where one of the ends is asked for its log anyway, its answer settles this too.
      const isAsked = [from, to].some((end) => traceReason(end) !== null);
      if (unknown === null || (unknown.length > 0 && isAsked)) return [];
      return [
        { message: `neither end can prove what ${money.name} went over ${view.name}`, unknown, ...placesOf(view) },
      ];
    });
  },
};
