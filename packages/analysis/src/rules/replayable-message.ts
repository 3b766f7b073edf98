import { placesOf } from "../looks/places.js";
import { moneyIn } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import type { FlowView, Elements } from "../elements.js";
import { says, suspect } from "../suspect.js";

/** Says every flow over a trust boundary whose messages can be sent a second time by somebody else. */
export const rule: Rule = {
  id: "replayable-message",
  meta: {
    title: "A message that somebody else can send again",
    group: "stride",
    stride: ["S"],
    cwe: [294],
    capec: [],
    attack: ["T1557"],
    asvs: ["4.1.5"],
    severity: "medium",
    confidence: "medium",
    threats: ["replay", "replay attack", "capture-replay", "message replay"],
    why: "A message that was genuine once looks genuine again. Who recorded it needs to break nothing: it is enough to send it a second time.",
    fix: "Give each message a number or a time under its signature, refuse those that were seen, and say `replay-protected: yes`.",
    falsePositives: "Messages that change nothing however often they come: say `replay-protected: yes`.",
  },
  check(_model, { elements }) {
    return elements.flows.flatMap((view) => {
      // What is encrypted nobody on the way can record.
      const unknown = view.crosses && !says(view.facts.encrypted) ? suspect(view, { "replay-protected": "no" }) : null;
      // Who may be anybody need not record anything.
      if (view.facts.authenticated.value === "no" && view.to.facts.authenticates.value === "no") return [];
      if (unknown === null || (unknown.length > 0 && !isWorthRecording(view, elements))) return [];
      return [{ message: `what goes over ${view.name} can be recorded and sent again`, unknown, ...placesOf(view) }];
    });
  },
};

/** Something that whoever can read it would want to send again. */
function isWorthRecording({ facts, data }: FlowView, elements: Elements): boolean {
  return facts.encrypted.value === "no" && moneyIn(data, elements) !== undefined;
}
