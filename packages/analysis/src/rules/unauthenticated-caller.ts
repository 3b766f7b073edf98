import { callsTo, knowsSender } from "../looks/calls.js";
import { isOwnProcess } from "../looks/parties.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every process that serves callers from beyond a trust boundary without finding out who they are. */
export const rule: Rule = {
  id: "unauthenticated-caller",
  meta: {
    title: "A caller from outside who may be anybody",
    group: "stride",
    stride: ["S"],
    cwe: [306],
    capec: [115, 151],
    attack: ["T1190"],
    asvs: ["8.3.1"],
    severity: "high",
    confidence: "medium",
    threats: ["missing authentication", "spoofing", "authentication bypass", "identity spoofing"],
    why: "Requests cross a trust boundary to get here. Who serves them without finding out who sends them serves an impostor as well as the person he names.",
    fix: "Authenticate callers before anything is served to them and say `authenticates: yes`, or let a component in front do so and mark the flow from it `authenticated: yes`.",
    falsePositives:
      "What is public on purpose needs no authentication: accept the threat there, with that as the reason.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const { component, name } = view;
      if (!isOwnProcess(view)) return [];
      const open = callsTo(view).filter((flow) => flow.crosses && !knowsSender(flow));
      const unknown = suspect(view, { authenticates: "no" });
      if (open.length === 0 || unknown === null) return [];
      return [
        {
          message: `anybody may pass for somebody else before ${name}, which ${open[0]!.from.name} reaches across a trust boundary`,
          unknown,
          component: component.key,
          location: open[0]!.flow.location,
        },
      ];
    });
  },
};
