import { says } from "../suspect.js";
import { UNKNOWN } from "@threatloom/model";
import { entriesOf } from "../looks/calls.js";
import { placeOf } from "../looks/places.js";
import { namesUnsafeLanguage } from "../looks/vocabulary.js";
import type { Rule } from "../rule.js";

/** Says every process that strangers reach and whose language lets it write outside its objects. */
export const rule: Rule = {
  id: "memory-unsafe-entry",
  meta: {
    title: "Strangers reach a process that can write outside its objects",
    group: "stride",
    stride: ["T", "E"],
    cwe: [119, 125, 416, 787],
    capec: [100],
    attack: ["T1190"],
    asvs: ["1.4.1"],
    severity: "high",
    confidence: "medium",
    threats: ["memory corruption", "buffer overflow", "use after free", "out-of-bounds write"],
    why: "One length that is not looked at, and what strangers send overwrites what the process does next.",
    fix: "Write what takes their input in a language that keeps reads and writes inside their objects and say `memory-safe: yes`, or check all of it first and say `validates-input: yes`, or name the controls (fuzzing, hardening, a sandbox) in a `@mitigates`.",
    falsePositives: "Only libraries far from the input are in such a language: leave them out of `technology`.",
  },
  check(_model, { elements }) {
    return entriesOf(elements).flatMap((view) => {
      const { "memory-safe": safe, technology } = view.facts;
      const unsafe = safe.value === "no" || (safe.value === UNKNOWN && namesUnsafeLanguage(technology));
      // What is sent there is meant to run: untrusted-code speaks of that, more gravely.
      if (says(view.facts["runs-untrusted-code"])) return [];
      // What is refused before it is taken apart does least; without a check every parser is a way in.
      if (!unsafe || says(view.facts["validates-input"])) return [];
      return [{ message: `what strangers send to ${view.name} can overwrite its memory`, ...placeOf(view) }];
    });
  },
};
