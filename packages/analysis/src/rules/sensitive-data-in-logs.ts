import type { ThreatModel } from "@threatloom/model";
import type { Elements } from "../elements.js";
import { placeOf } from "../looks/places.js";
import { isCredential, isHashed, listed, sensitiveAmong } from "../looks/sensitive.js";
import type { Rule, RuleFinding } from "../rule.js";
import { says } from "../suspect.js";

function inStores(model: ThreatModel, elements: Elements): RuleFinding[] {
  return elements.components.flatMap((view) => {
    if (!says(view.facts["stores-logs"])) return [];
    const kept = sensitiveAmong(view.data, model, elements).filter((data) => !isHashed(data));
    if (kept.length === 0) return [];
    const severity = kept.some(isCredential) ? "high" : "medium";
    const message = `the logs in ${view.name} hold ${listed(kept)}`;
    return [{ message, severity, data: kept[0]!.asset.key, ...placeOf(view) }];
  });
}

/** Says every store of logs that sensitive data reach. */
export const rule: Rule = {
  id: "sensitive-data-in-logs",
  meta: {
    title: "Sensitive data in logs",
    group: "data",
    stride: ["I"],
    cwe: [532],
    capec: [],
    attack: ["T1654"],
    asvs: ["16.2.5"],
    severity: "medium",
    confidence: "high",
    threats: ["secrets in logs", "sensitive data in logs", "disclosure through logs"],
    why: "Logs are copied to many places, read by many people and kept for long: the least protected copy of everything that gets into them.",
    fix: "Leave such data out of what is logged, or mask or hash them before. Then take them from what the store handles and its flows carry.",
    falsePositives: "Only a part or a hash is recorded: define that as data of its own, or say `hashed: yes`.",
  },
  check(model, { elements }) {
    return inStores(model, elements);
  },
};
