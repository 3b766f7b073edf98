import { entriesOf } from "../looks/calls.js";
import { placeOf } from "../looks/places.js";
import { names } from "../looks/vocabulary.js";
import { formats, languageModels } from "../looks/words.js";
import type { Rule } from "../rule.js";

/** Says every language model that strangers can talk to. */
export const rule: Rule = {
  id: "prompt-injection",
  meta: {
    title: "Strangers can tell a language model what to do",
    group: "stride",
    stride: ["T", "E"],
    cwe: [1427],
    capec: [],
    attack: [],
    asvs: [],
    severity: "medium",
    confidence: "medium",
    threats: ["prompt injection", "indirect prompt injection", "jailbreak"],
    why: "A language model cannot tell what it is asked from what it is given. Text of strangers becomes an order, carried out with all that the model may reach.",
    fix: "Give it no more rights than the stranger has, check what it wants to do outside of it, and say so with a `@mitigates` against prompt injection.",
    falsePositives:
      "What it answers goes to the stranger alone, and it reaches nothing: accept the threat with that as the reason.",
  },
  check(_model, { elements }) {
    return entriesOf(elements).flatMap((view) => {
      const { technology, parses } = view.facts;
      if (!names(technology, languageModels) && !names(parses, formats.prompts)) return [];
      return [{ message: `strangers can tell the language model in ${view.name} what to do`, ...placeOf(view) }];
    });
  },
};
