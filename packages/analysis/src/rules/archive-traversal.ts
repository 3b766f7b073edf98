import { placeOf } from "../looks/places.js";
import { formats } from "../looks/words.js";
import { readersOf } from "../looks/writing.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every process that unpacks what strangers pack. */
export const rule: Rule = {
  id: "archive-traversal",
  meta: {
    title: "An archive of strangers can be unpacked outside of its place",
    group: "stride",
    stride: ["T"],
    cwe: [23],
    capec: [139],
    attack: ["T1190"],
    asvs: ["5.3.3"],
    severity: "high",
    confidence: "medium",
    threats: ["zip slip", "archive traversal", "archive extraction", "directory traversal in archives"],
    why: "The names in an archive are chosen by whoever packed it. One that climbs up, or a link that leads out, overwrites programs and configuration.",
    fix: "Take each name apart and refuse what leaves the folder, links too, and say `validates-input: yes`.",
    falsePositives: "It lists what is inside and unpacks nothing.",
  },
  check(_model, { elements }) {
    return readersOf(elements, formats.archives).flatMap((view) => {
      const unknown = suspect(view, { "validates-input": "no" });
      if (unknown === null) return [];
      return [
        {
          message: `an archive that strangers send to ${view.name} can be unpacked outside of its place`,
          unknown,
          ...placeOf(view),
        },
      ];
    });
  },
};
