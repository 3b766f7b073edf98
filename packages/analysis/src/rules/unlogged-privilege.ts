import { answersAnybody } from "../looks/calls.js";
import { placeOf } from "../looks/places.js";
import { traceless } from "../looks/traces.js";
import type { Rule } from "../rule.js";

/** Says every process with more rights than its task needs that keeps no record of how it uses them. */
export const rule: Rule = {
  id: "unlogged-privilege",
  meta: {
    title: "Rights whose use leaves no trace",
    group: "stride",
    stride: ["R"],
    cwe: [778],
    capec: [],
    attack: [],
    asvs: ["16.3.3"],
    severity: "low",
    confidence: "medium",
    threats: ["unlogged privileged action", "repudiation", "insufficient logging"],
    why: "Whoever gets at a component with many rights, from inside or outside, can use all of them. Only a record shows which of them were used, and for whom.",
    fix: "Record what is done with the rights and for whom, where the component cannot change it, and say `logs: yes`.",
    falsePositives: "The system records it, for instance the audit log of the machine or the cloud: say `logs: yes`.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      // Where nobody is asked who he is, a record could not tell either.
      const nameless = answersAnybody(view);
      const unknown = nameless ? null : traceless(view, "rights");
      return unknown === null
        ? []
        : [{ message: `what ${view.name} does with its rights leaves no trace`, unknown, ...placeOf(view) }];
    });
  },
};
