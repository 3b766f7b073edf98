import type { ComponentView, DataView } from "../elements.js";
import { placeOf } from "../looks/places.js";
import { isHashed, listed, sensitiveAmong } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { says } from "../suspect.js";

/** What is handled has to be readable, what is only stored has not. */
function isOpen(view: ComponentView, data: DataView | undefined): boolean {
  if (view.component.role === "process") return true;
  if (view.component.role !== "data-store" || data === undefined || isHashed(data)) return false;
  return !says(view.facts["encrypts-at-rest"]) && !says(data.facts["encrypted-at-rest"]);
}

/** Says every component of our own that handles sensitive data within a boundary that is not trusted. */
export const rule: Rule = {
  id: "sensitive-data-in-untrusted-place",
  meta: {
    title: "Sensitive data where nothing is trusted",
    group: "data",
    stride: ["I", "T"],
    cwe: [668, 922],
    capec: [],
    attack: ["T1005"],
    asvs: ["14.2.4"],
    severity: "high",
    confidence: "medium",
    threats: [
      "data theft",
      "exposure of sensitive data",
      "sensitive data in an untrusted zone",
      "insecure data storage",
    ],
    why: "Somebody said that what lies within this boundary is not trusted: strangers are there too, and reach what lies beside them.",
    fix: "Keep the data on the trusted side and hand out only what is needed, or keep them encrypted there and say `encrypts-at-rest: yes`.",
    falsePositives:
      "A person's own data on their own device: accept the threat, with what happens when the device is lost as the reason.",
  },
  check(model, { elements, facts }) {
    const names = new Map(model.boundaries.map(({ key, name }) => [key, name]));
    return elements.components.flatMap((view) => {
      const place = view.component.boundaries.find((key) => facts.boundary(key).trust.value === "untrusted");
      const open = place === undefined ? [] : view.handles.filter((key) => isOpen(view, elements.dataAsset(key)));
      const [first, ...more] = sensitiveAmong(open, model, elements);
      if (place === undefined || first === undefined) return [];
      const what = listed([first, ...more]);
      const message = `${view.name} handles ${what} within ${names.get(place) ?? place}, which is not trusted`;
      return [{ message, data: first.asset.key, boundary: place, ...placeOf(view) }];
    });
  },
};
