import { callsTo, knowsSender } from "../looks/calls.js";
import { isOwnStore } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every store of logs that takes entries from anybody. */
export const rule: Rule = {
  id: "forged-log-entries",
  meta: {
    title: "Logs to which anybody may add",
    group: "stride",
    stride: ["R", "S"],
    cwe: [940],
    capec: [194],
    attack: [],
    asvs: ["16.4.2"],
    severity: "medium",
    confidence: "medium",
    threats: ["forged log entries", "log forging", "false log entries"],
    why: "Who can add entries under any name can lay a false trail, or put their own deeds down to somebody else. Then even the genuine entries prove nothing.",
    fix: "Let each source show who it is, with an account or a certificate, and say `authenticates: yes`, or `authenticated: yes` of the flows.",
    falsePositives: "Only an agent on the same machine can write there: say `authenticated: yes` of its flow.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      if (!isOwnStore(view) || !says(view.facts["stores-logs"])) return [];
      const first = callsTo(view).find((flow) => !knowsSender(flow));
      const unknown = suspect(view, { authenticates: "no" });
      if (first === undefined || unknown === null) return [];
      return [
        {
          message: `anybody who reaches ${view.name} can add entries in the name of ${first.from.name}`,
          unknown,
          ...placeOf(view),
        },
      ];
    });
  },
};
