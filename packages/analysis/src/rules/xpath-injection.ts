import { interpreters } from "../looks/words.js";
import { writingsFor } from "../looks/writing.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every process that writes XPath queries with what strangers send in them. */
export const rule: Rule = {
  id: "xpath-injection",
  meta: {
    title: "What strangers send can become part of XPath queries",
    group: "stride",
    stride: ["T", "I"],
    cwe: [643],
    capec: [83],
    attack: ["T1190"],
    asvs: ["1.2.7"],
    severity: "medium",
    confidence: "medium",
    threats: ["XPath injection", "XQuery injection", "blind XPath injection"],
    why: "Strangers reach the process, and it asks the store with XPath queries. What of theirs gets into the text of a question unescaped is part of the question, and gives them what the question was not about.",
    fix: "Bind values as variables of the query, and say `encodes-output: yes`, or name the control in a `@mitigates`.",
    falsePositives:
      "Nothing of what strangers send gets into a question: accept the threat there, with that as the reason. Escaping alone and refusing alone both count as enough here, so that one of them answers it.",
  },
  check(_model, { elements }) {
    return writingsFor(elements, interpreters.xpath).flatMap(({ writer, whose, place }) => {
      const unknown = suspect(writer, { "encodes-output": "no", "validates-input": "no" });
      return unknown === null
        ? []
        : [
            {
              message: `what strangers send to ${writer.name} can become part of XPath queries ${whose}`,
              unknown,
              ...place,
            },
          ];
    });
  },
};
