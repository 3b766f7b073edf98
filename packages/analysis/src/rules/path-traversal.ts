import { placeOf } from "../looks/places.js";
import { formats } from "../looks/words.js";
import { readersOf } from "../looks/writing.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every process that opens files by names that strangers send. */
export const rule: Rule = {
  id: "path-traversal",
  meta: {
    title: "A name that strangers send can lead to any file",
    group: "stride",
    stride: ["T", "I"],
    cwe: [22, 73],
    capec: [76, 126],
    attack: ["T1083", "T1190"],
    asvs: ["5.3.2", "5.4.1"],
    severity: "high",
    confidence: "medium",
    threats: ["path traversal", "directory traversal", "dot dot slash", "local file inclusion"],
    why: "A name with `..`, a leading slash or a link in it leads out of the folder it was meant for, to keys, accounts and the program itself.",
    fix: "Make names yourself and keep theirs as a label, or refuse what leaves the folder after links are followed, and say `validates-input: yes`.",
    falsePositives: "The names are keys of a table and never reach the file system.",
  },
  check(_model, { elements }) {
    return readersOf(elements, formats.paths).flatMap((view) => {
      const unknown = suspect(view, { "validates-input": "no" });
      if (unknown === null) return [];
      return [
        { message: `a name that strangers send to ${view.name} can lead to any file`, unknown, ...placeOf(view) },
      ];
    });
  },
};
