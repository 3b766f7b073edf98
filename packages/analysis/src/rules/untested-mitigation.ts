import { namesOf, type PairStatus, type ThreatModel } from "@threatloom/model";
import { claimPlace } from "../looks/places.js";
import type { Rule } from "../rule.js";

const isProven = ({ exposures }: PairStatus, { claims }: ThreatModel): boolean =>
  exposures.some((index) => claims[index]!.confirmed);

/** Says every mitigation of a critical or proven threat that no test claim backs. */
export const rule: Rule = {
  id: "untested-mitigation",
  meta: {
    title: "A mitigation that no test backs",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "low",
    confidence: "high",
    threats: [],
    why: "Against a threat that is critical or has been proven, a mitigation that breaks unnoticed is an open door with a sign that says closed.",
    fix: "Write a test that fails without the control, and say so in it with `@tests CONTROL for COMPONENT`.",
    falsePositives: "A test exists without a claim: add it. What only people can try: accept nothing, name that test.",
  },
  check(model) {
    const names = namesOf(model);
    return model.pairs.flatMap((pair) => {
      const proven = isProven(pair, model);
      if (pair.status !== "mitigated" || pair.tested || !(pair.severity === "critical" || proven)) return [];
      const what = `${names.component(pair.component)} is protected from ${names.threat(pair.threat)}`;
      const severity = proven ? "medium" : this.meta.severity;
      return [{ message: `no test shows that ${what}`, severity, ...claimPlace(model.claims[pair.mitigations[0]!]!) }];
    });
  },
};
