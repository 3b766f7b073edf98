import { entriesOf } from "../looks/calls.js";
import { placeOf } from "../looks/places.js";
import { names } from "../looks/vocabulary.js";
import { developerTools } from "../looks/words.js";
import type { Rule } from "../rule.js";

/** Says every process that shows strangers what is meant for its developers. */
export const rule: Rule = {
  id: "debugging-outside",
  meta: {
    title: "Strangers are shown what is meant for developers",
    group: "stride",
    stride: ["I"],
    cwe: [209, 489],
    capec: [121],
    attack: [],
    asvs: ["13.4.2", "16.5.1"],
    severity: "medium",
    confidence: "medium",
    threats: ["debug mode", "error detail", "verbose errors", "stack traces"],
    why: "Consoles, profiles and full error messages explain a program to whoever attacks it, and some of them run code for anybody who asks.",
    fix: "Switch it off where strangers reach it, or bind it to an address of its own that they do not, and strike it from `technology`.",
    falsePositives: "It runs during development only: describe what runs in production.",
  },
  check(_model, { elements }) {
    return entriesOf(elements).flatMap((view) => {
      if (!names(view.facts.technology, developerTools)) return [];
      return [{ message: `${view.name} shows strangers what is meant for its developers`, ...placeOf(view) }];
    });
  },
};
