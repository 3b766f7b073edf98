import type { ComponentView, Elements } from "../elements.js";
import { isOwnStore } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** All that it keeps can be made anew: another store that is backed up keeps it too, or it was only issued. */
function isCopy(view: ComponentView, elements: Elements): boolean {
  const others = elements.components.filter((one) => one !== view && says(one.facts["backed-up"]));
  const isSpare = (key: string): boolean => {
    const issued = elements.dataAsset(key);
    return (
      others.some(({ handles }) => handles.includes(key)) ||
      (issued !== undefined && says(issued.facts.credentials) && issued.facts.lifetime.value !== "account")
    );
  };
  return view.handles.length > 0 && view.handles.every(isSpare);
}

/** Says every data store whose data are gone for good when they are gone. */
export const rule: Rule = {
  id: "unrecoverable-store",
  meta: {
    title: "Data that are gone for good when they are gone",
    group: "stride",
    stride: ["D"],
    cwe: [],
    capec: [],
    attack: ["T1485", "T1486", "T1490"],
    asvs: [],
    severity: "medium",
    confidence: "medium",
    threats: ["data loss", "ransomware", "missing backup", "data destruction"],
    why: "Data are deleted by mistake, by a fault, or encrypted by somebody who wants money. What was not copied to where the same hand cannot reach is lost.",
    fix: "Copy what is stored to a place that its users cannot write to, try to restore it from there, and say `backed-up: yes`.",
    falsePositives:
      "What is kept can be made anew from elsewhere, such as a cache or an index: say `backed-up: yes`, or accept the threat.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const unknown = isOwnStore(view) ? suspect(view, { "backed-up": "no" }) : null;
      // Where nobody said what is kept, it may well be nothing that anybody would miss.
      if (unknown === null || (unknown.length > 0 && view.handles.length === 0)) return [];
      if (unknown.length > 0 && says(view.facts["stores-logs"])) return [];
      if (isCopy(view, elements)) return [];
      return [{ message: `what ${view.name} keeps is gone for good once it is lost`, unknown, ...placeOf(view) }];
    });
  },
};
