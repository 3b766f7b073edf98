import type { Rule } from "../rule.js";
import { isCredential } from "./sensitive.js";

/** Says every credential that is known to be kept, and so to count, forever. */
export const rule: Rule = {
  id: "credentials-kept-forever",
  meta: {
    title: "A credential that never ends",
    group: "data",
    stride: ["S"],
    cwe: [],
    capec: [],
    attack: ["T1078"],
    asvs: ["13.3.4"],
    severity: "medium",
    confidence: "medium",
    threats: ["credential theft", "stolen credentials", "missing rotation"],
    why: "A key or token that was copied once, by whomever, opens the door for as long as it lives. Without an end nobody ever cleans up behind a leak that nobody saw.",
    fix: "Let it end, with the session, with the account or after a time, replace it by then, and say so with `lifetime:`.",
    falsePositives:
      "A credential that cannot be replaced, such as a key burnt into a device: accept the threat where it is kept.",
  },
  check(_model, { elements }) {
    return elements.data.flatMap((view) => {
      const { lifetime } = view.facts;
      if (lifetime.value !== "forever" || !isCredential(view)) return [];
      const { key } = view.asset;
      const keeper = elements.components.find(({ handles }) => handles.includes(key));
      const message = `whoever has a copy of ${view.name} may use it forever`;
      return [{ message, data: key, component: keeper?.component.key ?? null, location: lifetime.location }];
    });
  },
};
