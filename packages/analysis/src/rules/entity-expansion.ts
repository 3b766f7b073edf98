import { isOwnProcess } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import { names } from "../looks/vocabulary.js";
import { formats } from "../looks/words.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every process that reads XML without a bound on what its entities become. */
export const rule: Rule = {
  id: "entity-expansion",
  meta: {
    title: "XML whose entities grow without end",
    group: "stride",
    stride: ["D"],
    cwe: [776],
    capec: [197, 491],
    attack: ["T1499.004"],
    asvs: ["1.5.1"],
    severity: "medium",
    confidence: "medium",
    threats: ["xml entity expansion", "billion laughs", "exponential entity expansion", "xml bomb"],
    why: "In XML a document may define names for text, and names for names. Ten of them, ten times each, ten levels deep, and one page becomes more than any memory holds.",
    fix: "Refuse documents with a DTD, or let the parser bound what entities become, and say `limits-resources: yes`.",
    falsePositives:
      "Parsers that know no DTD, such as those of Go’s standard library, expand nothing: say `limits-resources: yes`.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const unknown =
        isOwnProcess(view) && names(view.facts.parses, formats.xml)
          ? suspect(view, { "limits-resources": "no" })
          : null;
      return unknown === null
        ? []
        : [
            {
              message: `entities that stand for entities can fill the memory of ${view.name}`,
              unknown,
              ...placeOf(view),
            },
          ];
    });
  },
};
