import { interpreters } from "../looks/words.js";
import { writingsFor } from "../looks/writing.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every process that writes SQL with what strangers send in it. */
export const rule: Rule = {
  id: "sql-injection",
  meta: {
    title: "What strangers send can become part of SQL",
    group: "stride",
    stride: ["T", "I"],
    cwe: [89],
    capec: [7, 66, 108, 109],
    attack: ["T1190"],
    asvs: ["1.2.4"],
    severity: "high",
    confidence: "medium",
    threats: ["SQL injection", "SQLi", "blind SQL injection", "database injection"],
    why: "Strangers reach the process, and it asks the database with SQL. What of theirs gets into the text of a question unescaped is part of the question, and gives them what the question was not about.",
    fix: "Use prepared statements or a library that makes them, and say `encodes-output: yes`, or name the control in a `@mitigates`.",
    falsePositives:
      "Nothing of what strangers send gets into a question: accept the threat there, with that as the reason. Escaping alone and refusing alone both count as enough here, so that one of them answers it.",
  },
  check(_model, { elements }) {
    return writingsFor(elements, interpreters.sql).flatMap(({ writer, whose, place }) => {
      const unknown = suspect(writer, { "encodes-output": "no", "validates-input": "no" });
      return unknown === null
        ? []
        : [{ message: `what strangers send to ${writer.name} can become part of SQL ${whose}`, unknown, ...place }];
    });
  },
};
