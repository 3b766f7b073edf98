import { isOwnProcess } from "../looks/parties.js";
import type { ComponentView, FlowView } from "../elements.js";
import { callsAcross, entriesOf, servesOutsiders } from "../looks/calls.js";
import { placeOf } from "../looks/places.js";
import { names } from "../looks/vocabulary.js";
import { formats } from "../looks/words.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Formats of which other rules ask the same, and say what comes of it. */
const ASKED = [formats.archives, formats.files, formats.paths, formats.urls, formats.xml];

/** Whether nothing gets there that another component of one's own has not checked. */
function isSheltered(view: ComponentView): boolean {
  const calls = callsAcross(view);
  const checked = ({ from }: FlowView): boolean => isOwnProcess(from) && says(from.facts["validates-input"]);
  return !says(view.facts["internet-facing"]) && calls.length > 0 && calls.every(checked);
}

/** Nobody is told the same twice. */
function isAsked({ facts }: ComponentView): boolean {
  return ASKED.some((format) => names(facts.parses, format));
}

/** Says every process that takes what strangers send as it comes. */
export const rule: Rule = {
  id: "unvalidated-input",
  meta: {
    title: "A process that takes what strangers send as it comes",
    group: "stride",
    stride: ["T"],
    cwe: [20],
    capec: [153],
    attack: ["T1190"],
    asvs: ["2.2.1", "2.2.2"],
    severity: "medium",
    confidence: "medium",
    threats: [
      "missing input validation",
      "improper input validation",
      "unvalidated input",
      "input manipulation",
      "malicious input",
    ],
    why: "What crosses a trust boundary is written by somebody else. Where it is not held against what is expected, it puts the process into states that nobody thought of.",
    fix: "Refuse what is not expected (kind, length, range, characters) before anything is done with it, and say `validates-input: yes`.",
    falsePositives:
      "A component in front of it refuses: say `validates-input: yes` of that one, and draw the flows from there.",
  },
  check(_model, context) {
    return entriesOf(context.elements).flatMap((view) => {
      const unknown = suspect(view, { "validates-input": "no" });
      if (isSheltered(view)) return [];
      // What is sent there is meant to run: untrusted-code speaks of that, more gravely.
      if (says(view.facts["runs-untrusted-code"])) return [];
      // Among one's own components nobody is asked about each.
      if (unknown === null || isAsked(view) || (unknown.length > 0 && !servesOutsiders(view, context))) return [];
      return [{ message: `${view.name} takes what strangers send as it comes`, unknown, ...placeOf(view) }];
    });
  },
};
