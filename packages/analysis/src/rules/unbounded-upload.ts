import { takesUploads } from "../looks/costs.js";
import { isOwnProcess } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every process that takes files of any size and number from outside. */
export const rule: Rule = {
  id: "unbounded-upload",
  meta: {
    title: "Uploads of any size and number",
    group: "stride",
    stride: ["D"],
    cwe: [770],
    capec: [130, 572],
    attack: ["T1499.003"],
    asvs: ["5.2.1", "5.2.4"],
    severity: "medium",
    confidence: "medium",
    threats: ["unbounded upload", "disk exhaustion", "oversized upload", "file upload denial of service"],
    why: "What is uploaded is kept in memory or on a disk, and both end. One file that is big enough, or many that are not, and nobody else can store anything.",
    fix: "Bound the size of one file, and number and size of all files of one user, before they are read, and say `limits-resources: yes`.",
    falsePositives:
      "Something in front refuses what is too big, and users have quotas behind it: say `limits-resources: yes`.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const unknown = isOwnProcess(view) && takesUploads(view) ? suspect(view, { "limits-resources": "no" }) : null;
      return unknown === null
        ? []
        : [{ message: `uploads can fill ${view.name} until nothing fits any more`, unknown, ...placeOf(view) }];
    });
  },
};
