import { isOwnProcess } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import { names } from "../looks/vocabulary.js";
import { formats, packedFormats } from "../looks/words.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every process that unpacks archives or images without a bound on what comes out. */
export const rule: Rule = {
  id: "decompression-bomb",
  meta: {
    title: "Files that are small outside and huge inside",
    group: "stride",
    stride: ["D"],
    cwe: [409],
    capec: [],
    attack: ["T1499.004"],
    asvs: ["5.2.3"],
    severity: "medium",
    confidence: "medium",
    threats: ["decompression bomb", "zip bomb", "pixel flood", "data amplification"],
    why: "A few kilobytes can unpack to terabytes, or to a picture of a billion pixels. The size that was checked on arrival says nothing of that.",
    fix: "Bound how much may come out, how many files and how deep, count while unpacking, and say `limits-resources: yes`.",
    falsePositives: "A sandbox with its own memory and time unpacks them: say `limits-resources: yes`.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const unknown =
        // The same bound answers entity-expansion, which speaks first.
        isOwnProcess(view) && names(view.facts.parses, packedFormats) && !names(view.facts.parses, formats.xml)
          ? suspect(view, { "limits-resources": "no" })
          : null;
      return unknown === null
        ? []
        : [{ message: `a small file can make ${view.name} unpack more than it can hold`, unknown, ...placeOf(view) }];
    });
  },
};
