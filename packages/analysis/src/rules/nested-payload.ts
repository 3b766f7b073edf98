import { isOwnProcess } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import { naming } from "../looks/vocabulary.js";
import { formats, nestedFormats } from "../looks/words.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every process that reads documents as deep, or as often folded into themselves, as their sender likes. */
export const rule: Rule = {
  id: "nested-payload",
  meta: {
    title: "Documents that nest without end",
    group: "stride",
    stride: ["D"],
    cwe: [674],
    capec: [230],
    attack: ["T1499.004"],
    asvs: ["15.2.2"],
    severity: "low",
    confidence: "medium",
    threats: ["deeply nested input", "yaml bomb", "alias expansion", "stack exhaustion", "uncontrolled recursion"],
    why: "A parser goes one level deeper for each bracket, until the stack ends and the process with it. YAML also lets one part name another, so that a few lines stand for gigabytes.",
    fix: "Bound the size and depth of what is read and the number of aliases, and say `limits-resources: yes`.",
    falsePositives: "Many parsers bound the depth of themselves: say `limits-resources: yes` where yours does.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      if (!isOwnProcess(view)) return [];
      const folded = naming(view.facts.parses, formats.yaml);
      const format = folded ?? naming(view.facts.parses, nestedFormats);
      const unknown = suspect(view, { "limits-resources": "no" });
      // Nearly everything reads JSON, and most parsers bound it: only what is known to be unbounded is worth a word.
      if (
        format === null ||
        unknown === null ||
        (folded === null && (unknown.length > 0 || says(view.facts["validates-input"])))
      )
        return [];
      return [{ message: `${format} that nests deep enough can bring ${view.name} down`, unknown, ...placeOf(view) }];
    });
  },
};
