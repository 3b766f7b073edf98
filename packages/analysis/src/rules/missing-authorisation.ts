import { callsAcross, knowsSender, servesOutsiders } from "../looks/calls.js";
import { isOutsider, isOwnProcess } from "../looks/parties.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every process that does for strangers whatever they ask. */
export const rule: Rule = {
  id: "missing-authorisation",
  meta: {
    title: "A process that does whatever its callers ask",
    group: "stride",
    stride: ["E"],
    cwe: [862],
    capec: [1, 87],
    attack: ["T1190"],
    asvs: ["8.2.1", "8.2.2"],
    severity: "high",
    confidence: "medium",
    threats: ["missing authorisation", "missing authorization", "authorization bypass", "broken access control"],
    why: "To know who somebody is does not say what he may do. Without a check, each caller does what was meant for a few.",
    fix: "Check in the process itself, for each function and each record, whether this caller may, and say `authorises: yes`.",
    falsePositives: "Everybody may do all that it offers: accept the threat there, with that as the reason.",
  },
  check(_model, context) {
    return context.elements.components.flatMap((view) => {
      const { component, facts, name } = view;
      const calls = callsAcross(view);
      const first = calls.find(({ from }) => isOutsider(from)) ?? calls[0];
      if (!isOwnProcess(view) || first === undefined) return [];
      // Who is not asked who he is cannot be held to what he may do: unauthenticated-caller speaks of that.
      const strangers = calls.some((flow) => !knowsSender(flow));
      if (facts.authenticates.value === "no" && (strangers || facts.authorises.value !== "no")) return [];
      const unknown = suspect(view, { authorises: "no" });
      if (unknown === null || (unknown.length > 0 && !servesOutsiders(view, context))) return [];
      // Among one's own it matters where there is something to get at.
      const isHarmless = view.handles.length === 0 && !says(facts.privileged) && facts.authenticates.value !== "yes";
      if (isHarmless && !servesOutsiders(view, context)) return [];
      const message = `${name} does whatever ${first.from.name} asks from beyond a trust boundary`;
      return [{ message, unknown, component: component.key, location: first.flow.location }];
    });
  },
};
