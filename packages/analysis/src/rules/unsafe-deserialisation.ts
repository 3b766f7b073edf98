import { placeOf } from "../looks/places.js";
import { names } from "../looks/vocabulary.js";
import { formats } from "../looks/words.js";
import { readersOf } from "../looks/writing.js";
import type { Rule, RuleFinding } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every process that turns what strangers send back into objects. */
export const rule: Rule = {
  id: "unsafe-deserialisation",
  meta: {
    title: "Objects of strangers are brought back to life",
    group: "stride",
    stride: ["T", "E"],
    cwe: [502],
    capec: [586],
    attack: ["T1190"],
    asvs: ["1.5.2"],
    severity: "high",
    confidence: "medium",
    threats: [
      "unsafe deserialisation",
      "insecure deserialization",
      "deserialization of untrusted data",
      "object injection",
    ],
    why: "A format that names the types of its objects lets the sender choose which code runs while it is read, often before anything is looked at.",
    fix: "Read plain data instead, or allow a list of types and nothing else, and say so with a `@mitigates` against unsafe deserialisation. Of YAML `validates-input: yes` says it too.",
    falsePositives: "Of YAML only: the loader makes nothing but plain data. Say so once with a `@mitigates`.",
  },
  check(_model, { elements }) {
    const objects = readersOf(elements, formats.objects).map((view) => ({
      message: `objects that strangers send to ${view.name} can run code while they are read`,
      ...placeOf(view),
    }));
    const documents = readersOf(elements, formats.yaml).flatMap((view): RuleFinding[] => {
      const unknown = names(view.facts.parses, formats.objects) ? null : suspect(view, { "validates-input": "no" });
      if (unknown === null) return [];
      const message = `YAML that strangers send to ${view.name} can make objects that run code`;
      // Most loaders make plain data unless they are told to do more.
      return [{ message, unknown, severity: "medium", confidence: "low", ...placeOf(view) }];
    });
    return [...objects, ...documents];
  },
};
