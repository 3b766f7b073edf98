import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";
import { placeOf } from "./places.js";
import { callsTo, isOwnStore, sensitiveIn } from "./views.js";

/** Says every store where several components write and nothing tells which of them did. */
export const rule: Rule = {
  id: "unattributable-writes",
  meta: {
    title: "A store with several writers and no record of which wrote",
    group: "stride",
    stride: ["R"],
    cwe: [778],
    capec: [],
    attack: [],
    asvs: ["16.2.1"],
    severity: "low",
    confidence: "medium",
    threats: ["unattributable writes", "repudiation", "insufficient logging"],
    why: "Where several components write to one store, each can put a wrong entry down to another. The fault, or the intruder, is looked for in all of them.",
    fix: "Let the store record who wrote, or each writer what it wrote, and say `logs: yes` there.",
    falsePositives: "Entries bear the name of their writer, which others cannot use: say `logs: yes` of the store.",
  },
  check(model, { elements }) {
    return elements.components.flatMap((view) => {
      if (!isOwnStore(view) || says(view.facts["stores-logs"])) return [];
      const writers = callsTo(view).filter(({ from, facts }) => !says(from.facts.logs) && !says(facts.logged));
      const [first, ...others] = writers.map(({ from }) => from);
      const second = others.find((other) => other !== first);
      const unknown = suspect(view, { logs: "no" });
      if (first === undefined || second === undefined || unknown === null) return [];
      // Of sensitive data another rule speaks; within one boundary the question is not worth asking.
      if (
        sensitiveIn(view.handles, elements, model) ||
        (unknown.length > 0 && !writers.some(({ crosses }) => crosses))
      ) {
        return [];
      }
      const message = `nothing tells afterwards whether ${first.name} or ${second.name} wrote to ${view.name}`;
      return [{ message, unknown, ...placeOf(view) }];
    });
  },
};
