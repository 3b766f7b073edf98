import { namesOf } from "@threatloom/model";
import { isOthers } from "../looks/parties.js";
import { once } from "../looks/places.js";
import type { Rule } from "../rule.js";

/** Says every transfer to a component of our own that says nothing about the threat it was given. */
export const rule: Rule = {
  id: "transfer-unanswered",
  meta: {
    title: "A threat handed to a component that says nothing about it",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "medium",
    confidence: "high",
    threats: [],
    why: "The transfer closes the threat where it was, and nothing takes it up where it went: on paper everybody is done, and nobody did anything.",
    fix: "Say at the receiving component what stands against the threat with `@mitigates`, or that it is exposed to it or accepts it.",
    falsePositives:
      "It answers the threat under another name: use one name for it. Somebody else runs it: say `third-party: yes`.",
  },
  check(model, { elements }) {
    const names = namesOf(model);
    const answered = new Set(model.pairs.map(({ component, threat }) => `${component}\n${threat}`));
    const found = model.claims.flatMap(({ kind, target: key, threat, location }) => {
      const target = kind === "transfer" ? elements.component(key ?? "") : undefined;
      if (target === undefined || threat === null || answered.has(`${key}\n${threat}`)) return [];
      const { role } = target.component;
      if (role === "actor" || role === "external-entity" || isOthers(target)) return [];
      const message = `${target.name} was given ${names.threat(threat)} and says nothing about it`;
      return [{ message, component: key, threat, location }];
    });
    return once(found);
  },
};
