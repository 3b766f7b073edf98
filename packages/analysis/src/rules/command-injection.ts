import { interpreters } from "../looks/words.js";
import { writingsFor } from "../looks/writing.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every process that writes commands of the operating system with what strangers send in them. */
export const rule: Rule = {
  id: "command-injection",
  meta: {
    title: "What strangers send can become part of a command",
    group: "stride",
    stride: ["T", "E"],
    cwe: [77, 78, 88],
    capec: [88, 248],
    attack: ["T1059", "T1190"],
    asvs: ["1.2.5"],
    severity: "critical",
    confidence: "medium",
    threats: ["command injection", "OS command injection", "shell injection", "argument injection"],
    why: "Strangers reach the process, and it starts programs through a shell. What of theirs gets into the line unescaped is obeyed, with all the rights of the process.",
    fix: "Start programs without a shell, with a list of arguments and `--` before what strangers send, and say `encodes-output: yes`, or name the control in a `@mitigates`.",
    falsePositives:
      "Nothing of what strangers send gets into a command: accept the threat there, with that as the reason. Escaping alone and refusing alone both count as enough here, so that one of them answers it.",
  },
  check(_model, { elements }) {
    return writingsFor(elements, interpreters.shell).flatMap(({ writer, whose, place }) => {
      const unknown = suspect(writer, { "encodes-output": "no", "validates-input": "no" });
      return unknown === null
        ? []
        : [
            {
              message: `what strangers send to ${writer.name} can become part of commands ${whose}`,
              unknown,
              ...place,
            },
          ];
    });
  },
};
