import { isOthers } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import { isCredential, isHashed, listed } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";

/** Says every outsider that is said to handle credentials. */
export const rule: Rule = {
  id: "credentials-with-third-party",
  meta: {
    title: "Credentials in the hands of somebody else",
    group: "data",
    stride: ["S", "I"],
    cwe: [522],
    capec: [],
    attack: ["T1078", "T1199"],
    asvs: ["13.3.2"],
    severity: "medium",
    confidence: "medium",
    threats: ["credential theft", "stolen credentials", "leak at a third party", "disclosure to third parties"],
    why: "Whoever breaks in there, or works there, can act as the people and services whose credentials they are, and it shows nowhere in your logs.",
    fix: "Give them credentials of their own that open only what they need, or a hash. Where it has to be, write the agreement down with `@transfers … to …` or `@accepts`.",
    falsePositives:
      "Credentials that the other side issued itself, such as the key to its own interface: say that you handle them, not they.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const data = isOthers(view) ? view.handles.flatMap((key) => elements.dataAsset(key) ?? []) : [];
      const kept = data.filter((one) => isCredential(one) && !isHashed(one));
      if (kept.length === 0) return [];
      return [
        { message: `${view.name} holds credentials: ${listed(kept)}`, data: kept[0]!.asset.key, ...placeOf(view) },
      ];
    });
  },
};
