import { interpreters } from "../looks/words.js";
import { writingsFor } from "../looks/writing.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every process that writes LDAP filters with what strangers send in them. */
export const rule: Rule = {
  id: "ldap-injection",
  meta: {
    title: "What strangers send can become part of LDAP filters",
    group: "stride",
    stride: ["T", "I"],
    cwe: [90],
    capec: [136],
    attack: ["T1190"],
    asvs: ["1.2.6"],
    severity: "high",
    confidence: "medium",
    threats: ["LDAP injection", "directory injection", "LDAP filter injection"],
    why: "Strangers reach the process, and it asks the directory with LDAP filters. What of theirs gets into the text of a question unescaped is part of the question, and gives them what the question was not about.",
    fix: "Escape filters and names with the library, and say `encodes-output: yes`, or name the control in a `@mitigates`.",
    falsePositives:
      "Nothing of what strangers send gets into a question: accept the threat there, with that as the reason. Escaping alone and refusing alone both count as enough here, so that one of them answers it.",
  },
  check(_model, { elements }) {
    return writingsFor(elements, interpreters.ldap).flatMap(({ writer, whose, place }) => {
      const unknown = suspect(writer, { "encodes-output": "no", "validates-input": "no" });
      return unknown === null
        ? []
        : [
            {
              message: `what strangers send to ${writer.name} can become part of LDAP filters ${whose}`,
              unknown,
              ...place,
            },
          ];
    });
  },
};
