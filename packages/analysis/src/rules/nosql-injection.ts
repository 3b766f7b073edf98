import { interpreters } from "../looks/words.js";
import { writingsFor } from "../looks/writing.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every process that writes queries with what strangers send in them. */
export const rule: Rule = {
  id: "nosql-injection",
  meta: {
    title: "What strangers send can become part of queries",
    group: "stride",
    stride: ["T", "I"],
    cwe: [943],
    capec: [676],
    attack: ["T1190"],
    asvs: ["1.2.4"],
    severity: "high",
    confidence: "medium",
    threats: ["NoSQL injection", "query injection", "operator injection"],
    why: "Strangers reach the process, and it asks the database with queries. What of theirs gets into the text of a question unescaped is part of the question, and gives them what the question was not about.",
    fix: "Take values as values, never as parts of a query, and refuse objects where a text is meant, and say `encodes-output: yes`, or name the control in a `@mitigates`.",
    falsePositives:
      "Nothing of what strangers send gets into a question: accept the threat there, with that as the reason. Escaping alone and refusing alone both count as enough here, so that one of them answers it.",
  },
  check(_model, { elements }) {
    return writingsFor(elements, interpreters.nosql).flatMap(({ writer, whose, place }) => {
      const unknown = suspect(writer, { "encodes-output": "no", "validates-input": "no" });
      return unknown === null
        ? []
        : [{ message: `what strangers send to ${writer.name} can become part of queries ${whose}`, unknown, ...place }];
    });
  },
};
