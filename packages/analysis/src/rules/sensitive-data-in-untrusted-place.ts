import type { Rule } from "../rule.js";
import { placeOf } from "./places.js";
import { listed, sensitiveAmong } from "./sensitive.js";

/** Says every process that handles sensitive data within a boundary that is not trusted. */
export const rule: Rule = {
  id: "sensitive-data-in-untrusted-place",
  meta: {
    title: "Sensitive data handled where nothing is trusted",
    group: "data",
    stride: ["I", "T"],
    cwe: [668],
    capec: [],
    attack: ["T1005"],
    asvs: ["14.2.4"],
    severity: "high",
    confidence: "medium",
    threats: ["data theft", "exposure of sensitive data", "sensitive data in an untrusted zone"],
    why: "Somebody said that what lies within this boundary is not trusted: strangers are there too, and reach what lies beside them.",
    fix: "Keep the data on the trusted side and hand out only what is needed, or the result in place of the data.",
    falsePositives:
      "A person's own data on their own device: accept the threat, with what happens when the device is lost as the reason.",
  },
  check(model, { elements, facts }) {
    const names = new Map(model.boundaries.map(({ key, name }) => [key, name]));
    return elements.components.flatMap((view) => {
      const { component } = view;
      if (component.role !== "process") return [];
      const place = component.boundaries.find((key) => facts.boundary(key).trust.value === "untrusted");
      const handled = sensitiveAmong(view.handles, model, elements);
      if (place === undefined || handled.length === 0) return [];
      const message = `${view.name} handles ${listed(handled)} within ${names.get(place)}, which is not trusted`;
      return [{ message, data: handled[0]!.asset.key, boundary: place, ...placeOf(view) }];
    });
  },
};
