import { isOwnProcess } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import { names, vocabulary } from "../looks/vocabulary.js";
import { patternWords } from "../looks/words.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** What matches in linear time whatever the pattern. */
const LINEAR = vocabulary("re2, go, golang, rust, hyperscan");

/** Says every process that tries patterns from outside for as long as they take. */
export const rule: Rule = {
  id: "regex-blowup",
  meta: {
    title: "Patterns that take for ever to try",
    group: "stride",
    stride: ["D"],
    cwe: [1333],
    capec: [492],
    attack: ["T1499.004"],
    asvs: ["1.3.12"],
    severity: "medium",
    confidence: "medium",
    threats: ["regular expression denial of service", "redos", "regex blowup", "catastrophic backtracking"],
    why: "Most engines of regular expressions try one way after the other. A pattern of ten characters and a text of forty can keep them busy for years.",
    fix: "Use an engine that matches in linear time, or bound the time of a match, and say `limits-resources: yes`, or name the engine among `technology:`.",
    falsePositives: "The engine knows a bound of its own: say `limits-resources: yes`.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const { parses, technology } = view.facts;
      if (!isOwnProcess(view) || !names(parses, patternWords) || names(technology, LINEAR)) return [];
      const unknown = suspect(view, { "limits-resources": "no" });
      if (unknown === null) return [];
      return [{ message: `one pattern can keep ${view.name} busy for ever`, unknown, ...placeOf(view) }];
    });
  },
};
