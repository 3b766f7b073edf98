import { callsTo } from "../looks/calls.js";
import { isOwnProcess } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says } from "../suspect.js";

/** Says every process on the internet whose log stays with it although others keep theirs elsewhere. */
export const rule: Rule = {
  id: "local-logs",
  meta: {
    title: "A log that stays with what it watches",
    group: "stride",
    stride: ["R"],
    cwe: [221],
    capec: [571],
    attack: ["T1070", "T1562"],
    asvs: ["16.4.3"],
    severity: "low",
    confidence: "medium",
    threats: ["erased traces", "local logs", "log deletion", "indicator removal"],
    why: "Who takes a component over takes its files over as well, and the log of how they came in is the first to go. Other components of this system have a place for their logs which this one does not use.",
    fix: "Send the log as it is written to where the others keep theirs, and draw the flow.",
    falsePositives: "An agent collects the log, and the flow was never drawn: draw it.",
  },
  check(_model, { elements }) {
    const kept = elements.components.filter(({ facts }) => says(facts["stores-logs"]));
    const used = new Set(kept.flatMap((store) => callsTo(store).map(({ from }) => from)));
    const pulled = new Set(kept.flatMap(({ outgoing }) => outgoing.map(({ to }) => to)));
    // Where nobody draws how logs travel, or only how some do, that one of them does not says nothing.
    const logging = elements.components.filter((view) => isOwnProcess(view) && says(view.facts.logs));
    const travel = logging.filter((view) => used.has(view) || pulled.has(view));
    if (used.size === 0 || travel.length * 2 < logging.length) return [];
    return elements.components.flatMap((view) => {
      const { facts, name } = view;
      if (!isOwnProcess(view) || !says(facts["internet-facing"]) || !says(facts.logs)) return [];
      if (says(facts["stores-logs"]) || used.has(view) || pulled.has(view)) return [];
      return [{ message: `who takes ${name} over can erase its log, which goes nowhere else`, ...placeOf(view) }];
    });
  },
};
