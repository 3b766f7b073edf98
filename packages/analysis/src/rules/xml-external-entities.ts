import { placeOf } from "../looks/places.js";
import { formats } from "../looks/words.js";
import { readersOf } from "../looks/writing.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every process that reads XML of strangers. */
export const rule: Rule = {
  id: "xml-external-entities",
  meta: {
    title: "XML of strangers can make its reader fetch files and addresses",
    group: "stride",
    stride: ["I"],
    cwe: [611],
    capec: [201, 221],
    attack: ["T1190"],
    asvs: ["1.5.1"],
    severity: "high",
    confidence: "medium",
    threats: ["XML external entities", "XXE", "XML external entity injection", "external entity injection"],
    why: "An XML document may say where the rest of it lies. A parser that follows hands local files and internal addresses to whoever wrote the document.",
    fix: "Switch off document types and external entities in the parser, so that a document with any is refused, and say `validates-input: yes`, or say so with a `@mitigates`.",
    falsePositives: "The parser knows no entities, as in many languages by now: say so once with a `@mitigates`.",
  },
  check(_model, { elements }) {
    return readersOf(elements, formats.xml).flatMap((view) => {
      const unknown = suspect(view, { "validates-input": "no" });
      if (unknown === null) return [];
      return [
        {
          message: `XML that strangers send to ${view.name} can make it fetch files and addresses`,
          unknown,
          ...placeOf(view),
        },
      ];
    });
  },
};
