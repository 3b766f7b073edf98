import { callsTo } from "../looks/calls.js";
import { isOwnStore } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import { someSensitive } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { says } from "../suspect.js";

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
      // Which of its users write cannot be seen in a flow: where nobody said that nothing is recorded, it is not worth asking.
      if (!isOwnStore(view) || says(view.facts["stores-logs"]) || view.facts.logs.value !== "no") return [];
      const writers = callsTo(view).filter(({ from, facts }) => !says(from.facts.logs) && !says(facts.logged));
      const [first, ...others] = writers.map(({ from }) => from);
      const second = others.find((other) => other !== first);
      if (first === undefined || second === undefined) return [];
      // Of sensitive data another rule speaks.
      if (someSensitive(view.handles, model, elements)) return [];
      const message = `nothing tells afterwards whether ${first.name} or ${second.name} changed something in ${view.name}`;
      return [{ message, ...placeOf(view) }];
    });
  },
};
