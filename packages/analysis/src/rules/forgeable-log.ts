import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every store of logs whose entries can be changed afterwards. */
export const rule: Rule = {
  id: "forgeable-log",
  meta: {
    title: "Logs that can be changed afterwards",
    group: "stride",
    stride: ["R", "T"],
    cwe: [353],
    capec: [268],
    attack: ["T1070"],
    asvs: ["16.4.2"],
    severity: "medium",
    confidence: "medium",
    threats: ["log tampering", "audit log manipulation", "log deletion", "forged logs"],
    why: "Logs are read when something went wrong, and who made it go wrong has every reason to change them. A log that can be changed unnoticed proves nothing.",
    fix: "Let entries be added only, on storage that refuses changes or under signatures that show them, and say `protects-integrity: yes`.",
    falsePositives:
      "Logs that nobody needs as proof, such as traces for finding faults: say `stores-logs: no`, or accept the threat.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const unknown = says(view.facts["stores-logs"]) ? suspect(view, { "protects-integrity": "no" }) : null;
      return unknown === null
        ? []
        : [{ message: `who gets at ${view.name} can change what the logs there say`, unknown, ...placeOf(view) }];
    });
  },
};
