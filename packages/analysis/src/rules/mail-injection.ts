import { interpreters } from "../looks/words.js";
import { writingsFor } from "../looks/writing.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every process that writes mail with what strangers send in its headers. */
export const rule: Rule = {
  id: "mail-injection",
  meta: {
    title: "What strangers send can become headers of mail",
    group: "stride",
    stride: ["T"],
    cwe: [93],
    capec: [134],
    attack: [],
    asvs: ["1.3.11"],
    severity: "medium",
    confidence: "medium",
    threats: ["mail injection", "email injection", "email header injection", "SMTP injection"],
    why: "A line break in a name or a subject begins a header of its own: strangers choose who gets the mail and what it says, and it bears your name.",
    fix: "Refuse line breaks in everything that gets into a header, or leave the headers to a library that does, and say `encodes-output: yes`.",
    falsePositives:
      "Nothing of what strangers send gets into a header. Escaping alone and refusing alone both count as enough here, so that one of them answers it.",
  },
  check(_model, { elements }) {
    return writingsFor(elements, interpreters.mail).flatMap(({ writer, whose, place }) => {
      const unknown = suspect(writer, { "encodes-output": "no", "validates-input": "no" });
      return unknown === null
        ? []
        : [
            {
              message: `what strangers send to ${writer.name} can become headers of the mail ${whose}`,
              unknown,
              ...place,
            },
          ];
    });
  },
};
