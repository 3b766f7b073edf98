import { placeOf } from "../looks/places.js";
import { formats } from "../looks/words.js";
import { readersOf } from "../looks/writing.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every process that takes files of strangers as they come. */
export const rule: Rule = {
  id: "unrestricted-upload",
  meta: {
    title: "Files of strangers are taken as they come",
    group: "stride",
    stride: ["T", "E"],
    cwe: [434],
    capec: [17, 650],
    attack: ["T1505.003"],
    asvs: ["5.2.2", "5.3.1"],
    severity: "high",
    confidence: "medium",
    threats: ["unrestricted file upload", "file upload", "malicious upload", "web shell"],
    why: "A file is more than its name says: a page with a script, a program for the server, a document that attacks whoever opens it.",
    fix: "Hold name and content against a short list of kinds, store files where nothing runs them, and say `validates-input: yes`.",
    falsePositives: "The files come from people who run the system themselves.",
  },
  check(_model, { elements }) {
    return readersOf(elements, formats.files).flatMap((view) => {
      const unknown = suspect(view, { "validates-input": "no" });
      if (unknown === null) return [];
      return [{ message: `${view.name} takes files of strangers as they come`, unknown, ...placeOf(view) }];
    });
  },
};
