import { UNKNOWN } from "@threatloom/model";
import type { FlowView } from "../elements.js";
import { passesBorder } from "../looks/calls.js";
import { placesOf } from "../looks/places.js";
import { someSensitive } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Encryption notices changes, so whether it is encrypted is asked first, and elsewhere. */
function changeable(view: FlowView): string[] | null {
  const { encrypted, "integrity-protected": safe } = view.facts;
  // What can be read over a border can be changed there too: the rules about cleartext say so, and encryption answers both.
  if (encrypted.value === "no" && passesBorder(view)) return null;
  if (safe.value === UNKNOWN && encrypted.value !== "no") return null;
  return suspect(view, { "integrity-protected": "no" });
}

/** Says every flow among strangers that can be changed on its way. */
export const rule: Rule = {
  id: "tampered-flow",
  meta: {
    title: "A flow among strangers that can be changed on its way",
    group: "stride",
    stride: ["T"],
    cwe: [924],
    capec: [94],
    attack: ["T1557", "T1565.002"],
    asvs: ["12.3.1", "4.1.5"],
    severity: "medium",
    confidence: "high",
    threats: [
      "tampering in transit",
      "message tampering",
      "man in the middle",
      "adversary in the middle",
      "modification in transit",
    ],
    why: "What crosses a trust boundary, or a network that strangers are on, can be changed there. The end that receives acts on what somebody else wrote.",
    fix: "Use a protocol that encrypts, or sign what is sent, and say so with `protocol:` or `integrity-protected: yes` below the flow.",
    falsePositives:
      "A flow inside one machine: say `integrity-protected: yes`. Where nobody said how the ends talk, the protocol is asked for once, by cleartext-flow.",
  },
  check(model, context) {
    return context.elements.flows.flatMap((view) => {
      const strangers = passesBorder(view) || says(view.facts["public-network"]);
      const unknown = strangers ? changeable(view) : null;
      // Where it is certain and the data are sensitive, a rule about data says so.
      if (unknown === null || (unknown.length === 0 && someSensitive(view.data, model, context.elements))) return [];
      return [{ message: `what goes over ${view.name} can be changed on its way`, unknown, ...placesOf(view) }];
    });
  },
};
