import { placeOf } from "../looks/places.js";
import { formats } from "../looks/words.js";
import { readersOf } from "../looks/writing.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every process that shows markup of others, which escaping cannot make harmless. */
export const rule: Rule = {
  id: "markup-of-strangers",
  meta: {
    title: "Markup of strangers is shown as markup",
    group: "stride",
    stride: ["T"],
    cwe: [80],
    capec: [592],
    attack: ["T1189"],
    asvs: ["1.3.1", "1.3.5"],
    severity: "high",
    confidence: "medium",
    threats: ["stored cross-site scripting", "stored XSS", "HTML injection", "markup injection"],
    why: "What is meant to be shown as markup is not escaped on its way into the page, so the scripts, forms and pictures in it come along.",
    fix: "Let a well-kept library strike out everything but a list of harmless elements and attributes, and say `validates-input: yes`.",
    falsePositives: "What it reads is turned into text and never shown as markup.",
  },
  check(_model, { elements }) {
    return readersOf(elements, formats.markup).flatMap((view) => {
      // Without any escaping, cross-site-scripting says so already.
      const shown = says(view.facts["serves-browsers"]) && says(view.facts["encodes-output"]);
      const unknown = shown ? suspect(view, { "validates-input": "no" }) : null;
      if (unknown === null) return [];
      return [{ message: `${view.name} shows markup of strangers with all that is in it`, unknown, ...placeOf(view) }];
    });
  },
};
