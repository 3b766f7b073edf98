import { placeOf } from "../looks/places.js";
import { formats } from "../looks/words.js";
import { readersOf } from "../looks/writing.js";
import type { Rule } from "../rule.js";

/** Says every process that fills in templates of strangers. */
export const rule: Rule = {
  id: "template-injection",
  meta: {
    title: "A template of strangers is run",
    group: "stride",
    stride: ["T", "E"],
    cwe: [917, 1336],
    capec: [242],
    attack: ["T1190"],
    asvs: ["1.3.7", "1.3.2"],
    severity: "high",
    confidence: "medium",
    threats: ["template injection", "server-side template injection", "SSTI", "expression language injection"],
    why: "A template is a small program. Whoever may write one, or a part of one, reads what the engine can reach, and with many engines runs commands.",
    fix: "Keep templates with the code and give what strangers send as values, or use an engine without logic, and say so with a `@mitigates` against template injection.",
    falsePositives: "The templates that it reads come with the program: then `parses` need not name them.",
  },
  check(_model, { elements }) {
    return readersOf(elements, formats.templates).map((view) => ({
      message: `templates that strangers send to ${view.name} run inside it`,
      ...placeOf(view),
    }));
  },
};
