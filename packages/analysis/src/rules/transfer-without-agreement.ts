import { namesOf } from "@threatloom/model";
import { isOthers } from "../looks/parties.js";
import { once } from "../looks/places.js";
import type { Rule } from "../rule.js";

const isEmpty = (text: string | null): boolean => text === null || text.trim() === "";

/** Says every transfer to an outsider that names neither an agreement nor anybody who answers for it. */
export const rule: Rule = {
  id: "transfer-without-agreement",
  meta: {
    title: "A threat handed to somebody who may not know",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "medium",
    confidence: "medium",
    threats: [],
    why: "A threat is transferred when somebody else has agreed to answer for it. Without that it is still yours, only nobody looks at it any more.",
    fix: "Name the contract, the policy or the setting with `with …`, or who looks after the other side with `@owns TEAM for …`.",
    falsePositives: "An agreement that stands somewhere else: name the place.",
  },
  check(model, { elements }) {
    const names = namesOf(model);
    const found = model.claims.flatMap((claim) => {
      const target = claim.kind === "transfer" ? elements.component(claim.target ?? "") : undefined;
      if (target === undefined || !isOthers(target) || target.component.owners.length > 0) return [];
      if (!isEmpty(claim.detail) || !isEmpty(claim.description)) return [];
      const message = `nothing says that ${target.name} agreed to take over ${names.threat(claim.threat ?? "")}`;
      const { component, threat, location } = claim;
      return [{ message, component: component ?? target.component.key, threat, location }];
    });
    return once(found);
  },
};
