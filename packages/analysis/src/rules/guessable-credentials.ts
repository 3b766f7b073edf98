import type { ComponentView, Elements } from "../elements.js";
import { callsTo } from "../looks/calls.js";
import { isOutsider, isOwnProcess } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import { credentialsIn } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every component where somebody outside may guess at credentials as often as they like. */
export const rule: Rule = {
  id: "guessable-credentials",
  meta: {
    title: "Credentials that may be guessed at without end",
    group: "stride",
    stride: ["S"],
    cwe: [307],
    capec: [49, 600, 565],
    attack: ["T1110"],
    asvs: ["6.3.1"],
    severity: "high",
    confidence: "medium",
    threats: ["brute force", "credential stuffing", "password guessing", "password spraying"],
    why: "Passwords are short, and lists of stolen ones are long. Where nothing slows the guessing down, it succeeds for some account in the end.",
    fix: "Slow down guesses per account and per caller, and say `rate-limits: yes`.",
    falsePositives:
      "What comes in cannot be guessed, such as a certificate or a token of 128 random bits: say `credentials: no` of it, or accept the threat.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const unknown =
        isOwnProcess(view) && takesCredentials(view, elements) ? suspect(view, { "rate-limits": "no" }) : null;
      // What nobody said about an entry from the internet is asked by another rule.
      if (unknown === null || (unknown.length > 0 && says(view.facts["internet-facing"]))) return [];
      return [
        {
          message: `nothing bounds how often somebody guesses at the credentials that ${view.name} takes`,
          unknown,
          ...placeOf(view),
        },
      ];
    });
  },
};

/** Somebody from outside shows it credentials that it does not hand on to where guesses are bounded. */
function takesCredentials(view: ComponentView, elements: Elements): boolean {
  const bounded = new Set(view.outgoing.flatMap(({ to, data }) => (says(to.facts["rate-limits"]) ? data : [])));
  return callsTo(view).some(({ crosses, from, data }) => {
    const checked = data.filter((key) => !bounded.has(key));
    return crosses && isOutsider(from) && credentialsIn(checked, elements) !== undefined;
  });
}
