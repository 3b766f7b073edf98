import { isOwnProcess } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says } from "../suspect.js";

/** Says every process that writes what comes in from outside into its log as it came. */
export const rule: Rule = {
  id: "log-injection",
  meta: {
    title: "A log into which callers can write lines of their own",
    group: "stride",
    stride: ["R", "T"],
    cwe: [117],
    capec: [93],
    attack: [],
    asvs: ["16.4.1"],
    severity: "low",
    confidence: "low",
    threats: ["log injection", "log forging", "crlf injection"],
    why: "A line break in a name is enough to start an entry that never happened. Who reads the log, or the program that reads it for them, takes it for genuine.",
    fix: "Write entries in a format that keeps values apart, such as JSON, or escape line breaks and control characters, and say `encodes-output: yes`.",
    falsePositives: "The logging library escapes what it is given: say `encodes-output: yes`.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const { facts, name, reachedBy } = view;
      const writes = isOwnProcess(view) && says(facts.logs) && reachedBy.length > 0;
      // What is sent there is meant to run: untrusted-code speaks of that, more gravely.
      if (says(facts["runs-untrusted-code"])) return [];
      if (!writes || facts["validates-input"].value !== "no" || says(facts["encodes-output"])) return [];
      return [{ message: `who calls ${name} can write lines of their own into its log`, ...placeOf(view) }];
    });
  },
};
