import type { Rule } from "../rule.js";
import { readersOf } from "./anchors.js";
import { placeOf } from "./places.js";
import { formats } from "./vocabulary.js";

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
    fix: "Read plain data instead, or allow a list of types and nothing else, and say so with a `@mitigates` against unsafe deserialisation.",
    falsePositives: "Of YAML only: the loader makes nothing but plain data. Say so once with a `@mitigates`.",
  },
  check(_model, { elements }) {
    const objects = readersOf(elements, formats.objects);
    // Most loaders of YAML make plain data unless they are told to do more.
    const documents = readersOf(elements, formats.yaml).filter((view) => !objects.includes(view));
    return [...objects, ...documents].map((view) => ({
      message: `objects that strangers send to ${view.name} can run code while they are read`,
      ...(objects.includes(view) ? {} : { severity: "medium", confidence: "low" }),
      ...placeOf(view),
    }));
  },
};
